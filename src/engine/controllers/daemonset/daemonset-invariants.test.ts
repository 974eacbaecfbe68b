import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isPodTerminal, isTerminating } from '../../../k8s/pod-conditions'
import type { DaemonSet } from '../../../k8s/workload'
import { agentCluster, perform, podsOf, randomOperations } from '../../../testing/operations'
import type { Engine } from '../../engine-interface'
import { targetNodeName } from './node-facts'

const RUNS = { numRuns: 40 }

/** Live pods of the DaemonSet by node. */
function livePods(engine: Engine): Map<string, number> {
  const counts = new Map<string, number>()
  for (const pod of podsOf(engine)) {
    if (isTerminating(pod) || isPodTerminal(pod)) continue
    const node = targetNodeName(pod) ?? ''
    counts.set(node, (counts.get(node) ?? 0) + 1)
  }
  return counts
}

const agentOf = (engine: Engine) => engine.client('test').get('daemonsets.apps', 'default', 'agent') as DaemonSet

it('without surge there are never two live pods of a DaemonSet on a node', () => {
  fc.assert(
    fc.property(randomOperations(false), operations => {
      const engine = agentCluster(1)
      let most = 0
      engine.onChange(change => {
        if (change.added.some(({ kind }) => kind === 'Pod')) most = Math.max(most, ...livePods(engine).values())
      })
      for (const operation of operations) perform(engine, operation)
      expect(most).toBeLessThanOrEqual(1)
    }),
    RUNS,
  )
})

it('with surge a node has two live pods at most, and only while a rollout is on', () => {
  fc.assert(
    fc.property(randomOperations(true), operations => {
      const engine = agentCluster(2)
      for (const operation of operations) {
        perform(engine, operation)
        expect(Math.max(0, ...livePods(engine).values())).toBeLessThanOrEqual(2)
      }
    }),
    RUNS,
  )
})

it('a cluster at rest is counted right, unless nothing has told the controller to look again', () => {
  fc.assert(
    fc.property(randomOperations(true), operations => {
      const engine = agentCluster(3)
      for (const operation of operations) perform(engine, operation)
      // A touch of the DaemonSet makes the controller look; what pods still wait for is no matter.
      engine.client('user').patch('daemonsets.apps', 'default', 'agent', 'merge', { metadata: { labels: { a: 'b' } } })
      engine.runUntilSettled()
      const explanation = engine.explainDaemonSet('default', 'agent')
      expect(explanation?.api).toEqual(explanation?.now)
      expect(agentOf(engine).status.observedGeneration).toBe(agentOf(engine).metadata.generation)
    }),
    RUNS,
  )
})

it('the same operations give the same changes, byte for byte', () => {
  fc.assert(
    fc.property(randomOperations(true), operations => {
      const play = () => {
        const engine = agentCluster(4)
        const log: string[] = []
        engine.onChange(change => log.push(JSON.stringify(change)))
        for (const operation of operations) perform(engine, operation)
        return log
      }
      expect(play()).toEqual(play())
    }),
    { numRuns: 15 },
  )
})

it('whatever has happened, living kubelets bring every wanted node an up-to-date pod', () => {
  fc.assert(
    fc.property(randomOperations(true), operations => {
      const engine = agentCluster(5)
      for (const operation of operations) perform(engine, operation)
      for (let round = 0; round < 60; round++) {
        for (const index of podsOf(engine).keys()) {
          perform(engine, { op: 'confirm', index })
          perform(engine, { op: 'run', index })
        }
        engine.runUntil(engine.now + 20_000)
        engine.runUntilSettled()
      }
      const { now, rollout } = engine.explainDaemonSet('default', 'agent') ?? {}
      expect(now?.upToDate).toBe(now?.desired)
      expect(now?.available).toBe(now?.desired)
      expect(rollout?.state).toMatch(/complete|idle/)
    }),
    RUNS,
  )
})
