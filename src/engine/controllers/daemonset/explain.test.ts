import { describe, expect, it } from 'vitest'
import type { ControllerRevision, DaemonSet } from '../../../k8s/workload'
import { daemonSetOf, metadataOf } from '../../../testing/builders'
import { clusterOf, NEW_HASH } from '../../../testing/cluster-notation'
import { revisionData } from '../../runtime/revision-data'
import { behaviourOf } from '../../versions/index'
import { explainDaemonSet, explainNode } from './explain'

const behaviour = behaviourOf('1.36')
const owner = { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'agent', uid: 'agent', controller: true }

function revisionsOf(daemonSet: DaemonSet): ControllerRevision[] {
  const revision = (number: number, hash: string, template: DaemonSet['spec']['template']) => ({
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: metadataOf(`agent-${hash}`, { labels: { 'controller-revision-hash': hash }, ownerReferences: [owner] }),
    data: revisionData(template),
    revision: number,
  })
  const old = { ...daemonSet.spec.template, spec: { containers: [{ name: 'main', image: 'agent:0' }] } }
  return [revision(2, NEW_HASH, daemonSet.spec.template), revision(1, 'old-hash', old)]
}

const explain = (line: string, daemonSet = daemonSetOf(), now = 0) =>
  explainDaemonSet(daemonSet, { ...clusterOf(line), behaviour, revisions: revisionsOf(daemonSet), now })

describe('explaining a DaemonSet', () => {
  it('says what is true beside what the status says', () => {
    const { api, now, revisions } = explain('w1: old | w2: new | w3 full:NoSchedule: new')
    expect(api.desired).toBe(0)
    expect(now).toEqual({ desired: 2, current: 2, ready: 2, upToDate: 1, available: 2, misscheduled: 1 })
    expect(revisions).toEqual([
      { revision: 1, hash: 'old-hash', current: false },
      { revision: 2, hash: NEW_HASH, current: true },
    ])
  })

  it('names the taint that keeps the DaemonSet off a node', () => {
    const { nodes } = explain('w1 full:NoSchedule: old | w2: -')
    expect(nodes).toMatchObject([
      {
        node: 'w1',
        shouldRun: false,
        shouldContinueRunning: true,
        pods: ['w1-1'],
        obstacle: { subject: 'taint full:NoSchedule' },
      },
      { node: 'w2', shouldRun: true, pods: [] },
    ])
    const cluster = clusterOf('w1 full:NoSchedule: old')
    const [node] = cluster.nodes
    if (node === undefined) throw new Error('no node')
    expect(explainNode(behaviour, daemonSetOf(), node, cluster.pods)).toMatchObject({
      pods: ['w1-1'],
      rules: [{ costs: 'run' }],
    })
  })

  it.each([
    ['w1: old | w2: -', [{ node: 'w2', reason: 'no-pod' }]],
    ['w1: old | w2: old terminating', [{ node: 'w2', reason: 'terminating', pod: 'w2-1' }]],
    ['w1: old | w2: new unready', [{ node: 'w2', reason: 'not-ready', pod: 'w2-1' }]],
    ['w1: old | w2: new unbound', [{ node: 'w2', reason: 'unscheduled', pod: 'w2-1' }]],
    ['w1: old | w2: old', []],
  ])('%s: who uses the budget', (line, usedBy) => {
    expect(explain(line).rollout).toMatchObject({ maxUnavailable: 1, usedBy })
  })
})

describe('the state of a rollout', () => {
  const onDelete = daemonSetOf({ updateStrategy: { type: 'OnDelete' } })
  const surge = daemonSetOf({
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
  })
  it.each([
    ['w1: new | w2: new', daemonSetOf(), 0, 'complete'],
    ['w1: old | w2: new', daemonSetOf(), 0, 'progressing'],
    ['w1: old | w2: new unready', daemonSetOf(), 10_000, 'progressing'],
    ['w1: old | w2: new unready', daemonSetOf(), 300_000, 'stuck'],
    ['w1: old | w2: old terminating', daemonSetOf(), 30_000, 'progressing'],
    ['w1: old | w2 gone: old terminating', daemonSetOf(), 30_000, 'stuck'],
    ['w1: old | w2: old terminating', daemonSetOf(), 300_000, 'stuck'],
    ['w1: old', onDelete, 0, 'waiting-for-deletes'],
    ['w1: new', onDelete, 0, 'complete'],
    ['w1: old | w2 gone: old', surge, 0, 'stuck'],
  ])('%s', (line, daemonSet, now, state) => {
    expect(explain(line, daemonSet, now).rollout.state).toBe(state)
  })

  it('one that was never rolled is idle', () => {
    const daemonSet = daemonSetOf()
    const revisions = revisionsOf(daemonSet).slice(0, 1)
    const { rollout } = explainDaemonSet(daemonSet, { ...clusterOf('w1: new'), behaviour, revisions, now: 0 })
    expect(rollout.state).toBe('idle')
  })
})
