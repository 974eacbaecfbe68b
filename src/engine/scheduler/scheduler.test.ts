import { describe, expect, it } from 'vitest'
import type { PodSpec } from '../../k8s/pod'
import { type PodOptions, pinnedTo, startTestCluster } from './test-cluster'

describe('placing Pods', () => {
  it('binds a Pod to the node that fits, says so, and names its reason', () => {
    const cluster = startTestCluster()
    cluster.addNode('small', { cpu: '1' })
    cluster.addNode('large')
    cluster.addPod('web', { cpu: '2' })
    cluster.settle()
    expect(cluster.nodeOf('web')).toBe('large')
    expect(cluster.events()).toEqual(['Normal Scheduled web: Successfully assigned default/web to large'])
  })

  it('spreads Pods over nodes that are alike', () => {
    const cluster = startTestCluster()
    for (const name of ['a', 'b', 'c']) cluster.addNode(name)
    for (let index = 0; index < 9; index++) cluster.addPod(`web-${index}`, { cpu: '100m' })
    cluster.settle()
    const nodes = Array.from({ length: 9 }, (_, index) => cluster.nodeOf(`web-${index}`))
    expect(['a', 'b', 'c'].map(name => nodes.filter(node => node === name).length)).toEqual([3, 3, 3])
  })

  it('takes the more important Pod first', () => {
    const cluster = startTestCluster()
    cluster.scheduler.pause()
    cluster.addNode('only', { cpu: '1' })
    cluster.addPod('low', { cpu: '1' })
    cluster.addPod('high', { cpu: '1', priority: 10 })
    cluster.settle()
    cluster.scheduler.resume()
    cluster.settle()
    expect([cluster.nodeOf('high'), cluster.nodeOf('low')]).toEqual(['only', undefined])
  })

  it('leaves Pods of other schedulers and Pods with gates alone', () => {
    const cluster = startTestCluster()
    cluster.addNode('only')
    cluster.addPod('foreign', { spec: { schedulerName: 'mine' } })
    cluster.addPod('gated', { spec: { schedulingGates: [{ name: 'example.com/wait' }] } })
    cluster.settle()
    expect([cluster.nodeOf('foreign'), cluster.nodeOf('gated')]).toEqual([undefined, undefined])
    cluster.client.patch('pods', 'default', 'gated', 'merge', { spec: { schedulingGates: null } })
    cluster.settle()
    expect(cluster.nodeOf('gated')).toBe('only')
  })

  it('keeps to its request limit: 100 at once, then 50 a second', () => {
    const cluster = startTestCluster()
    for (let index = 0; index < 200; index++) {
      cluster.addNode(`n${index}`)
      cluster.addPod(`p${index}`, { spec: pinnedTo(`n${index}`) })
    }
    const bound = () => Array.from({ length: 200 }, (_, index) => cluster.nodeOf(`p${index}`)).filter(Boolean).length
    cluster.settle(1_020)
    expect(bound()).toBeGreaterThan(140)
    expect(bound()).toBeLessThan(160)
    cluster.settle(3_000)
    expect(bound()).toBe(200)
  })
})

const PLUGINS = "node(s) didn't satisfy plugin(s) [NodeAffinity]"

