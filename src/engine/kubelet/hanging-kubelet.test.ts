import { expect, it } from 'vitest'
import { isConditionTrue } from '../../k8s/conditions'
import type { EventObject } from '../../k8s/event'
import type { Pod } from '../../k8s/pod'
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

it('one that was given up says that it is well at once, or a round later and then up to three times', () => {
  const outcomes = Array.from({ length: 12 }, (_, seed) => slept(22, seed))
  expect(new Set(outcomes.map(({ readyAfter }) => readyAfter))).toEqual(new Set([0, 10_000]))
  const news = [...PRESSURE_NEWS, 'NodeReady']
  const times = (later: boolean) =>
    new Set(outcomes.filter(({ readyAfter }) => (readyAfter === 10_000) === later).map(({ said }) => said.join()))
  expect(times(false)).toEqual(new Set([news.map(reason => `${reason} 1`).join()]))
  expect(times(true)).toEqual(new Set([1, 2, 3].map(count => news.map(reason => `${reason} ${count}`).join())))
})

it('puts the status of its pods right at once, or in the next of its rounds, which come every ten seconds', () => {
  const delays = Array.from({ length: 12 }, (_, index) => repairedAfter(index * 1_001))
  expect(delays.filter(delay => delay === 0).length).toBeGreaterThan(2)
  expect(delays.filter(delay => delay > 1_000).length).toBeGreaterThan(2)
  expect(Math.max(...delays)).toBeLessThanOrEqual(10_000)
})

/** How long after its kubelet goes on a pod is Ready again that the node controller had marked. */
function repairedAfter(seed: number): number {
  const engine = createEngine({
    seed,
    machines: [{ name: 'w1', booted: true }],
    timings: { nodeMonitorGracePeriod: 6_000, nodeMonitorPeriod: 1_000, leaseRenewal: 2_000 },
  })
  const machines = engine.machines as MachinesControl
  const client = engine.client('test')
  const metadata = { name: 'web', namespace: 'default' }
  const spec = { nodeName: 'w1', containers: [{ name: 'web', image: 'web:1' }], tolerations: [{ operator: 'Exists' }] }
  engine.runUntil(1_000)
  client.create('pods', { apiVersion: 'v1', kind: 'Pod', metadata, spec })
  engine.runUntil(20_000)
  machines.hang('w1')
  engine.runUntil(42_000)
  const isReady = () => isConditionTrue((client.get('pods', 'default', 'web') as Pod).status.conditions, 'Ready')
  expect(isReady()).toBe(false)
  machines.wake('w1')
  const wokenAt = engine.now
  for (let waited = 0; waited <= 10_000; waited += 100) {
    engine.runUntil(wokenAt + waited)
    if (isReady()) return waited
  }
  throw new Error('never Ready again')
}
