import { describe, expect, it } from 'vitest'
import type { EventObject } from '../../k8s/event'
import type { Node } from '../../k8s/node'
import type { Pod } from '../../k8s/pod'
import { isPodReady } from '../../k8s/pod-conditions'
import { createEngine } from '../index'
import type { ImageBehaviour, MachineSpec } from '../machines'

const IMAGE = 'registry.example/agent:v1'

function cluster(...machines: readonly MachineSpec[]) {
  const engine = createEngine({ seed: 1, machines: machines.length > 0 ? machines : [{ name: 'w1', booted: true }] })
  engine.runUntilSettled()
  const client = engine.client('test')
  const events = () => client.list('events') as readonly EventObject[]
  return {
    engine,
    client,
    machines: engine.machines,
    image: (behaviour: Partial<ImageBehaviour>) => engine.machines.setImage(IMAGE, behaviour),
    run: (name = 'web', spec: object = {}) => {
      const containers = [{ name: 'app', image: IMAGE }]
      const metadata = { name, namespace: 'default' }
      client.create('pods', { apiVersion: 'v1', kind: 'Pod', metadata, spec: { nodeName: 'w1', containers, ...spec } })
      engine.runUntilSettled()
    },
    pod: (name = 'web') => client.get('pods', 'default', name) as Pod,
    node: (name = 'w1') => client.get('nodes', undefined, name) as Node,
    reasons: (kind: string) => events().flatMap(one => (one.involvedObject.kind === kind ? [one.reason] : [])),
    pass: (seconds: number) => engine.runUntil(engine.now + seconds * 1000),
  }
}

const waiting = (pod: Pod) => pod.status.containerStatuses?.[0]?.state?.waiting?.reason
const readiness = (node: Node) => node.status.conditions?.find(({ type }) => type === 'Ready')?.status

describe('a pod on a node', () => {
  it('starts with three writes of its status and four events', () => {
    const { engine, run, pod, reasons } = cluster()
    let writes = 0
    engine.onChange(change => {
      if (change.by === 'kubelet/w1' && change.updated.some(([, { kind }]) => kind === 'Pod')) writes += 1
    })
    run()
    expect(isPodReady(pod())).toBe(true)
    expect(pod().status).toMatchObject({ phase: 'Running', hostIP: '172.18.0.2', podIP: '10.244.1.2' })
    expect(writes).toBe(3)
    expect(reasons('Pod')).toEqual(['Pulling', 'Pulled', 'Created', 'Started'])
  })

  it('goes on from its init containers, which end by themselves unless their image says how', () => {
    const { image, run, pod } = cluster()
    run('web', { initContainers: [{ name: 'prepare', image: 'prepare:v1' }] })
    expect(isPodReady(pod())).toBe(true)
    image({ exitAfter: 1_000, exitCode: 3 })
    run('stuck', { initContainers: [{ name: 'prepare', image: IMAGE }] })
    expect(isPodReady(pod('stuck'))).toBe(false)
  })

  it('runs an image without a tag as well', () => {
    const { run, pod, pass, reasons } = cluster()
    run('web', { containers: [{ name: 'app', image: 'nginx' }] })
    pass(120)
    expect(isPodReady(pod())).toBe(true)
    expect(reasons('Pod')).toEqual(['Pulling', 'Pulled', 'Created', 'Started'])
  })

  it('comes to rest in a crash loop, and pauses longer and longer', () => {
    const { image, run, pod, pass, engine } = cluster()
    image({ exitAfter: 1_000, exitCode: 3 })
    run()
    expect(engine.settled).toBe(true)
    pass(600)
    const [status] = pod().status.containerStatuses ?? []
    expect(status?.restartCount).toBeGreaterThan(4)
    expect(status?.restartCount).toBeLessThan(9)
    expect(status?.lastState?.terminated).toMatchObject({ exitCode: 3, reason: 'Error' })
  })

  it('is forgiven its crashes after it has run for ten minutes', () => {
    const { image, run, pod, pass } = cluster()
    image({ exitAfter: 601_000 })
    run()
    pass(601 * 4)
    expect(pod().status.containerStatuses?.[0]?.restartCount).toBe(3)
  })

  it('gets its image when there is one', () => {
    const { image, run, pod, pass } = cluster()
    image({ missing: true })
    run()
    pass(60)
    expect(['ErrImagePull', 'ImagePullBackOff']).toContain(waiting(pod()))
    image({ missing: false })
    pass(120)
    expect(isPodReady(pod())).toBe(true)
  })

  it('is not ready while its image fails the probe, and is afterwards', () => {
    const { image, run, pod, pass } = cluster()
    image({ failReadiness: true })
    run('web', {
      containers: [{ name: 'app', image: IMAGE, readinessProbe: { httpGet: { port: 80 }, periodSeconds: 5 } }],
    })
    pass(30)
    expect(isPodReady(pod())).toBe(false)
    image({ failReadiness: false })
    pass(6)
    expect(isPodReady(pod())).toBe(true)
  })

  it('that must not run as root needs an image with a user of its own', () => {
    const { image, run, pod, pass } = cluster()
    run('web', { securityContext: { runAsNonRoot: true } })
    pass(5)
    expect(pod().status.containerStatuses?.[0]?.state?.waiting).toMatchObject({
      reason: 'CreateContainerConfigError',
      message: expect.stringContaining('image will run as root'),
    })
    image({ nonRoot: true })
    pass(60)
    expect(isPodReady(pod())).toBe(true)
  })

  it('that never pulls waits for an image that is there', () => {
    const { image, run, pod, pass, reasons } = cluster()
    run('web', { containers: [{ name: 'app', image: IMAGE, imagePullPolicy: 'Never' }] })
    expect(waiting(pod())).toBe('ErrImageNeverPull')
    image({ preloaded: true })
    pass(60)
    expect(isPodReady(pod())).toBe(true)
    expect(reasons('Pod')).not.toContain('Pulling')
  })

  it('goes within its grace, whatever it does about SIGTERM', () => {
    const { image, run, client, pass } = cluster()
    image({ ignoresSigterm: true })
    run('web', { terminationGracePeriodSeconds: 20 })
    client.delete('pods', 'default', 'web')
    pass(19)
    expect(client.list('pods')).toHaveLength(1)
    pass(4)
    expect(client.list('pods')).toHaveLength(0)
  })

  it('costs nothing once it is well, probes and all', () => {
    const eventsInTenMinutes = (spec?: object) => {
      const { run, engine, pass } = cluster()
      if (spec !== undefined) run('web', spec)
      pass(60)
      const before = engine.processedEvents
      pass(600)
      return engine.processedEvents - before
    }
    const probe = { httpGet: { port: 80 }, periodSeconds: 1 }
    const app = { name: 'app', image: IMAGE, readinessProbe: probe, livenessProbe: probe }
    expect(eventsInTenMinutes({ containers: [app] }) - eventsInTenMinutes()).toBeLessThan(5)
  })
})

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