// The texts are those of recorded clusters: conformance traces create-*.
describe('FailedScheduling', () => {
  it('counts the reasons of a Pod that may go anywhere', () => {
    const cluster = startTestCluster()
    cluster.addNode('a', { cpu: '1' })
    cluster.addNode('b', { taints: [{ key: 'k', effect: 'NoSchedule' }] })
    cluster.addNode('c', { unschedulable: true })
    cluster.addPod('web', { cpu: '2' })
    cluster.settle()
    expect(cluster.message('web')).toBe(
      '0/3 nodes are available: 1 Insufficient cpu, 1 node(s) had untolerated taint(s), 1 node(s) were unschedulable. no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
    )
    expect(cluster.pod('web').status.conditions).toMatchObject([
      { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', lastProbeTime: null },
    ])
  })

  it('speaks of plugins where the Pod names its node', () => {
    const cluster = startTestCluster()
    for (const name of ['a', 'b', 'c']) cluster.addNode(name)
    cluster.addPod('holder', { hostPort: 80, spec: { nodeName: 'a' } })
    cluster.addPod('agent', { hostPort: 80, spec: pinnedTo('a') })
    cluster.settle()
    expect(cluster.message('agent')).toBe(
      `0/3 nodes are available: 1 node(s) didn't have free ports for the requested pod ports, 2 ${PLUGINS}. no new claims to deallocate, preemption: 0/3 nodes are available: 1 No preemption victims found for incoming pod, 2 Preemption is not helpful for scheduling.`,
    )
  })

  // Asked of the real scheduler: node a (2 CPU), b (tainted, disk=ssd), c (1 CPU).
  const NOT_HELPFUL = 'preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.'
  const AFTER = `no new claims to deallocate, ${NOT_HELPFUL}`
  const TAINTED = '1 node(s) had untolerated taint(s)'
  const zone = (value: string) => ({ 'topology.kubernetes.io/zone': value })
  const terms = (...names: string[]): Partial<PodSpec> => {
    const matchFields = names.map(name => ({ key: 'metadata.name', operator: 'In', values: [name] }))
    const required = { nodeSelectorTerms: [{ matchFields }] }
    return { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } } }
  }
  const friends = [{ topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'nobody' } } }]
  const gpu = { requests: { 'example.com/gpu': '1', cpu: '5' }, limits: { 'example.com/gpu': '1' } }

  it.each<[string, PodOptions, string]>([
    ['a large Pod', { cpu: '3' }, `${TAINTED}, 2 Insufficient cpu. ${AFTER}`],
    [
      'a label',
      { spec: { nodeSelector: { disk: 'ssd' } } },
      `${TAINTED}, 2 node(s) didn't match Pod's node affinity/selector. ${AFTER}`,
    ],
    [
      'friends that are not there',
      { spec: { affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: friends } } } },
      `${TAINTED}, 2 node(s) didn't match pod affinity rules. ${AFTER}`,
    ],
    [
      'an extended resource',
      { spec: { containers: [{ name: 'c', image: 'x', resources: gpu }] } },
      `${TAINTED}, 2 Insufficient cpu, 2 Insufficient example.com/gpu. ${AFTER}`,
    ],
    ['a node that does not exist', { spec: terms('nowhere') }, `3 ${PLUGINS}. ${AFTER}`],
    ['two nodes at once', { spec: terms('a', 'b') }, 'pod affinity terms conflict. not found'],
  ])('speaks as the real one of %s', (_, options, expected) => {
    const cluster = startTestCluster()
    cluster.addNode('a', { cpu: '2', labels: zone('z1') })
    cluster.addNode('b', {
      cpu: '2',
      labels: { ...zone('z2'), disk: 'ssd' },
      taints: [{ key: 'd', effect: 'NoSchedule' }],
    })
    cluster.addNode('c', { cpu: '1', labels: zone('z1') })
    cluster.addPod('p', options)
    cluster.settle()
    expect(cluster.message('p')).toBe(`0/3 nodes are available: ${expected}`)
  })

  it('says it plainly when there is no node at all, and tries again when one comes', () => {
    const cluster = startTestCluster()
    cluster.addPod('web')
    cluster.settle()
    expect(cluster.message('web')).toBe('no nodes available to schedule pods')
    cluster.addNode('first')
    cluster.settle(20_000)
    expect(cluster.nodeOf('web')).toBe('first')
  })
})

describe('trying again', () => {
  it('waits until something changes that concerns the Pod', () => {
    const cluster = startTestCluster()
    cluster.addNode('a', { cpu: '1' })
    cluster.addPod('first', { cpu: '1' })
    cluster.settle()
    cluster.addPod('second', { cpu: '1' })
    cluster.settle()
    const failures = () => cluster.events().filter(text => text.includes('FailedScheduling')).length
    cluster.client.patch('nodes', undefined, 'a', 'merge', { metadata: { labels: { colour: 'red' } } })
    cluster.settle()
    expect(failures()).toBe(1)
    cluster.client.delete('pods', 'default', 'first', { gracePeriodSeconds: 0 })
    cluster.settle()
    expect(cluster.nodeOf('second')).toBe('a')
  })

  it('tries again whatever it waits for when the taints of a node change', () => {
    const cluster = startTestCluster()
    cluster.addNode('only', { cpu: '1' })
    cluster.addPod('web', { cpu: '2' })
    cluster.settle()
    expect(cluster.message('web')).toContain('1 Insufficient cpu.')
    const taints = [{ key: 'a', effect: 'NoSchedule' }]
    cluster.client.patch('nodes', undefined, 'only', 'merge', { spec: { taints } })
    cluster.settle()
    expect(cluster.message('web')).toContain('1 node(s) had untolerated taint(s).')
  })

  it('looks again after five minutes in any case', () => {
    const cluster = startTestCluster()
    cluster.addNode('a', { cpu: '1' })
    cluster.addPod('large', { cpu: '2' })
    cluster.settle()
    const count = () => cluster.kernel.settled
    expect(count()).toBe(true)
    cluster.settle(400_000)
    // The first attempt changed the Pod's status: what is said of it afterwards is an Event of its own.
    expect(cluster.client.list('events')).toMatchObject([
      { reason: 'FailedScheduling' },
      { reason: 'FailedScheduling' },
    ])
    cluster.settle(700_000)
    expect(cluster.client.list('events')).toMatchObject([{}, { series: { count: 2 } }])
  })
})

