import { describe, expect, it } from 'vitest'
import type { Node } from '../../k8s/node'
import type { Pod } from '../../k8s/pod'
import { behaviourOf } from '../versions/index'
import { explainScheduling } from './explain-scheduling'
import { profileOf } from './profile'
import { type NodeOptions, nodeObject, type PodOptions, pinnedTo, podObject } from './test-cluster'

const PROFILE = profileOf(behaviourOf('1.36'))
const ZONE = 'topology.kubernetes.io/zone'
const zone = (name: string): NodeOptions => ({ labels: { [ZONE]: name } })
const on = (node: string, name: string, options: PodOptions = {}): Pod =>
  podObject(name, { ...options, spec: { ...options.spec, nodeName: node } })
const toApp = (app: string, topologyKey: string) => ({
  requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey, labelSelector: { matchLabels: { app } } }],
})

/** The reasons of the first failing filter of each node, or `fits`. */
function verdicts(pod: Pod, nodes: readonly Node[], pods: readonly Pod[] = []): readonly string[] {
  return explainScheduling(PROFILE, pod, nodes, pods).nodes.map(({ plugins }) => {
    const failed = plugins.find(({ verdict }) => verdict === 'fail')
    return failed === undefined ? 'fits' : failed.reasons.join(', ')
  })
}

const tolerant = { tolerations: [{ operator: 'Exists' }] }
const AFFINITY = "node(s) didn't match Pod's node affinity/selector"
const PORTS = "node(s) didn't have free ports for the requested pod ports"
const ANTI_AFFINITY = "node(s) didn't match pod anti-affinity rules"
const EXISTING = "node(s) didn't satisfy existing pods anti-affinity rules"
const SPREAD = "node(s) didn't match pod topology spread constraints"

describe('filters', () => {
  it.each<[string, NodeOptions, PodOptions, string]>([
    ['an empty node', {}, {}, 'fits'],
    ['a cordoned node', { unschedulable: true }, {}, 'node(s) were unschedulable'],
    ['a cordoned node, tolerated', { unschedulable: true }, { spec: tolerant }, 'fits'],
    ['a taint', { taints: [{ key: 'k', effect: 'NoExecute' }] }, {}, 'node(s) had untolerated taint(s)'],
    ['a soft taint', { taints: [{ key: 'k', effect: 'PreferNoSchedule' }] }, {}, 'fits'],
    ['a selector that differs', { labels: { disk: 'hdd' } }, { spec: { nodeSelector: { disk: 'ssd' } } }, AFFINITY],
    ['too little CPU', { cpu: '1' }, { cpu: '1100m' }, 'Insufficient cpu'],
    ['no room for Pods', { pods: '0' }, {}, 'Too many pods'],
    ['another node wanted', {}, { spec: pinnedTo('other') }, "node(s) didn't satisfy plugin(s) [NodeAffinity]"],
  ])('%s', (_, nodeOptions, podOptions, expected) => {
    expect(verdicts(podObject('p', podOptions), [nodeObject('n', nodeOptions)])).toEqual([expected])
  })

  it('names every resource that is short, and knows when nobody can help', () => {
    const [verdict] = explainScheduling(
      PROFILE,
      podObject('p', { cpu: '2' }),
      [nodeObject('n', { cpu: '1', pods: '0' })],
      [],
    ).nodes
    const fit = verdict?.plugins.find(({ plugin }) => plugin === 'NodeResourcesFit')
    expect(fit).toMatchObject({ reasons: ['Too many pods', 'Insufficient cpu'], resolvable: false })
  })

  it('lets two addresses share a host port, but not with the wildcard', () => {
    const port = (hostIP?: string): Partial<Pod['spec']> => ({
      containers: [
        { name: 'c', image: 'i', ports: [{ containerPort: 80, hostPort: 80, ...(hostIP ? { hostIP } : {}) }] },
      ],
    })
    const holder = on('n', 'holder', { spec: port('10.0.0.1') })
    const ask = (hostIP?: string) => verdicts(podObject('p', { spec: port(hostIP) }), [nodeObject('n')], [holder])
    expect([ask('10.0.0.2'), ask('10.0.0.1'), ask()]).toEqual([['fits'], [PORTS], [PORTS]])
  })

  it('keeps to anti-affinity of the Pod and of those that are there', () => {
    const nodes = [nodeObject('a', zone('1')), nodeObject('b', zone('1')), nodeObject('c', zone('2'))]
    const shy = podObject('shy', { spec: { affinity: { podAntiAffinity: toApp('web', ZONE) } } })
    expect(verdicts(shy, nodes, [on('a', 'web', { labels: { app: 'web' } })])).toEqual([
      ANTI_AFFINITY,
      ANTI_AFFINITY,
      'fits',
    ])
    const loner = on('a', 'loner', { spec: { affinity: { podAntiAffinity: toApp('web', ZONE) } } })
    expect(verdicts(podObject('p', { labels: { app: 'web' } }), nodes, [loner])).toEqual([EXISTING, EXISTING, 'fits'])
  })

  it('puts a Pod next to those it wants, and the first of a group anywhere', () => {
    const nodes = [nodeObject('a', zone('1')), nodeObject('b', zone('2'))]
    const clingy = podObject('p', { labels: { app: 'web' }, spec: { affinity: { podAffinity: toApp('web', ZONE) } } })
    expect(verdicts(clingy, nodes)).toEqual(['fits', 'fits'])
    const web = on('b', 'web', { labels: { app: 'web' } })
    expect(verdicts(clingy, nodes, [web])).toEqual(["node(s) didn't match pod affinity rules", 'fits'])
  })

  it('keeps domains within maxSkew', () => {
    const nodes = [nodeObject('a', zone('1')), nodeObject('b', zone('2')), nodeObject('c')]
    const labels = { app: 'web' }
    const topologySpreadConstraints = [
      { maxSkew: 1, topologyKey: ZONE, whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: labels } },
    ]
    const pod = podObject('p', { labels, spec: { topologySpreadConstraints } })
    expect(verdicts(pod, nodes, [on('a', 'web', { labels })])).toEqual([
      SPREAD,
      'fits',
      `${SPREAD} (missing required label)`,
    ])
  })
})

describe('explainScheduling', () => {
  it('scores the nodes that fit, part by part', () => {
    const nodes = [nodeObject('busy'), nodeObject('idle')]
    const { nodes: explained, failure } = explainScheduling(PROFILE, podObject('p', { cpu: '1' }), nodes, [
      on('busy', 'o', { cpu: '2' }),
    ])
    const [busy, idle] = explained
    expect(failure).toBeUndefined()
    expect(idle?.score).toBeGreaterThan(busy?.score ?? 0)
    expect(Object.keys(idle?.scoreParts ?? {})).toEqual([
      'TaintToleration',
      'NodeResourcesFit',
      'NodeResourcesBalancedAllocation',
    ])
  })

  it('gives the text of the event when nothing fits, and does not mind where the Pod is now', () => {
    const nodes = [nodeObject('n', { cpu: '1' })]
    expect(explainScheduling(PROFILE, podObject('p', { cpu: '2' }), nodes, []).failure).toBe(
      '0/1 nodes are available: 1 Insufficient cpu.',
    )
    const there = on('n', 'p', { cpu: '1' })
    expect(explainScheduling(PROFILE, there, nodes, [there]).nodes[0]?.fits).toBe(true)
  })
})
