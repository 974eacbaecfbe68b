import { expect, it } from 'vitest'
import type { EventObject } from '../../k8s/event'
import { createEngine } from '../index'
import type { MachinesControl } from './machines-control'

const PRESSURE_NEWS = ['NodeHasNoDiskPressure', 'NodeHasSufficientMemory', 'NodeHasSufficientPID']

/** What is said of a node whose kubelet stands still for so many seconds; how often, and when it turns Ready again. */
function slept(seconds: number, seed: number) {
  const engine = createEngine({
    seed,
    machines: ['w1', 'w2'].map(name => ({ name, booted: true })),
    timings: { nodeMonitorGracePeriod: 6_000, nodeMonitorPeriod: 1_000, leaseRenewal: 2_000 },
  })
  const machines = engine.machines as MachinesControl
  const client = engine.client('test')
  engine.runUntil(20_000)
  machines.hang('w1')
  engine.runUntil(20_000 + seconds * 1000)
  machines.wake('w1')
  const wokenAt = engine.now
  let readyAfter: number | undefined
  engine.onChange(({ by, updated }) => {
    if (by === 'kubelet/w1' && updated.some(([, { kind }]) => kind === 'Node')) readyAfter ??= engine.now - wokenAt
  })
  engine.runUntil(engine.now + 20_000)
  const events = (client.list('events') as readonly EventObject[]).filter(({ involvedObject, source }) => {
    return involvedObject.name === 'w1' && source?.component === 'kubelet'
  })
  return { said: events.map(({ reason, count }) => `${reason} ${count}`).sort(), readyAfter }
}

it('a kubelet that stood still for a moment says nothing of it', () => {
  for (const seed of [1, 2, 3, 4]) expect(slept(4, seed).said).toEqual([])
})

it('one that was given up says that it is well at once, or a round later and then twice', () => {
  const outcomes = [1, 2, 3, 4, 5, 6, 7, 8].map(seed => slept(22, seed))
  expect(new Set(outcomes.map(({ readyAfter }) => readyAfter))).toEqual(new Set([0, 10_000]))
  for (const { said, readyAfter } of outcomes) {
    const times = readyAfter === 0 ? 1 : 2
    expect(said).toEqual([...PRESSURE_NEWS.map(reason => `${reason} ${times}`), 'NodeReady 1'])
  }
})
