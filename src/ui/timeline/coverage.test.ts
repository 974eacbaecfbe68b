import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../../k8s/object'
import type { ChangeSet } from '../../protocol/protocol'
import { Coverage, coverAt } from './coverage'

const meta = (name: string, more: object = {}) => ({
  name,
  namespace: 'default',
  uid: `uid-${name}`,
  resourceVersion: '1',
  creationTimestamp: '',
  ...more,
})
const owner = [{ apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'agent', uid: 'uid-agent', controller: true }]
const daemonSet = { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: meta('agent') }
const revision = (hash: string, number: number) => ({
  apiVersion: 'apps/v1',
  kind: 'ControllerRevision',
  revision: number,
  metadata: meta(hash, { labels: { 'controller-revision-hash': hash }, ownerReferences: owner }),
})
const pod = (name: string, isReady: boolean, hash = 'h1') => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: meta(name, { labels: { 'controller-revision-hash': hash }, ownerReferences: owner }),
  spec: { containers: [], nodeName: 'worker-1' },
  status: { phase: 'Running', conditions: isReady ? [{ type: 'Ready', status: 'True' }] : [] },
})
const node = { apiVersion: 'v1', kind: 'Node', metadata: { ...meta('worker-1'), namespace: undefined } }

function change(time: number, part: Partial<Pick<ChangeSet, 'added' | 'updated' | 'removed'>>): ChangeSet {
  return { sequence: time, time, by: 'test', added: [], updated: [], removed: [], ...part }
}

const BEGINNING = [
  change(0, { added: [node as unknown as KubeObject] }),
  change(10, { added: [daemonSet, revision('h1', 1), revision('h2', 2)] as unknown as KubeObject[] }),
]

describe('Coverage', () => {
  it('tells starting, ready with its revision, and the gap between two Pods', () => {
    const coverage = new Coverage('default/agent')
    const [starting, up] = [pod('a', false), pod('a', true)]
    coverage.follow([
      ...BEGINNING,
      change(20, { added: [starting] }),
      change(30, { updated: [[starting, up]] }),
      change(40, { removed: [up] }),
      change(50, { added: [pod('b', true, 'h2')] }),
    ])
    expect(coverage.lanes.get('worker-1')?.segments).toEqual([
      { from: 0, cover: 'none', revision: 0 },
      { from: 20, cover: 'starting', revision: 0 },
      { from: 30, cover: 'ready', revision: 1 },
      { from: 40, cover: 'gap', revision: 0 },
      { from: 50, cover: 'ready', revision: 2 },
    ])
  })

  it('does not call it a start when a Pod that was ready is not ready any more', () => {
    const coverage = new Coverage('default/agent')
    const [up, down] = [pod('a', true), pod('a', false)]
    coverage.follow([...BEGINNING, change(20, { added: [up] }), change(30, { updated: [[up, down]] })])
    expect(coverage.lanes.get('worker-1')?.segments.at(-1)).toEqual({ from: 30, cover: 'uncovered', revision: 0 })
  })

  it('goes on from where it stood', () => {
    const coverage = new Coverage('default/agent')
    const history = [...BEGINNING]
    coverage.follow(history)
    expect(coverage.follow(history)).toBe(false)
    history.push(change(60, { added: [pod('a', true)] }))
    expect(coverage.follow(history)).toBe(true)
  })

  it('follows a Pod that was left behind, until a new DaemonSet of the same name adopts it', () => {
    const coverage = new Coverage('default/agent')
    const up = pod('a', true)
    const orphan = { ...up, metadata: { ...up.metadata, ownerReferences: [] } }
    const heir = { ...daemonSet, metadata: { ...daemonSet.metadata, uid: 'uid-heir' } }
    const reference = { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'agent', uid: 'uid-heir', controller: true }
    const adopted = { ...up, metadata: { ...up.metadata, ownerReferences: [reference] } }
    coverage.follow([
      ...BEGINNING,
      change(20, { added: [up] }),
      change(30, { updated: [[up, orphan]], removed: [daemonSet] }),
      change(40, { added: [heir] }),
      change(50, { updated: [[orphan, adopted]] }),
    ])
    const covers = coverage.lanes.get('worker-1')?.segments.map(({ from, cover }) => [from, cover])
    expect(covers).toEqual([
      [0, 'none'],
      [20, 'ready'],
      [30, 'orphan'],
      [50, 'ready'],
    ])
  })

  it('pays no heed to other DaemonSets', () => {
    const coverage = new Coverage('default/other')
    coverage.follow([...BEGINNING, change(20, { added: [pod('a', true)] })])
    expect(coverage.lanes.get('worker-1')?.segments.map(segment => segment.cover)).toEqual(['none'])
  })
})

describe('coverAt', () => {
  it('does not call it a gap where the DaemonSet was sent away', () => {
    const coverage = new Coverage('default/agent')
    const up = pod('a', true)
    coverage.follow([...BEGINNING, change(20, { added: [up] }), change(30, { removed: [up] })])
    const lane = coverage.lanes.get('worker-1')
    if (lane === undefined) throw new Error('no lane')
    expect(coverAt(lane, 25, false)?.cover).toBe('ready')
    expect(coverAt(lane, 35, true)?.cover).toBe('gap')
    expect(coverAt(lane, 35, false)?.cover).toBe('none')
    expect(coverAt(lane, -5, true)).toBeUndefined()
  })
})
