import { expect, it } from 'vitest'
import type { NewObject } from '../k8s/object'
import { createTrustingEngine } from './engine'
import { createEngine } from './index'
import { OBJECT_CHECKS } from './object-checks'

const OPTIONS = { seed: 5, machines: [{ name: 'worker-1', booted: true }] }
const LABELS = { app: 'web' }
const DEPLOYMENT: NewObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'default' },
  spec: {
    replicas: 2,
    selector: { matchLabels: LABELS },
    template: { metadata: { labels: LABELS }, spec: { containers: [{ name: 'main', image: 'web:1' }] } },
  },
}

it('controllers that come with the checks act as if they had been there, to the byte', () => {
  const engines = [createEngine(OPTIONS), createTrustingEngine(OPTIONS)] as const
  for (const engine of engines) engine.runUntil(30_000)
  engines[1].checkWith(OBJECT_CHECKS)
  for (const engine of engines) {
    engine.client('kubectl').create('deployments.apps', DEPLOYMENT)
    engine.runUntil(90_000)
  }
  expect(engines[0].client('kubectl').list('pods')).toHaveLength(2)
  expect(JSON.stringify(engines[1].objects())).toBe(JSON.stringify(engines[0].objects()))
})

it('one that lost its leadership before it had anything to do waits until it has it again', () => {
  const engine = createEngine(OPTIONS)
  const client = engine.client('kubectl')
  engine.pauseComponent('replicaset')
  client.create('deployments.apps', DEPLOYMENT)
  engine.runUntil(10_000)
  expect(client.list('replicasets.apps')).toHaveLength(1)
  expect(client.list('pods')).toHaveLength(0)
  engine.resumeComponent('replicaset')
  engine.runUntil(20_000)
  expect(client.list('pods')).toHaveLength(2)
})
