import { beforeEach, describe, expect, it } from 'vitest'
import type { ChangeSet } from '../../../engine/change-set'
import type { KubeObject } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { ClusterUnderFire } from '../cluster-under-fire'
import { playUnderFire } from '../play'
import { INVARIANTS } from './index'
import type { StartInvariant } from './invariant'

/** Seed 44: no surge, watches are not held, one DaemonSet and a Deployment, three workers. */
let cluster: ClusterUnderFire
let agents: Pod[]

beforeEach(() => {
  cluster = new ClusterUnderFire(44)
  cluster.session.replay()
  cluster.session.advance(60_000)
  agents = cluster.pods().filter(({ metadata }) => metadata.labels?.app === 'agent')
})

const start = (name: string) => (INVARIANTS[name] as StartInvariant)(cluster)

function change(parts: Partial<ChangeSet>): ChangeSet {
  return { sequence: 1, time: cluster.engine.now, by: 'test', added: [], updated: [], removed: [], ...parts }
}

const withMetadata = <T extends KubeObject>(object: T, metadata: Partial<T['metadata']>): T => ({
  ...object,
  metadata: { ...object.metadata, ...metadata },
})

const agent = (index = 0) => agents[index] as Pod

describe('each invariant sees its own violation:', () => {
  it('a cache that says something else', () => {
    const other = withMetadata(agent(), { labels: {} })
    expect(start('store and caches agree').afterChange?.(change({ updated: [[agent(), other]] }))).toMatch(/believes/)
  })

  it('a version that does not grow', () => {
    const { afterChange } = start('resource versions grow')
    expect(
      afterChange?.(change({ updated: [[agent(), withMetadata(agent(), { resourceVersion: '9' })]] })),
    ).toBeUndefined()
    expect(afterChange?.(change({ added: [withMetadata(agent(), { resourceVersion: '9' })] }))).toMatch(
      /after version 9/,
    )
  })

  it('a change set that names another object than was there', () => {
    const { afterChange } = start('change sets reverse to the byte')
    expect(afterChange?.(change({ removed: [{ ...agent() }] }))).toMatch(/another object/)
  })

  it('a Pod on a node that never was', () => {
    const stray = { ...agent(), spec: { ...agent().spec, nodeName: 'nowhere' } }
    expect(start('pods are on nodes that exist or existed').afterChange?.(change({ added: [stray] }))).toMatch(
      /never existed/,
    )
  })

  it('a second Pod on a node', () => {
    const twin = withMetadata(agent(), { name: 'twin', uid: 'twin' })
    const { afterChange } = start('one pod of a DaemonSet on a node, two with surge')
    expect(afterChange?.(change({ added: [twin] }))).toMatch(/twin was made beside agent-/)
  })

  it('a rollout that takes two Pods where one may go', () => {
    const { afterChange } = start('a rollout keeps its budget')
    const take = (pod: Pod) =>
      afterChange?.(
        change({
          by: 'daemonset-controller',
          because: 'rolling update: it is out of date',
          updated: [[pod, withMetadata(pod, { deletionTimestamp: '2026-01-01T00:01:00Z' })]],
        }),
      )
    expect(take(agent(0))).toBeUndefined()
    expect(take(agent(1))).toMatch(/the budget is 1/)
  })

  it('an eviction that nobody paid for', () => {
    const web = cluster.pods().find(({ metadata }) => metadata.labels?.app === 'web') as Pod
    const target = { type: 'DisruptionTarget', status: 'True' as const, reason: 'EvictionByEvictionAPI' }
    const evicted = { ...web, status: { ...web.status, conditions: [...(web.status.conditions ?? []), target] } }
    const { afterChange } = start('an eviction keeps the disruption budget')
    expect(afterChange?.(change({ updated: [[web, evicted]] }))).toMatch(/was evicted/)
  })

  it('a status that does not come true', () => {
    const { atRest } = start('status converges')
    expect(atRest?.()).toBeUndefined()
    cluster.run('lab component pause daemonset')
    cluster.run(`kubectl delete pod ${agent().metadata.name} --force`)
    expect(atRest?.()).toMatch(/the status of agent says/)
  })
})

it('a seed always gives the same scenario, and it passes', () => {
  const first = playUnderFire(7, 25)
  expect(first.violation).toBeUndefined()
  expect(first.steps).toBe(25)
  expect(playUnderFire(7, 25)).toEqual(first)
})

it('a violation ends the scenario where it happened, and the link leads there', () => {
  const never: StartInvariant = ({ engine }) => ({
    afterChange: () => (engine.now > 30_000 ? 'this is later than half a minute' : undefined),
  })
  const { violation, steps, scenario } = playUnderFire(7, 100, { never })
  expect(violation).toMatchObject({ invariant: 'never', problem: 'this is later than half a minute' })
  expect(steps).toBeLessThan(100)
  expect(scenario.time).toBeGreaterThanOrEqual(30_000)
})

it('what somebody changes after it has been stored shows in the replay', () => {
  const meddler: StartInvariant = () => ({
    afterChange({ added }) {
      for (const { metadata } of added) Object.assign(metadata, { generateName: 'changed-' })
      return undefined
    },
  })
  expect(playUnderFire(7, 5, { meddler }).violation?.invariant).toBe('a replay gives the same bytes')
})

it('a crash is a violation', () => {
  const crash: StartInvariant = () => ({
    afterStep() {
      throw new RangeError('boom')
    },
  })
  expect(playUnderFire(7, 5, { crash }).violation?.problem).toMatch(/RangeError: boom/)
})
