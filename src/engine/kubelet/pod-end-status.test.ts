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

it('a deadline that is set later counts from the start of the pod', () => {
  const engine = createEngine({ seed: 1, machines: [{ name: 'w1', booted: true }] })
  const client = engine.client('test')
  engine.runUntilSettled()
  const spec = { nodeName: 'w1', containers: [{ name: 'app', image: 'agent' }] }
  client.create('pods', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'default' }, spec })
  const phaseAfter = (seconds: number) => {
    engine.runUntil(engine.now + seconds * 1000)
    return (client.get('pods', 'default', 'web') as Pod).status.phase
  }
  expect(phaseAfter(10)).toBe('Running')
  client.patch('pods', 'default', 'web', 'merge', { spec: { activeDeadlineSeconds: 20 } })
  expect(phaseAfter(8)).toBe('Running')
  expect(phaseAfter(5)).toBe('Failed')
})
