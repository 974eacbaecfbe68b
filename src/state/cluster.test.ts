import { beforeEach, describe, expect, it } from 'vitest'
import type { Pod } from '../k8s/pod'
import type { ChangeSet } from '../protocol/protocol'
import { daemonPodOf, nodeOf } from '../testing/builders'
import { applyChanges, loadCluster, nodesOf, podsOf, useCluster } from './cluster'

const change = (part: Partial<ChangeSet>): ChangeSet => ({
  sequence: 1,
  time: 0,
  by: 'kubelet/w1',
  added: [],
  updated: [],
  removed: [],
  ...part,
})
const one = daemonPodOf('one', 'w1')
const two = daemonPodOf('two', 'w2')
/** As a DaemonSet's Pod is before it is bound: its affinity names the node. */
const unbound = (name: string, node: string): Pod => {
  const { nodeName: _, ...spec } = daemonPodOf(name, node).spec
  const matchFields = [{ key: 'metadata.name', operator: 'In', values: [node] }]
  const required = { nodeSelectorTerms: [{ matchFields }] }
  const affinity = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } }
  return { ...daemonPodOf(name, node), spec: { ...spec, affinity } }
}
const namesOn = (node: string) =>
  useCluster
    .getState()
    .podsByNode.get(node)
    ?.map(({ metadata }) => metadata.name)

beforeEach(() => {
  loadCluster([nodeOf('w1'), nodeOf('w2'), one, two], [], [])
})

describe('the page’s copy of the cluster', () => {
  it('files Pods by the node that they are on, or on their way to', () => {
    applyChanges([change({ added: [unbound('three', 'w1')] })], undefined)
    expect(namesOn('w1')).toEqual(['one', 'three'])
    expect(namesOn('w2')).toEqual(['two'])
  })

  it('keeps the identity of everything that has not changed', () => {
    const before = useCluster.getState()
    const ready: Pod = { ...one, status: { ...one.status, phase: 'Failed' } }
    applyChanges([change({ updated: [[one, ready]] })], undefined)
    const after = useCluster.getState()
    expect(nodesOf(after)).toBe(nodesOf(before))
    expect(podsOf(after)).not.toBe(podsOf(before))
    expect(after.podsByNode.get('w1')).toEqual([ready])
    expect(after.podsByNode.get('w2')).toBe(before.podsByNode.get('w2'))
    expect(after.machines).toBe(before.machines)
  })

  it('forgets what is removed, and a node without Pods', () => {
    applyChanges([change({ removed: [two] })], undefined)
    expect(namesOn('w2')).toBeUndefined()
    expect([...podsOf(useCluster.getState()).keys()]).toEqual(['default/one'])
  })

  it('applies changes in order, and its history grows in place', () => {
    const { history } = useCluster.getState()
    const three = daemonPodOf('three', 'w2')
    applyChanges([change({ added: [three] }), change({ removed: [three] })], undefined)
    expect(namesOn('w2')).toEqual(['two'])
    expect(useCluster.getState().history).toBe(history)
    expect(useCluster.getState().historyLength).toBe(2)
  })

  it('is left alone by news without changes', () => {
    const before = useCluster.getState()
    applyChanges([], undefined)
    expect(useCluster.getState()).toBe(before)
  })
})
