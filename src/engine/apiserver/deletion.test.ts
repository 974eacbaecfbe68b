import { describe, expect, it } from 'vitest'
import type { Pod } from '../../k8s/pod'
import { configMap, pod, refusal, startServer } from './test-server'

function boundPod(spec: Partial<Pod['spec']> = {}) {
  const server = startServer()
  server.client.create('pods', pod('web', { nodeName: 'n1', ...spec }))
  const get = () => server.client.get('pods', 'default', 'web').metadata
  return {
    ...server,
    get,
    remove: (gracePeriodSeconds?: number) =>
      server.client.delete('pods', 'default', 'web', gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }),
  }
}

describe('a pod on a node', () => {
  it('is marked, and goes when its kubelet confirms', () => {
    const { client, get, remove } = boundPod()
    remove()
    expect(get()).toMatchObject({
      deletionTimestamp: '2026-01-01T00:00:30Z',
      deletionGracePeriodSeconds: 30,
      generation: 2,
    })
    remove(0)
    expect(client.list('pods')).toEqual([])
  })

  it('can be given less time later, but never more', () => {
    const { kernel, get, remove } = boundPod()
    remove(20)
    kernel.runUntil(5_000)
    remove(25)
    expect(get().deletionGracePeriodSeconds).toBe(20)
    remove(7)
    expect(get()).toMatchObject({ deletionTimestamp: '2026-01-01T00:00:07Z', deletionGracePeriodSeconds: 7 })
  })

  it('waits for its finalizers even with no grace', () => {
    const { client, get, remove } = boundPod()
    client.patch('pods', 'default', 'web', 'merge', { metadata: { finalizers: ['example.com/hold'] } })
    remove(0)
    expect(get()).toMatchObject({ deletionGracePeriodSeconds: 0 })
    client.patch('pods', 'default', 'web', 'merge', { metadata: { finalizers: null } })
    expect(client.list('pods')).toEqual([])
  })

  it('keeps its time when a finalizer goes first', () => {
    const { client, get, remove } = boundPod()
    client.patch('pods', 'default', 'web', 'merge', { metadata: { finalizers: ['example.com/hold'] } })
    remove(10)
    client.patch('pods', 'default', 'web', 'merge', { metadata: { finalizers: null } })
    expect(get().deletionGracePeriodSeconds).toBe(10)
  })
})

describe('at once go', () => {
  it('pods that no kubelet holds and pods that have ended', () => {
    const { client } = startServer()
    client.create('pods', pod('unbound'))
    client.create('pods', pod('done', { nodeName: 'n1' }))
    client.patch('pods', 'default', 'done', 'merge', { status: { phase: 'Succeeded' } }, { subresource: 'status' })
    client.delete('pods', 'default', 'unbound')
    client.delete('pods', 'default', 'done')
    expect(client.list('pods')).toEqual([])
  })
})

describe('propagation', () => {
  it.each([
    ['Foreground', ['foregroundDeletion']],
    ['Orphan', ['orphan']],
  ] as const)('%s is a finalizer for the garbage collector', (propagationPolicy, finalizers) => {
    const { client } = startServer()
    client.create('configmaps', configMap('settings'))
    client.delete('configmaps', 'default', 'settings', { propagationPolicy })
    expect(client.get('configmaps', 'default', 'settings').metadata).toMatchObject({
      finalizers,
      deletionTimestamp: '2026-01-01T00:00:00Z',
      deletionGracePeriodSeconds: 0,
    })
  })
})

describe('conditions of a deletion', () => {
  it('are the uid and the version', () => {
    const { client } = startServer()
    const { uid } = client.create('configmaps', configMap('settings')).metadata
    const remove = (preconditions: { uid?: string; resourceVersion?: string }) =>
      refusal(() => client.delete('configmaps', 'default', 'settings', { preconditions }))
    expect(remove({ uid: 'other' })).toBe(
      `409 Conflict: Operation cannot be fulfilled on configmaps "settings": Precondition failed: UID in precondition: other, UID in object meta: ${uid}`,
    )
    expect(remove({ resourceVersion: '0' })).toMatch(/Precondition failed: ResourceVersion in precondition: 0/)
    expect(remove({ uid })).toBe('accepted')
  })
})

describe('namespaces', () => {
  it('stay until they are empty, and let nothing in meanwhile', () => {
    const { client } = startServer()
    client.create('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team' } })
    client.delete('namespaces', undefined, 'team')
    expect(client.get('namespaces', undefined, 'team')).toMatchObject({ status: { phase: 'Terminating' } })
    const late = { ...pod('web'), metadata: { name: 'web', namespace: 'team' } }
    expect(refusal(() => client.create('pods', late))).toBe(
      '403 Forbidden: pods "web" is forbidden: unable to create new content in namespace team because it is being terminated',
    )
    client.patch('namespaces', undefined, 'team', 'merge', { spec: { finalizers: [] } })
    expect(refusal(() => client.get('namespaces', undefined, 'team'))).toMatch(/^404 /)
  })

  it('of the system stay', () => {
    const { client } = startServer()
    expect(refusal(() => client.delete('namespaces', undefined, 'default'))).toBe(
      '403 Forbidden: namespaces "default" is forbidden: this namespace may not be deleted',
    )
  })
})

describe('eviction', () => {
  const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: 'web', namespace: 'default' } }

  function withBudget(disruptionsAllowed: number) {
    const server = boundPod()
    const { client } = server
    client.patch('pods', 'default', 'web', 'merge', { metadata: { labels: { app: 'web' } } })
    const running = { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] }
    client.patch('pods', 'default', 'web', 'merge', { status: running }, { subresource: 'status' })
    client.create('poddisruptionbudgets.policy', {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'budget' },
      spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'web' } } },
    })
    const status = { observedGeneration: 1, disruptionsAllowed, currentHealthy: 1, desiredHealthy: 1, expectedPods: 1 }
    client.patch('poddisruptionbudgets.policy', 'default', 'budget', 'merge', { status }, { subresource: 'status' })
    return { ...server, evict: () => client.create('pods', eviction, { subresource: 'eviction' }) }
  }

  it('keeps to the disruption budget', () => {
    const { evict } = withBudget(0)
    expect(refusal(evict)).toBe(
      "429 TooManyRequests: Cannot evict pod as it would violate the pod's disruption budget.",
    )
  })

  it('uses the budget up, says so in the pod, and deletes it', () => {
    const { client, evict, get } = withBudget(1)
    evict()
    expect(get().deletionGracePeriodSeconds).toBe(30)
    expect(client.get('pods', 'default', 'web')).toMatchObject({
      status: { conditions: [{ type: 'Ready' }, { type: 'DisruptionTarget', reason: 'EvictionByEvictionAPI' }] },
    })
    expect(client.get('poddisruptionbudgets.policy', 'default', 'budget')).toMatchObject({
      status: { disruptionsAllowed: 0, disruptedPods: { web: '2026-01-01T00:00:00Z' } },
    })
  })
})

describe('binding', () => {
  const binding = { apiVersion: 'v1', kind: 'Binding', metadata: { name: 'web' }, target: { kind: 'Node', name: 'n1' } }

  it('happens once', () => {
    const { client } = startServer()
    client.create('pods', pod('web'))
    const bind = () => client.create('pods', binding, { subresource: 'binding' })
    expect(bind()).toMatchObject({
      spec: { nodeName: 'n1' },
      status: { conditions: [{ type: 'PodScheduled', status: 'True' }] },
    })
    expect(refusal(bind)).toBe(
      '409 Conflict: Operation cannot be fulfilled on pods/binding "web": pod web is already assigned to node "n1"',
    )
  })
})
