import { describe, expect, it } from 'vitest'
import { isPodReady } from '../../k8s/pod-conditions'
import { cluster, IMAGE, waiting } from './test-machines'

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
