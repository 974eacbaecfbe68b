import { describe, expect, it } from 'vitest'
import { daemonSet, pod, refusal, startServer } from '../test-server'
import { addNamespace, create, inNamespace } from './test-objects'

describe('pod security', () => {
  const enforce = 'pod-security.kubernetes.io/enforce'

  it('refuses pods and warns of workloads', () => {
    const { client } = startServer()
    addNamespace(client, 'secure', { [enforce]: 'baseline' })
    const host = { hostNetwork: true, hostPID: true }
    expect(refusal(() => create(client, inNamespace(pod('web', host), 'secure')))).toBe(
      '403 Forbidden: pods "web" is forbidden: violates PodSecurity "baseline:latest": host namespaces (hostNetwork=true, hostPID=true)',
    )
    const spec = { ...host, containers: [{ name: 'main', image: 'app:1' }] }
    const agent = daemonSet('agent', { template: { metadata: { labels: { app: 'agent' } }, spec } })
    client.create('daemonsets.apps', inNamespace(agent, 'secure'))
    expect(client.takeWarnings()).toEqual([
      'would violate PodSecurity "baseline:latest": host namespaces (hostNetwork=true, hostPID=true)',
    ])
  })

  it('warns after the warnings about the object itself', () => {
    const { client } = startServer()
    addNamespace(client, 'secure', { [enforce]: 'baseline' })
    const volumes = [{ name: 'v', gitRepo: { repository: 'r' } }]
    const spec = { hostPID: true, volumes, containers: [{ name: 'main', image: 'app:1' }] }
    const agent = daemonSet('agent', { template: { metadata: { labels: { app: 'agent' } }, spec } })
    client.create('daemonsets.apps', inNamespace(agent, 'secure'), { fieldValidation: 'Strict' })
    const [first, second] = client.takeWarnings()
    expect(first).toContain('gitRepo: deprecated')
    expect(second).toContain('would violate PodSecurity')
  })

  it.each([
    [
      'restricted',
      {},
      'allowPrivilegeEscalation != false (container "main" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container "main" must set securityContext.capabilities.drop=["ALL"]), runAsNonRoot != true (pod or container "main" must set securityContext.runAsNonRoot=true), seccompProfile (pod or container "main" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")',
    ],
    [
      'baseline',
      {
        volumes: [{ name: 'v', hostPath: { path: '/' } }],
        containers: [{ name: 'main', image: 'a:1', ports: [{ containerPort: 1, hostPort: 80 }] }],
      },
      'hostPath volumes (volume "v"), hostPort (container "main" uses hostPort 80)',
    ],
    [
      'baseline',
      { securityContext: { seLinuxOptions: { type: 'x', user: 'u' } } },
      'seLinuxOptions (pod set forbidden securityContext.seLinuxOptions: type "x"; user may not be set)',
    ],
  ])('%s refuses %j', (level, spec, why) => {
    const { client } = startServer()
    addNamespace(client, 'secure', { [enforce]: level })
    expect(refusal(() => create(client, inNamespace(pod('web', spec), 'secure')))).toBe(
      `403 Forbidden: pods "web" is forbidden: violates PodSecurity "${level}:latest": ${why}`,
    )
  })

  it.each([
    ['v1.26', 'forbidden sysctls (net.ipv4.ip_local_reserved_ports)'],
    ['v1.27', undefined],
  ])('policies are those of their version: %s', (version, why) => {
    const { client } = startServer()
    addNamespace(client, 'secure', { [enforce]: 'baseline', [`${enforce}-version`]: version })
    const securityContext = { sysctls: [{ name: 'net.ipv4.ip_local_reserved_ports', value: '1' }] }
    const made = () => create(client, inNamespace(pod('web', { securityContext }), 'secure'))
    if (why === undefined) expect(made).not.toThrow()
    else expect(refusal(made)).toContain(why)
  })

  it('asks what only Linux has of Windows too, up to the version that knows better', () => {
    const { client } = startServer()
    const windows = { os: { name: 'windows' }, securityContext: { runAsNonRoot: true } }
    const levelOf = (version: string) => ({ [enforce]: 'restricted', [`${enforce}-version`]: version })
    addNamespace(client, 'old', levelOf('v1.24'))
    addNamespace(client, 'new', levelOf('v1.25'))
    expect(refusal(() => create(client, inNamespace(pod('web', windows), 'old')))).toMatch(/allowPrivilegeEscalation/)
    expect(refusal(() => create(client, inNamespace(pod('web', windows), 'new')))).toBe('accepted')
  })

  it('tells which pods already break a new level', () => {
    const { client } = startServer()
    addNamespace(client, 'free', {})
    create(client, inNamespace(pod('web', { hostNetwork: true }), 'free'))
    client.patch('namespaces', undefined, 'free', 'merge', { metadata: { labels: { [enforce]: 'baseline' } } })
    expect(client.takeWarnings()).toEqual([
      'existing pods in namespace "free" violate the new PodSecurity enforce level "baseline:latest"',
      'web: host namespaces',
    ])
  })
})
