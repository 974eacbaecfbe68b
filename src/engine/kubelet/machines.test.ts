import { describe, expect, it } from 'vitest'
import { isPodReady } from '../../k8s/pod-conditions'
import { cluster, readiness } from './test-machines'

describe('a machine', () => {
  it('boots, registers, turns Ready and says so', () => {
    const { machines, node, reasons, engine } = cluster()
    machines.add({ name: 'w2', labels: { disk: 'ssd' }, cpu: '2' })
    engine.runUntilSettled()
    expect(readiness(node('w2'))).toBe('True')
    expect(node('w2')).toMatchObject({
      metadata: { labels: { disk: 'ssd', 'kubernetes.io/hostname': 'w2' } },
      status: { allocatable: { cpu: '2', pods: '110' } },
    })
    expect(node('w2').spec.taints ?? []).toEqual([])
    expect(reasons('Node')).toEqual(
      expect.arrayContaining(['Starting', 'NodeHasSufficientMemory', 'NodeHasNoDiskPressure', 'NodeReady']),
    )
  })

  it('is heard of as long as it has power', () => {
    const { engine, pass } = cluster()
    const machines = engine.machines as typeof engine.machines & { lastHeartbeat(node: string): number | undefined }
    pass(100)
    expect(engine.now - (machines.lastHeartbeat('w1') ?? 0)).toBeLessThan(10_000)
    machines.powerOff('w1')
    const last = machines.lastHeartbeat('w1')
    pass(100)
    expect(machines.lastHeartbeat('w1')).toBe(last)
    machines.powerOn('w1')
    pass(20)
    expect(engine.now - (machines.lastHeartbeat('w1') ?? 0)).toBeLessThan(10_000)
    expect(machines.lastHeartbeat('nobody')).toBeUndefined()
  })

  it('loses its containers with its power, and starts them again', () => {
    const { machines, run, pod, pass } = cluster()
    run()
    machines.powerOff('w1')
    pass(5)
    machines.powerOn('w1')
    pass(10)
    expect(pod().status.containerStatuses?.[0]).toMatchObject({
      restartCount: 1,
      ready: true,
      lastState: { terminated: { reason: 'ContainerStatusUnknown', exitCode: 137 } },
    })
  })

  it('keeps its containers when only the kubelet is restarted', () => {
    const { machines, run, pod, pass, client } = cluster()
    run()
    machines.stopKubelet('w1')
    client.delete('pods', 'default', 'web')
    pass(40)
    expect(pod().status.phase).toBe('Running')
    expect(pod().status.containerStatuses?.[0]?.restartCount).toBe(0)
    machines.startKubelet('w1')
    pass(10)
    expect(client.list('pods')).toHaveLength(0)
  })

  it('evicts pods under pressure, one after another, and takes no new ones', () => {
    const { machines, image, run, pod, pass } = cluster()
    image({ ignoresSigterm: true })
    run('one')
    run('two')
    machines.setPressure('w1', 'disk', true)
    pass(15)
    const evicted = ['one', 'two'].map(name => pod(name).status.reason)
    expect(evicted.filter(reason => reason === 'Evicted')).toHaveLength(1)
    run('three')
    expect(pod('three').status).toMatchObject({
      phase: 'Failed',
      reason: 'Evicted',
      message: 'Pod was rejected: The node had condition: [DiskPressure]. ',
    })
  })

  it('that is not Ready does nothing to its pods', () => {
    const { machines, run, node, pod, engine } = cluster()
    machines.setReady('w1', false)
    run()
    expect(readiness(node())).toBe('False')
    expect(pod().status.containerStatuses).toBeUndefined()
    machines.setReady('w1', true)
    engine.runUntilSettled()
    expect(isPodReady(pod())).toBe(true)
  })

  it('is gone when it is removed, and its name is free again', () => {
    const { machines, client, engine } = cluster()
    machines.remove('w1')
    expect(() => client.get('nodes', undefined, 'w1')).toThrow('not found')
    expect(() => machines.powerOff('w1')).toThrow('there is no machine w1')
    machines.add({ name: 'w1' })
    engine.runUntilSettled()
    expect(machines.list().map(({ name }) => name)).toEqual(['w1'])
  })

  it('says in a plain sentence what cannot be done', () => {
    const { machines } = cluster()
    expect(() => machines.add({ name: 'w1' })).toThrow('there is a machine w1 already')
    expect(() => machines.powerOn('w1')).toThrow('machine w1 has power already')
    expect(() => machines.startKubelet('w1')).toThrow('machine w1 has a running kubelet')
    expect(() => machines.act('default', 'web', 'run')).toThrow()
  })
})

describe('a held kubelet', () => {
  it('still brings its node up', () => {
    const { machines, node, engine, reasons } = cluster()
    machines.add({ name: 'w2' })
    machines.hold()
    engine.runUntilSettled()
    expect(readiness(node('w2'))).toBe('True')
    expect(reasons('Node')).not.toContain('Starting')
  })

  it('moves pods only as it is told', () => {
    const { machines, run, pod, client } = cluster()
    machines.hold()
    run()
    expect(pod().status.phase).toBe('Pending')
    machines.act('default', 'web', 'run-not-ready')
    expect(pod().status.phase).toBe('Running')
    expect(isPodReady(pod())).toBe(false)
    machines.act('default', 'web', 'run')
    expect(isPodReady(pod())).toBe(true)
    machines.act('default', 'web', 'unready')
    expect(isPodReady(pod())).toBe(false)
    machines.act('default', 'web', 'fail')
    expect(pod().status).toMatchObject({ phase: 'Failed', reason: 'Evicted' })
    client.delete('pods', 'default', 'web')
    expect(client.list('pods')).toHaveLength(0)
  })

  it('confirms a deletion when told, and lets running pods run on when it is let go', () => {
    const { machines, run, pod, client, pass } = cluster()
    machines.hold('w1')
    run('web')
    run('api')
    machines.act('default', 'web', 'run')
    machines.act('default', 'api', 'run')
    client.delete('pods', 'default', 'api')
    pass(60)
    expect(pod('api').metadata.deletionTimestamp).toBeDefined()
    machines.act('default', 'api', 'confirm')
    expect(client.list('pods')).toHaveLength(1)
    machines.release('w1')
    pass(10)
    expect(isPodReady(pod())).toBe(true)
    expect(pod().status.containerStatuses?.[0]?.restartCount).toBe(0)
    client.delete('pods', 'default', 'web')
    pass(10)
    expect(client.list('pods')).toHaveLength(0)
  })
})
