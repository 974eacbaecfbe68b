import { describe, expect, it } from 'vitest'
import { ApiError, type PropagationPolicy } from '../../k8s/api-client'
import { finishedCondition, type Job } from '../../k8s/batch'
import { controllerOf, type NewObject } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import { isPodTerminal } from '../../k8s/pod-conditions'
import type { StatefulSet } from '../../k8s/stateful-set'
import type { DaemonSet, Deployment } from '../../k8s/workload'
import { createEngine, type Engine } from '../index'
import { createRandom, type Random } from '../kernel/random'

const NODES = 5
const STEPS = 60
const POLICIES: readonly PropagationPolicy[] = ['Background', 'Foreground', 'Orphan']

function workload(kind: 'Deployment' | 'DaemonSet' | 'StatefulSet', name: string, spec: object): NewObject {
  const labels = { app: name }
  const containers = [{ name: 'main', image: 'main:1' }]
  const template = { metadata: { labels }, spec: { terminationGracePeriodSeconds: 5, containers } }
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace: 'default' },
    spec: { selector: { matchLabels: labels }, template, ...spec },
  }
}

function job(name: string, random: Random): NewObject {
  const command = ['sleep', `${random.integer(20)}`]
  const containers = [{ name: 'main', image: 'main:1', command }]
  const spec = { terminationGracePeriodSeconds: 5, restartPolicy: 'Never', containers }
  const [completions, parallelism] = [1 + random.integer(4), 1 + random.integer(3)]
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace: 'default' },
    spec: { completions, parallelism, template: { spec } },
  }
}

const WORKLOADS = [
  ['deployments.apps', 'web'],
  ['daemonsets.apps', 'agent'],
  ['statefulsets.apps', 'db'],
] as const

/** What people and machines may do, one of it at random. */
function disturb(engine: Engine, random: Random): void {
  const client = engine.client('admin')
  const node = `w${random.integer(NODES)}`
  const [resource, name] = WORKLOADS[random.integer(WORKLOADS.length)] ?? WORKLOADS[0]
  const work = `work-${random.integer(4)}`
  const image = [{ name: 'main', image: `main:${random.integer(4)}` }]
  const taints = random.integer(2) === 0 ? null : [{ key: 'broken', effect: 'NoExecute' }]
  const pods = client.list('pods')
  const pod = pods[random.integer(Math.max(1, pods.length))]?.metadata.name ?? ''
  const happenings: readonly (() => unknown)[] = [
    () => client.create('deployments.apps', workload('Deployment', 'web', { replicas: random.integer(6) })),
    () => client.create('daemonsets.apps', workload('DaemonSet', 'agent', {})),
    () => client.create('statefulsets.apps', workload('StatefulSet', 'db', { replicas: random.integer(4) })),
    () => client.create('jobs.batch', job(work, random)),
    () => client.patch('deployments.apps', 'default', 'web', 'merge', { spec: { replicas: random.integer(8) } }),
    () => client.patch('statefulsets.apps', 'default', 'db', 'merge', { spec: { replicas: random.integer(5) } }),
    () => client.patch('jobs.batch', 'default', work, 'merge', { spec: { suspend: random.integer(2) === 0 } }),
    () => client.patch('jobs.batch', 'default', work, 'merge', { spec: { parallelism: 1 + random.integer(3) } }),
    () => client.delete('jobs.batch', 'default', work, { propagationPolicy: POLICIES[random.integer(3)] ?? 'Orphan' }),
    () => client.patch(resource, 'default', name, 'strategic', { spec: { template: { spec: { containers: image } } } }),
    () => client.delete(resource, 'default', name, { propagationPolicy: POLICIES[random.integer(3)] ?? 'Background' }),
    () => client.delete('pods', 'default', pod),
    () => client.patch('pods', 'default', pod, 'merge', { metadata: { labels: { app: 'other' } } }),
    () => client.patch('nodes', undefined, node, 'merge', { spec: { taints } }),
    () => client.patch('nodes', undefined, node, 'merge', { spec: { unschedulable: random.integer(2) === 0 } }),
    () => engine.machines.powerOff(node),
    () => engine.machines.powerOn(node),
  ]
  try {
    happenings[random.integer(happenings.length)]?.()
  } catch (error) {
    // What is not there cannot be changed: nothing happens then.
    if (!(error instanceof ApiError || error instanceof RangeError)) throw error
  }
}

