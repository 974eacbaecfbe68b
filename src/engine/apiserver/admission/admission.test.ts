import { describe, expect, it } from 'vitest'
import type { Pod } from '../../../k8s/pod'
import { daemonSet, pod, refusal, startServer } from '../test-server'

type Client = ReturnType<typeof startServer>['client']

const create = (client: Client, object = pod('web')) => client.create('pods', object) as Pod
const inNamespace = (object: ReturnType<typeof pod>, namespace: string) => ({
  ...object,
  metadata: { ...object.metadata, namespace },
})

function addNamespace(client: Client, name: string, labels: Record<string, string>): void {
  client.create('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } })
}

function addQuota(client: Client, name: string, spec: Readonly<Record<string, unknown>>): void {
  client.create('resourcequotas', { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name }, spec })
}

const withResources = (name: string, requests: Record<string, string>, limits: Record<string, string> = {}) =>
  pod(name, { containers: [{ name: 'main', image: 'app:1', resources: { requests, limits } }] })

describe('service accounts', () => {
  it('give every container the token of the default account', () => {
    const { client } = startServer()
    const { spec } = create(client)
    const volume = spec.volumes?.[0]?.name
    expect(volume).toMatch(/^kube-api-access-[bcdfghjklmnpqrstvwxz2456789]{5}$/)
    expect(spec).toMatchObject({ serviceAccountName: 'default', serviceAccount: 'default' })
    expect(spec.containers[0]?.volumeMounts).toEqual([
      { name: volume, readOnly: true, mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' },
    ])
  })

  it('can be told not to', () => {
    const { client } = startServer()
    expect(create(client, pod('web', { automountServiceAccountToken: false })).spec.volumes).toBeUndefined()
  })

  it('must exist', () => {
    const { client } = startServer()
    expect(refusal(() => create(client, pod('web', { serviceAccountName: 'nope' })))).toBe(
      '403 Forbidden: pods "web" is forbidden: error looking up service account default/nope: serviceaccount "nope" not found',
    )
  })
})

describe('Secrets of an account', () => {
  it('are the only ones that its Pods may use, when it says so', () => {
    const { client } = startServer()
    client.create('serviceaccounts', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'robot', annotations: { 'kubernetes.io/enforce-mountable-secrets': 'true' } },
      secrets: [{ name: 'mine', kind: 'Secret' }],
    })
    const using = (secretName: string) =>
      pod('web', { serviceAccountName: 'robot', volumes: [{ name: 'v', secret: { secretName } }] })
    expect(refusal(() => create(client, using('other')))).toContain(
      'volume with secret.secretName="other" is not allowed because service account robot does not reference that secret',
    )
    expect(refusal(() => create(client, using('mine')))).toBe('accepted')
    expect(client.get('serviceaccounts', 'default', 'robot').secrets).toEqual([{ name: 'mine' }])
  })
})

describe('changed Pods', () => {
  it('keep their priority and the default tolerations', () => {
    const { client } = startServer()
    const { spec, metadata } = create(client)
    const { priority: _, preemptionPolicy: __, tolerations: ___, ...rest } = spec
    const changed = client.update('pods', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { ...metadata },
      spec: rest,
    }) as Pod
    expect(changed.spec).toEqual(spec)
  })
})

