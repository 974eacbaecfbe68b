import { describe, expect, it } from 'vitest'
import type { Pod } from './pod'
import { quotaUsage } from './quota-usage'
import { addResources } from './resource-list'

const metadata = { name: 'a', namespace: 'default', uid: 'a', resourceVersion: '1', creationTimestamp: '' }
const container = (cpu: string) => ({
  name: 'main',
  image: 'main:1',
  resources: { requests: { cpu }, limits: { cpu } },
})
const pod = (change: Partial<Pod> = {}): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata,
  spec: { containers: [container('100m'), container('200m')] },
  status: { phase: 'Running' },
  ...change,
})

describe('quotaUsage', () => {
  it('counts a pod with its requests and limits under all their names', () => {
    expect(quotaUsage('pods', pod(), 0)).toEqual({
      'count/pods': '1',
      pods: '1',
      cpu: '300m',
      'requests.cpu': '300m',
      'limits.cpu': '300m',
    })
  })

  it('takes the hungriest init container when it needs more than all the others', () => {
    const spec = { containers: [container('100m')], initContainers: [container('1'), container('500m')] }
    expect(quotaUsage('pods', pod({ spec }), 0)).toMatchObject({ cpu: '1' })
  })

  it('charges an ended pod, or one that should long be gone, only as an object', () => {
    expect(quotaUsage('pods', pod({ status: { phase: 'Failed' } }), 0)).toEqual({ 'count/pods': '1' })
    const deleted = { ...metadata, deletionTimestamp: '2026-01-01T00:00:30Z', deletionGracePeriodSeconds: 30 }
    expect(quotaUsage('pods', pod({ metadata: deleted }), 59_000)).toMatchObject({ pods: '1' })
    expect(quotaUsage('pods', pod({ metadata: deleted }), 61_000)).toEqual({ 'count/pods': '1' })
  })

  it('counts other kinds', () => {
    expect(quotaUsage('configmaps', { apiVersion: 'v1', kind: 'ConfigMap', metadata }, 0)).toEqual({
      'count/configmaps': '1',
      configmaps: '1',
    })
    expect(quotaUsage('daemonsets.apps', { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata }, 0)).toEqual({
      'count/daemonsets.apps': '1',
    })
  })

  it('adds up', () => {
    expect(addResources({ pods: '1', cpu: '100m' }, { cpu: '900m', memory: '1Gi' })).toEqual({
      pods: '1',
      cpu: '1',
      memory: '1Gi',
    })
  })
})
