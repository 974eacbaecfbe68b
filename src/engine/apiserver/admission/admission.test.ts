import { describe, expect, it } from 'vitest'
import type { Pod, Volume } from '../../../k8s/pod'
import { pod, refusal, startServer } from '../test-server'
import { create } from './test-objects'

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

  it('leave it to the checks that a volume has no name', () => {
    const { client } = startServer()
    const nameless = pod('web', { volumes: [{ emptyDir: {} } as unknown as Volume] })
    expect(refusal(() => create(client, nameless))).toBe(
      '422 Invalid: Pod "web" is invalid: spec.volumes[0].name: Required value',
    )
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