describe('runtime classes', () => {
  it('say where their Pods run', () => {
    const { client } = startServer()
    client.create('runtimeclasses.node.k8s.io', {
      apiVersion: 'node.k8s.io/v1',
      kind: 'RuntimeClass',
      metadata: { name: 'gvisor' },
      handler: 'runsc',
      scheduling: { nodeSelector: { disk: 'ssd' }, tolerations: [{ operator: 'Exists' }] },
    })
    const sandboxed = (nodeSelector: Record<string, string>) => pod('web', { runtimeClassName: 'gvisor', nodeSelector })
    expect(refusal(() => create(client, sandboxed({ disk: 'hdd' })))).toContain(
      'conflict: runtimeClass.scheduling.nodeSelector[disk] = ssd; pod.spec.nodeSelector[disk] = hdd',
    )
    const { spec } = create(client, sandboxed({ zone: 'a' }))
    expect(spec.nodeSelector).toEqual({ zone: 'a', disk: 'ssd' })
    expect(spec.tolerations).toEqual([{ operator: 'Exists' }])
  })

  it('must exist, and add what they cost', () => {
    const { client } = startServer()
    const sandboxed = pod('web', { runtimeClassName: 'gvisor' })
    expect(refusal(() => create(client, sandboxed))).toBe(
      '403 Forbidden: pods "web" is forbidden: pod rejected: RuntimeClass "gvisor" not found',
    )
    const kind = { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', handler: 'runsc' }
    const overhead = { podFixed: { cpu: '250m' } }
    client.create('runtimeclasses.node.k8s.io', { ...kind, metadata: { name: 'gvisor' }, overhead })
    expect(create(client, sandboxed).spec.overhead).toEqual({ cpu: '250m' })
  })
})

describe('priorities', () => {
  it('come from the class, and from the default class otherwise', () => {
    const { client } = startServer()
    const critical = create(client, pod('a', { priorityClassName: 'system-node-critical' })).spec
    expect(critical).toMatchObject({ priority: 2_000_001_000, preemptionPolicy: 'PreemptLowerPriority' })
    const metadata = { name: 'usual' }
    const kind = { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass' }
    client.create('priorityclasses.scheduling.k8s.io', { ...kind, metadata, value: 7, globalDefault: true })
    expect(create(client, pod('b')).spec).toMatchObject({ priority: 7, priorityClassName: 'usual' })
  })

  it.each([
    [{ priorityClassName: 'nope' }, 'no PriorityClass with name nope was found'],
    [
      { priority: 5 },
      'the integer value of priority (5) must not be provided in pod spec; priority admission controller computed 0 from the given PriorityClass name',
    ],
  ])('%j is refused', (spec, why) => {
    const { client } = startServer()
    expect(refusal(() => create(client, pod('web', spec)))).toBe(`403 Forbidden: pods "web" is forbidden: ${why}`)
  })
})

describe('lost nodes', () => {
  it('are tolerated for five minutes, unless the pod says otherwise', () => {
    const { client } = startServer()
    const keys = (spec: Partial<Pod['spec']>, name: string) =>
      create(client, pod(name, spec)).spec.tolerations?.map(({ key, tolerationSeconds }) => [key, tolerationSeconds])
    const unreachable = ['node.kubernetes.io/unreachable', 300]
    expect(keys({}, 'a')).toEqual([['node.kubernetes.io/not-ready', 300], unreachable])
    const own = { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' }
    expect(keys({ tolerations: [own] }, 'b')).toEqual([['node.kubernetes.io/not-ready', undefined], unreachable])
    expect(keys({ tolerations: [{ operator: 'Exists' }] }, 'c')).toEqual([[undefined, undefined]])
  })
})

describe('new nodes', () => {
  it('that are not ready take no pods yet', () => {
    const { client } = startServer()
    const node = (name: string, status: string) =>
      client.create('nodes', {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name },
        status: { conditions: [{ type: 'Ready', status }] },
      }).spec
    expect(node('a', 'False')).toEqual({ taints: [{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }] })
    expect(node('b', 'True')).toEqual({})
  })
})

describe('limit ranges', () => {
  function withRange(limits: readonly unknown[]) {
    const { client } = startServer()
    client.create('limitranges', { apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'lr' }, spec: { limits } })
    return client
  }

  it('fill in requests and limits and say so', () => {
    const client = withRange([
      { type: 'Container', max: { cpu: '1' }, min: { cpu: '100m' }, default: { memory: '64Mi' } },
    ])
    const created = create(client)
    expect(created.spec.containers[0]?.resources).toEqual({
      limits: { cpu: '1', memory: '64Mi' },
      requests: { cpu: '1', memory: '64Mi' },
    })
    expect(created.metadata.annotations).toEqual({
      'kubernetes.io/limit-ranger':
        'LimitRanger plugin set: cpu, memory request for container main; cpu, memory limit for container main',
    })
  })

  it('refuse what is outside of them', () => {
    const client = withRange([
      { type: 'Container', max: { cpu: '1' }, min: { cpu: '100m' }, maxLimitRequestRatio: { cpu: '2' } },
      { type: 'Pod', max: { cpu: '1' } },
    ])
    expect(refusal(() => create(client, withResources('web', { cpu: '50m' }, { cpu: '2' })))).toBe(
      '403 Forbidden: pods "web" is forbidden: [minimum cpu usage per Container is 100m, but request is 50m, maximum cpu usage per Container is 1, but limit is 2, cpu max limit to request ratio per Container is 2, but provided ratio is 40.000000, maximum cpu usage per Pod is 1, but limit is 2]',
    )
  })
})

it('limits of several resources are told of in an order that is chance', () => {
  const firstNamed = (seed: number) => {
    const { client } = startServer(seed)
    const limits = [{ type: 'Container', max: { cpu: '1', memory: '1Gi' } }]
    client.create('limitranges', { apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'lr' }, spec: { limits } })
    const large = withResources('web', {}, { cpu: '2', memory: '2Gi' })
    return /maximum (\w+)/.exec(refusal(() => create(client, large)))?.[1]
  }
  const seeds = Array.from({ length: 60 }, (_, seed) => seed)
  expect(new Set(seeds.map(firstNamed))).toEqual(new Set(['cpu', 'memory']))
})

