import { expect, it } from 'vitest'
import type { EventObject } from '../../k8s/event'
import { createEngine } from '../index'

it('tells of everything that a projected volume lacks, in one message', () => {
  const engine = createEngine({ seed: 1, machines: [{ name: 'w1', booted: true }] })
  const client = engine.client('test')
  const sources = [{ configMap: { name: 'settings' } }, { secret: { name: 'password' } }]
  const container = { name: 'app', image: 'registry.example/agent:v1', volumeMounts: [{ name: 'v', mountPath: '/v' }] }
  const spec = { nodeName: 'w1', containers: [container], volumes: [{ name: 'v', projected: { sources } }] }
  engine.runUntilSettled()
  client.create('pods', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'default' }, spec })
  engine.runUntilSettled()
  const events = client.list('events') as readonly EventObject[]
  expect(events.find(({ reason }) => reason === 'FailedMount')?.message).toBe(
    'MountVolume.SetUp failed for volume "v" : [configmap "settings" not found, secret "password" not found]',
  )
})