/** All is well again, and there is time for everything to settle. */
function heal(engine: Engine): void {
  const client = engine.client('admin')
  for (const { name, powered } of engine.machines.list()) {
    if (!powered) engine.machines.powerOn(name)
    client.patch('nodes', undefined, name, 'merge', { spec: { taints: null, unschedulable: null } })
  }
  for (const { metadata } of client.list('jobs.batch')) {
    client.patch('jobs.batch', 'default', metadata.name, 'merge', { spec: { suspend: false } })
  }
  engine.runUntil(engine.now + 1_800_000)
}

function disturbedCluster(seed: number): Engine {
  const machines = Array.from({ length: NODES }, (_, i) => ({ name: `w${i}`, booted: true }))
  const engine = createEngine({ seed, machines })
  const random = createRandom(seed, 'disturbances')
  for (let i = 0; i < STEPS; i++) {
    disturb(engine, random)
    engine.runUntil(engine.now + random.integer(20_000))
  }
  heal(engine)
  return engine
}

describe.each([1, 2, 3, 4, 5, 6])('after whatever happened to the cluster (%i)', seed => {
  const engine = disturbedCluster(seed)
  const client = engine.client('test')

  it('every workload has the pods that it wants', () => {
    for (const { spec, status } of client.list('deployments.apps') as Deployment[]) {
      expect(status.availableReplicas ?? 0).toBe(spec.replicas)
      expect(status.updatedReplicas ?? 0).toBe(spec.replicas)
    }
    for (const { status } of client.list('daemonsets.apps') as DaemonSet[]) {
      expect(status).toMatchObject({ numberReady: NODES, updatedNumberScheduled: NODES })
    }
  })

  it('every StatefulSet has its pods, all of the newest revision', () => {
    for (const { spec, status } of client.list('statefulsets.apps') as StatefulSet[]) {
      const { replicas, availableReplicas, updatedReplicas = 0, currentRevision, updateRevision } = status
      expect([replicas, availableReplicas, updatedReplicas]).toEqual(Array(3).fill(spec.replicas))
      if (spec.replicas > 0) expect(currentRevision).toBe(updateRevision)
    }
  })

  it('every Job has come to its end, and has counted each of its pods once', () => {
    for (const one of client.list('jobs.batch') as Job[]) {
      const pods = client.list('pods').filter(pod => controllerOf(pod)?.uid === one.metadata.uid) as Pod[]
      const { succeeded = 0, failed = 0, uncountedTerminatedPods } = one.status
      expect(finishedCondition(one)?.type).toMatch(/Complete|Failed/)
      expect(uncountedTerminatedPods).toEqual({})
      expect(pods.every(isPodTerminal)).toBe(true)
      expect(pods.flatMap(({ metadata }) => metadata.finalizers ?? [])).toEqual([])
      expect(succeeded + failed).toBeGreaterThanOrEqual(pods.length)
      if (finishedCondition(one)?.type === 'Complete') expect(succeeded).toBe(one.spec.completions)
    }
  })

  it('nothing is left of owners that are gone, and nothing is stuck', () => {
    const resources = [
      'deployments.apps',
      'replicasets.apps',
      'daemonsets.apps',
      'statefulsets.apps',
      'jobs.batch',
      'controllerrevisions.apps',
      'nodes',
      'pods',
    ]
    const objects = resources.flatMap(resource => client.list(resource))
    const uids = new Set(objects.map(object => object.metadata.uid))
    for (const { metadata } of objects) {
      expect(metadata.deletionTimestamp).toBeUndefined()
      for (const owner of metadata.ownerReferences ?? []) expect(uids).toContain(owner.uid)
    }
  })

  it('no node keeps a taint', () => {
    for (const { spec } of client.list('nodes')) expect(spec).not.toHaveProperty('taints')
  })
})