describe('preemption', () => {
  it('removes two less important Pods, waits for both, then takes their place', () => {
    const cluster = startTestCluster()
    cluster.addNode('w1')
    cluster.addNode('w2')
    cluster.addNode('x', { cpu: '1' })
    for (const name of ['v1', 'v2']) cluster.addPod(name, { cpu: '400m', spec: { nodeName: 'x' } })
    cluster.settle()
    const agent = cluster.addPod('agent', { cpu: '900m', priority: 1_000, spec: pinnedTo('x') })
    cluster.settle()
    expect(cluster.message('agent')).toBe(`0/3 nodes are available: 1 Insufficient cpu, 2 ${PLUGINS}.`)
    expect(cluster.pod('agent').status.nominatedNodeName).toBe('x')
    expect(cluster.events().filter(text => text.includes('Preempted'))).toEqual([
      `Normal Preempted v1: Preempted by pod ${agent.metadata.uid} on node x`,
      `Normal Preempted v2: Preempted by pod ${agent.metadata.uid} on node x`,
    ])
    expect(cluster.pod('v1').metadata.deletionTimestamp).toBeDefined()
    expect(cluster.pod('v1').status.conditions).toMatchObject([
      {
        type: 'DisruptionTarget',
        reason: 'PreemptionByScheduler',
        message: 'default-scheduler: preempting to accommodate a higher priority pod',
      },
    ])

    cluster.client.delete('pods', 'default', 'v1', { gracePeriodSeconds: 0 })
    cluster.settle()
    expect(cluster.message('agent')).toBe(
      "0/3 nodes are available: 1 Insufficient cpu, 2 node(s) didn't satisfy plugin(s) [NodeAffinity NodeResourcesFit]. no new claims to deallocate, preemption: not eligible due to a terminating pod on the nominated node.",
    )
    cluster.client.delete('pods', 'default', 'v2', { gracePeriodSeconds: 0 })
    cluster.settle()
    expect(cluster.nodeOf('agent')).toBe('x')
  })

  // Recorded: three priorities, the second preemption while the first one's victim still ends.
  it('takes no nomination back for victims that are going already', () => {
    const cluster = startTestCluster()
    cluster.addNode('x', { cpu: '1' })
    cluster.addPod('victim', { cpu: '700m', spec: { nodeName: 'x', terminationGracePeriodSeconds: 30 } })
    cluster.settle()
    for (const [name, priority] of [
      ['middle', 100],
      ['high', 1_000],
    ] as const) {
      cluster.addPod(name, { cpu: '700m', priority })
      cluster.settle()
    }
    for (const name of ['middle', 'high']) {
      expect(cluster.pod(name).status.nominatedNodeName).toBe('x')
      expect(cluster.message(name)).toBe('0/1 nodes are available: 1 Insufficient cpu.')
    }
  })

  it('is not for Pods with preemptionPolicy Never', () => {
    const cluster = startTestCluster()
    cluster.addNode('x', { cpu: '1' })
    cluster.addPod('victim', { cpu: '1', spec: { nodeName: 'x' } })
    cluster.addPod('agent', { cpu: '1', priority: 1_000, spec: { preemptionPolicy: 'Never' } })
    cluster.settle()
    expect(cluster.message('agent')).toBe(
      '0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: not eligible due to preemptionPolicy=Never.',
    )
  })

  it('keeps others of no more importance off the room that was made', () => {
    const cluster = startTestCluster()
    cluster.addNode('x', { cpu: '1' })
    cluster.addPod('victim', { cpu: '1', spec: { nodeName: 'x' } })
    cluster.settle()
    cluster.addPod('agent', { cpu: '1', priority: 1_000 })
    cluster.settle()
    cluster.addPod('late', { cpu: '1' })
    cluster.client.delete('pods', 'default', 'victim', { gracePeriodSeconds: 0 })
    cluster.settle()
    expect([cluster.nodeOf('agent'), cluster.nodeOf('late')]).toEqual(['x', undefined])
  })

  it('spares Pods under a disruption budget where it can', () => {
    const cluster = startTestCluster()
    for (const name of ['x', 'y']) cluster.addNode(name, { cpu: '1' })
    cluster.client.create('poddisruptionbudgets.policy', {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'guarded', namespace: 'default' },
      spec: { minAvailable: 1, selector: { matchLabels: { app: 'guarded' } } },
    })
    cluster.addPod('guarded', { cpu: '1', labels: { app: 'guarded' }, spec: { nodeName: 'x' } })
    cluster.addPod('plain', { cpu: '1', labels: { app: 'plain' }, spec: { nodeName: 'y' } })
    cluster.settle()
    cluster.addPod('agent', { cpu: '1', priority: 1_000 })
    cluster.settle()
    expect(cluster.pod('agent').status.nominatedNodeName).toBe('y')
  })
})
