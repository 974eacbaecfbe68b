import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { IntOrPercent } from '../../../k8s/workload'
import { daemonSetOf } from '../../../testing/builders'
import { clusterOf, NEW_HASH } from '../../../testing/cluster-notation'
import { createRandom } from '../../kernel/random'
import { behaviourOf } from '../../versions/index'
import { type BackoffView, FailedPodBackoff } from './failed-pod-backoff'
import { planManage } from './manage'
import { type NodeFacts, nodeFacts, targetNodeName } from './node-facts'
import type { Plan } from './plan'
import { assessRollout, chooseRollout } from './rolling-update'
import { countStatus } from './status'

const behaviour = behaviourOf('1.36')
const rolling = (maxUnavailable: IntOrPercent, maxSurge: IntOrPercent = 0, spec = {}) =>
  daemonSetOf({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable, maxSurge } }, ...spec })

function factsOf(line: string, daemonSet = daemonSetOf()): NodeFacts[] {
  const { nodes, pods } = clusterOf(line)
  const names = new Set([...nodes.map(node => node.metadata.name), ...pods.map(pod => targetNodeName(pod) ?? '')])
  return [...names].map(name => {
    const node = nodes.find(candidate => candidate.metadata.name === name)
    const there = pods.filter(pod => targetNodeName(pod) === name)
    return nodeFacts(name, node, there, { behaviour, daemonSet, hash: NEW_HASH })
  })
}

/** `+w1` for a pod to be made on w1, `-w1-1` for one to be deleted. */
const planText = ({ create, remove }: Plan) =>
  [...create.map(({ node }) => `+${node}`), ...remove.map(({ pod }) => `-${pod.metadata.name}`)].sort().join(' ')

const roll = (line: string, daemonSet = daemonSetOf(), seed = 1, now = 0) =>
  planText(
    chooseRollout(assessRollout(daemonSet, factsOf(line, daemonSet), now, behaviour), createRandom(seed, 'test')),
  )

const NO_BACKOFF: BackoffView = { waiting: () => undefined, next: () => 1000 }
const manage = (line: string, daemonSet = daemonSetOf(), backoff = NO_BACKOFF, now = 0) =>
  planManage({ behaviour, daemonSet, nodes: factsOf(line, daemonSet), backoff, now })

describe('keeping each node as it should be', () => {
  const surge = rolling(0, 1)
  it.each([
    ['w1: -', daemonSetOf(), '+w1'],
    ['w1: old', daemonSetOf(), ''],
    ['w1: old terminating', daemonSetOf(), ''],
    ['w1: old terminating', surge, '+w1'],
    ['w1: old failed terminating', daemonSetOf(), '+w1'],
    ['w1: old failed', daemonSetOf(), '-w1-1'],
    ['w1: old succeeded', daemonSetOf(), '-w1-1'],
    ['w1: old + new', daemonSetOf(), '-w1-2'],
    ['w1 full:NoSchedule: -', daemonSetOf(), ''],
    ['w1 full:NoSchedule: old', daemonSetOf(), ''],
    ['w1 out:NoExecute: old + old terminating', daemonSetOf(), '-w1-1'],
    ['w1: old + new unready', surge, ''],
    ['w1: old + new', surge, '-w1-1'],
    ['w1: old unready + new unready', surge, '-w1-1'],
    ['w1: old + old + new unready', surge, '-w1-2'],
    ['w1 gone: old', daemonSetOf(), ''],
    ['w1 gone: old unbound', daemonSetOf(), '-w1-1'],
  ])('%s', (line, daemonSet, plan) => {
    expect(planText(manage(line, daemonSet))).toBe(plan)
  })

  it('of two failed pods on a node the second one has to wait', () => {
    const plan = manage('w1: old failed + old failed')
    expect(planText(plan)).toBe('-w1-1')
    expect(plan.waits).toEqual([1000])
    expect(plan.ended).toMatchObject([{ node: 'w1', failed: true }])
  })

  it('the back-off doubles, and begins anew with another generation', () => {
    const backoff = new FailedPodBackoff()
    const daemonSet = daemonSetOf()
    backoff.advance(daemonSet, 'w1', 0)
    backoff.advance(daemonSet, 'w1', 1000)
    expect(backoff.waiting(daemonSet, 'w1', 2999)).toBe(2000)
    expect(backoff.waiting(daemonSet, 'w1', 3000)).toBeUndefined()
    const next = { ...daemonSet, status: { ...daemonSet.status, observedGeneration: 2 } }
    expect(backoff.waiting(next, 'w1', 1000)).toBeUndefined()
  })
})

