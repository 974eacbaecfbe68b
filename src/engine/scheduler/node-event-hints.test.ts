import { describe, expect, it } from 'vitest'
import type { PodSpec } from '../../k8s/pod'
import { nodeEventHelps } from './node-event-hints'
import type { PluginName } from './plugin'
import { type NodeOptions, nodeObject, podObject } from './test-cluster'

const TAINT = { key: 'a', effect: 'NoSchedule' } as const
const SPREAD: Partial<PodSpec> = {
  topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }],
}
const NEAR: Partial<PodSpec> = {
  affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone' }] } },
}
const APART: Partial<PodSpec> = {
  affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone' }] } },
}

/** Which of the plugins, having turned the Pod down, want another try after the node changed. */
function wakers(spec: Partial<PodSpec>, before: NodeOptions, after: NodeOptions): readonly PluginName[] {
  const pod = podObject('web', { cpu: '2', spec })
  const old = nodeObject('n', before)
  const next = nodeObject('n', after)
  // What is equal is the same, as in the store.
  const node = {
    ...next,
    metadata: { ...next.metadata, labels: before.labels === after.labels ? old.metadata.labels : next.metadata.labels },
    status: before.cpu === after.cpu ? old.status : next.status,
  }
  return PLUGINS.filter(plugin => nodeEventHelps(pod, plugin, { before: old, node }))
}

const PLUGINS: readonly PluginName[] = [
  'NodeUnschedulable',
  'NodeName',
  'TaintToleration',
  'NodeAffinity',
  'NodePorts',
  'NodeResourcesFit',
  'VolumeRestrictions',
  'VolumeBinding',
  'PodTopologySpread',
  'InterPodAffinity',
]
/** They do not ask for changes of taints, and are woken by each. */
const UNASKED = [
  'NodeName',
  'NodeAffinity',
  'NodePorts',
  'NodeResourcesFit',
  'VolumeRestrictions',
  'VolumeBinding',
  'InterPodAffinity',
]

describe('a node event', () => {
  it('that is a new taint wakes all who never asked for taints, but not the one who minds it', () => {
    expect(wakers(SPREAD, {}, { taints: [TAINT] })).toEqual(UNASKED)
    expect(wakers(SPREAD, { taints: [TAINT] }, {})).toEqual(['NodeName', 'TaintToleration', ...UNASKED.slice(1)])
  })

  it('that ends a cordon counts as a change of taints; one that begins a cordon is none', () => {
    expect(wakers({}, {}, { unschedulable: true })).toEqual([])
    expect(wakers(SPREAD, { unschedulable: true }, {})).toEqual(['NodeUnschedulable', ...UNASKED])
  })

  it('that gives more room wakes the fit plugin only if the Pod fits then', () => {
    expect(wakers({}, { cpu: '1' }, { cpu: '4' })).toEqual(['NodeResourcesFit'])
    expect(wakers({}, { cpu: '1' }, { cpu: '1500m' })).toEqual([])
    expect(wakers({}, { cpu: '6' }, { cpu: '4' })).toEqual([])
  })

  it('that is a label wakes whom the label concerns', () => {
    const out = { labels: { zone: 'a' } }
    const into = { labels: { zone: 'b' } }
    expect(wakers({ nodeSelector: { zone: 'b' } }, out, into)).toEqual(['NodeAffinity', 'VolumeBinding'])
    expect(wakers({ nodeSelector: { zone: 'a' } }, out, into)).toEqual(['VolumeBinding'])
    expect(wakers(SPREAD, out, into)).toEqual(['VolumeBinding', 'PodTopologySpread'])
    expect(wakers(NEAR, out, into)).toEqual(['VolumeBinding', 'InterPodAffinity'])
    expect(wakers(NEAR, out, { labels: {} })).toEqual(['VolumeBinding'])
    expect(wakers(APART, out, { labels: {} })).toEqual(['VolumeBinding', 'InterPodAffinity'])
  })

  it('that is a new or a lost node', () => {
    const node = nodeObject('n', { labels: { zone: 'a' }, taints: [TAINT] })
    const helps = (spec: Partial<PodSpec>, event: Parameters<typeof nodeEventHelps>[2]) =>
      PLUGINS.filter(plugin => nodeEventHelps(podObject('web', { spec }), plugin, event))
    const always = ['NodeUnschedulable', 'NodeName', 'NodeAffinity', 'NodePorts', 'NodeResourcesFit']
    expect(helps(SPREAD, { node })).toEqual([...always, 'VolumeRestrictions', 'VolumeBinding', 'PodTopologySpread'])
    expect(helps(SPREAD, { before: node })).toEqual(['PodTopologySpread'])
  })
})
