import { expect, it } from 'vitest'
import type { Pod } from '../../k8s/pod'
import { createEngine } from '../index'

it('a pod whose deadline passes while it still prepares has containers that never ran', () => {
  const engine = createEngine({ seed: 1, machines: [{ name: 'w1', booted: true }] })
  engine.machines.setImage('prepare', { exitAfter: 60_000 })
  const client = engine.client('test')
  engine.runUntilSettled()
  const spec = {
    nodeName: 'w1',
    activeDeadlineSeconds: 12,
    initContainers: [{ name: 'prepare', image: 'prepare' }],
    containers: [{ name: 'app', image: 'agent' }],
  }
  client.create('pods', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'default' }, spec })
  engine.runUntil(engine.now + 40_000)
  const { status } = client.get('pods', 'default', 'web') as Pod
  expect(status).toMatchObject({ phase: 'Failed', reason: 'DeadlineExceeded' })
  expect(status.initContainerStatuses?.[0]?.state?.terminated?.exitCode).toBe(0)
  expect(status.containerStatuses?.[0]?.state).toEqual({ waiting: { reason: 'PodInitializing' } })
})
