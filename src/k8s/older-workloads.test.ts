import { expect, it } from 'vitest'
import { asAppsV1 } from './older-workloads'

const template = { metadata: { labels: { app: 'agent' } }, spec: { containers: [] } }

it('a DaemonSet of extensions/v1beta1 is updated by hand, and selects by its template’s labels', () => {
  const written = {
    apiVersion: 'extensions/v1beta1',
    kind: 'DaemonSet',
    metadata: { name: 'agent' },
    spec: { template },
  }
  expect(asAppsV1(written)).toEqual({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'agent', labels: { app: 'agent' } },
    spec: { template, selector: { matchLabels: { app: 'agent' } }, updateStrategy: { type: 'OnDelete' } },
  })
})

it('what the manifest says itself stays', () => {
  const spec = { template, selector: { matchLabels: { a: 'b' } }, updateStrategy: { type: 'RollingUpdate' } }
  const metadata = { name: 'agent', labels: { own: 'yes' } }
  const written = { apiVersion: 'extensions/v1beta1', kind: 'DaemonSet', metadata, spec }
  expect(asAppsV1(written)).toEqual({ ...written, apiVersion: 'apps/v1' })
})

it('apps/v1beta2 fills in nothing', () => {
  const written = { apiVersion: 'apps/v1beta2', kind: 'DaemonSet', metadata: { name: 'agent' }, spec: { template } }
  expect(asAppsV1(written)).toEqual({ ...written, apiVersion: 'apps/v1' })
})

it('kinds that the version does not have, and newer ones, are left alone', () => {
  const newest = { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: {}, spec: { template } }
  const wrong = { apiVersion: 'apps/v1beta1', kind: 'DaemonSet', metadata: {}, spec: { template } }
  expect(asAppsV1(newest)).toBe(newest)
  expect(asAppsV1(wrong)).toBe(wrong)
})