describe('quotas', () => {
  it('count what is let in, in the same transaction', () => {
    const { client, store } = startServer()
    addQuota(client, 'q', { hard: { pods: '1', cpu: '1' } })
    const changes: number[] = []
    store.onChange(change => changes.push(change.updated.length + change.added.length))
    create(client, withResources('a', { cpu: '400m' }))
    expect(changes).toEqual([2])
    expect(client.get('resourcequotas', 'default', 'q')).toMatchObject({ status: { used: { pods: '1', cpu: '400m' } } })
  })

  it.each([
    [{ pods: '0' }, pod('web'), 'exceeded quota: q, requested: pods=1, used: pods=0, limited: pods=0'],
    [
      { 'requests.cpu': '50m', 'limits.memory': '64Mi' },
      withResources('web', { cpu: '100m' }, { memory: '128Mi' }),
      'exceeded quota: q, requested: limits.memory=128Mi,requests.cpu=100m, used: limits.memory=0,requests.cpu=0, limited: limits.memory=64Mi,requests.cpu=50m',
    ],
    [
      { cpu: '1', 'limits.memory': '1Gi' },
      pod('web'),
      'failed quota: q: must specify cpu for: main; limits.memory for: main',
    ],
  ])('%j refuses', (hard, object, why) => {
    const { client } = startServer()
    addQuota(client, 'q', { hard })
    expect(refusal(() => create(client, object))).toBe(`403 Forbidden: pods "web" is forbidden: ${why}`)
  })

  it('count objects of any kind', () => {
    const { client } = startServer()
    addQuota(client, 'q', { hard: { 'count/daemonsets.apps': '0' } })
    expect(refusal(() => client.create('daemonsets.apps', daemonSet('agent')))).toBe(
      '403 Forbidden: daemonsets.apps "agent" is forbidden: exceeded quota: q, requested: count/daemonsets.apps=1, used: count/daemonsets.apps=0, limited: count/daemonsets.apps=0',
    )
  })

  it('all ask for amounts before one looks for room', () => {
    const { client } = startServer()
    addQuota(client, 'a', { hard: { pods: '0' } })
    addQuota(client, 'b', { hard: { cpu: '1' } })
    expect(refusal(() => create(client, pod('web')))).toMatch(/failed quota: b: must specify cpu/)
  })

  it('refuse in an order that is chance, the same for the same seed', () => {
    const firstToRefuse = (seed: number) => {
      const { client } = startServer(seed)
      for (const name of ['a', 'b', 'c']) addQuota(client, name, { hard: { pods: '0' } })
      return /exceeded quota: (\w)/.exec(refusal(() => create(client, pod('web'))))?.[1]
    }
    const seeds = Array.from({ length: 100 }, (_, seed) => seed)
    expect(new Set(seeds.map(firstToRefuse))).toEqual(new Set(['a', 'b', 'c']))
    expect(seeds.map(firstToRefuse)).toEqual(seeds.map(firstToRefuse))
  })

  it('count devices and huge pages', () => {
    const { client } = startServer()
    addQuota(client, 'q', { hard: { 'requests.example.com/gpu': '0' } })
    const device = { 'example.com/gpu': '1' }
    expect(refusal(() => create(client, withResources('web', device, device)))).toMatch(/requests.example.com\/gpu=1/)
  })

  it('may be for some pods only', () => {
    const { client } = startServer()
    addQuota(client, 'q', { hard: { pods: '0' }, scopes: ['BestEffort'] })
    expect(refusal(() => create(client, pod('poor')))).toMatch(/exceeded quota/)
    expect(refusal(() => create(client, withResources('rich', { cpu: '1' })))).toBe('accepted')
  })
})

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