describe('a rolling update', () => {
  it.each([
    ['w1: old', rolling(1), '-w1-1'],
    ['w1: new', rolling(1), ''],
    ['w1: old | w2: new unready', rolling(1), ''],
    ['w1: old | w2: new unready', rolling(2), '-w1-1'],
    ['w1: old | w2: old terminating', rolling(1), ''],
    ['w1: old | w2: -', rolling(1), ''],
    ['w1: old unready | w2: old unready | w3: old', rolling(1), '-w1-1 -w2-1'],
    ['w1: old | w2: old', rolling('50%'), '-w1-1'],
    ['w1: old | w2: old', rolling('51%'), '-w1-1 -w2-1'],
    ['w1: old | w2 gone: old', rolling(2), '-w1-1 -w2-1'],
    ['w1: old | w2 full:NoSchedule: old', rolling(2), '-w1-1 -w2-1'],
    ['w1: old', rolling(0, 1), '+w1'],
    ['w1: old + new unready | w2: old', rolling(0, 1), ''],
    ['w1: old + new | w2: old', rolling(0, 1), '+w2 -w1-1'],
    ['w1: old unready | w2: old unready', rolling(0, 1), '+w1 +w2'],
    ['w1 full:NoSchedule: old | w2: new unready', rolling(0, 1), ''],
    ['w1 full:NoSchedule: old | w2: new', rolling(0, 1), '-w1-1'],
    ['w1 full:NoSchedule: old unready | w2: new', rolling(0, 1), '-w1-1'],
  ])('%s', (line, daemonSet, plan) => {
    expect(roll(line, daemonSet, 2)).toBe(plan)
  })

  it('which node goes first is chance, drawn from the seed', () => {
    const line = 'w1: old | w2: old | w3: old | w4: old'
    const first = new Set(Array.from({ length: 20 }, (_, seed) => roll(line, rolling(1), seed)))
    expect(first.size).toBeGreaterThan(1)
    expect(roll(line, rolling(1), 7)).toBe(roll(line, rolling(1), 7))
  })

  it('pods that are not ready long enough are all replaced at once', () => {
    const impatient = rolling(1, 0, { minReadySeconds: 60 })
    expect(roll('w1: old | w2: old | w3: old', impatient, 1, 30_000)).toBe('-w1-1 -w2-1 -w3-1')
    expect(roll('w1: old', impatient, 1, 60_000)).toBe('-w1-1')
  })

  it('never takes more available pods away than the budget allows', () => {
    const pod = fc.constantFrom('-', 'old', 'new', 'old unready', 'new unready', 'old terminating', 'new pending')
    fc.assert(
      fc.property(fc.array(pod, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 12 }), (pods, budget) => {
        const daemonSet = rolling(budget)
        const line = pods.map((text, index) => `w${index}: ${text}`).join(' | ')
        const facts = factsOf(line, daemonSet)
        const steady = facts.filter(({ pods: [first] }) => first?.ready === true && !first.terminating).length
        const { remove } = chooseRollout(assessRollout(daemonSet, facts, 0, behaviour), createRandom(1, 'test'))
        const taken = remove.filter(({ pod: { status } }) => status.conditions?.[0]?.status === 'True').length
        if (taken > 0) expect(facts.length - (steady - taken)).toBeLessThanOrEqual(budget)
      }),
    )
  })
})

describe('counting', () => {
  it.each([
    ['w1: old | w2: new | w3: -', { desired: 3, current: 2, ready: 2, available: 2, updated: 1, misscheduled: 0 }],
    ['w1 full:NoSchedule: new', { desired: 0, current: 0, ready: 0, available: 0, updated: 0, misscheduled: 1 }],
    ['w1: old + new', { desired: 1, current: 1, ready: 1, available: 1, updated: 0, misscheduled: 0 }],
    ['w1: new terminating', { desired: 1, current: 1, ready: 1, available: 1, updated: 1, misscheduled: 0 }],
    ['w1 gone: new', { desired: 0, current: 0, ready: 0, available: 0, updated: 0, misscheduled: 0 }],
  ])('%s', (line, counts) => {
    expect(countStatus(factsOf(line), 0)).toEqual(counts)
  })
})
