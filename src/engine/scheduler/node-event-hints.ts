import type { Node } from '../../k8s/node'
import { matchesRequiredNodeAffinity } from '../../k8s/node-affinity'
import type { Pod } from '../../k8s/pod'
import { podRequests, resourceAmounts } from '../../k8s/pod-requests'
import { resourceShortages } from '../../k8s/resource-shortages'
import { toleratesTaints } from './filters/taint-toleration'
import type { PluginName } from './plugin'
import { requiredAffinityTerms, requiredAntiAffinityTerms } from './pod-affinity-terms'
import { spreadConstraints } from './spread-constraints'

/** What happened to a node: it came (no `before`), went (no `node`) or changed. */
export interface NodeEvent {
  readonly before?: Node
  readonly node?: Node
}

type NodeAction = 'added' | 'removed' | 'allocatable' | 'labels' | 'taints'

interface Registration {
  readonly on: readonly NodeAction[]
  /** Whether the event may let the Pod fit; without it every event of these kinds may. */
  readonly hint?: (pod: Pod, event: NodeEvent) => boolean
}

// Models EventsToRegister of pkg/scheduler/framework/plugins/*, with queueing hints
const REGISTRATIONS: Readonly<Partial<Record<PluginName, Registration>>> = {
  NodeUnschedulable: { on: ['added', 'taints'], hint: (_, event) => comesTrue(event, isOpen) },
  NodeName: { on: ['added'] },
  TaintToleration: {
    on: ['added', 'taints'],
    hint: (pod, event) => comesTrue(event, node => toleratesTaints(pod, node)),
  },
  NodeAffinity: { on: ['added', 'labels'], hint: (pod, event) => comesTrue(event, node => matchesNode(pod, node)) },
  NodePorts: { on: ['added'] },
  NodeResourcesFit: { on: ['added', 'allocatable'], hint: comesToFit },
  VolumeRestrictions: { on: ['added'] },
  VolumeBinding: { on: ['added', 'labels'] },
  PodTopologySpread: { on: ['added', 'removed', 'labels', 'taints'], hint: changesDomains },
  InterPodAffinity: { on: ['added', 'labels'], hint: changesNeighbourhood },
}

/**
 * Whether what happened to the node may change the mind of a plugin that turned the Pod down. A plugin that wants to know of
 * new nodes but not of taints is told of every change of taints all the same, and then always wants another try.
 */
// Models pkg/scheduler/scheduler.go buildQueueingHintMap and backend/queue/scheduling_queue.go isPodWorthRequeuing
export function nodeEventHelps(pod: Pod, plugin: PluginName, event: NodeEvent): boolean {
  const registration = REGISTRATIONS[plugin]
  if (registration === undefined) return false
  const { on, hint } = registration
  const actions = actionsOf(event)
  if (actions.includes('taints') && !on.includes('taints')) return true
  return actions.some(action => on.includes(action)) && (hint === undefined || hint(pod, event))
}

/** Heartbeats and conditions are none; the end of a cordon counts as a change of taints. */
// Models pkg/scheduler/framework/events.go NodeSchedulingPropertiesChange
function actionsOf(event: NodeEvent): readonly NodeAction[] {
  const { before, node } = event
  if (before === undefined) return ['added']
  if (node === undefined) return ['removed']
  const actions: NodeAction[] = []
  if (before.status?.allocatable !== node.status?.allocatable) actions.push('allocatable')
  if (before.metadata.labels !== node.metadata.labels) actions.push('labels')
  if (before.spec.taints !== node.spec.taints || comesTrue(event, isOpen)) actions.push('taints')
  return actions
}

function isOpen(node: Node): boolean {
  return node.spec.unschedulable !== true
}

function comesTrue({ before, node }: NodeEvent, holds: (node: Node) => boolean): boolean {
  return node !== undefined && holds(node) && (before === undefined || !holds(before))
}

function matchesNode(pod: Pod, { metadata }: Node): boolean {
  return matchesRequiredNodeAffinity(pod.spec, { name: metadata.name, labels: metadata.labels })
}

// Models noderesources/fit.go isSchedulableAfterNodeChange
function comesToFit(pod: Pod, { before, node }: NodeEvent): boolean {
  const requests = podRequests(pod)
  const allocatable = resourceAmounts(node?.status?.allocatable)
  if (resourceShortages(requests, { allocatable, requested: {}, podCount: 0 }).length > 0) return false
  if (before === undefined) return true
  const earlier = resourceAmounts(before.status?.allocatable)
  return ['pods', ...Object.keys(requests)].some(name => (allocatable[name] ?? 0) > (earlier[name] ?? 0))
}

// Models podtopologyspread/plugin.go isSchedulableAfterNodeChange
function changesDomains(pod: Pod, { before, node }: NodeEvent): boolean {
  const keys = spreadConstraints(pod, 'DoNotSchedule').map(({ topologyKey }) => topologyKey)
  const isDomain = (of: Node | undefined) =>
    of !== undefined && keys.every(key => of.metadata.labels?.[key] !== undefined)
  if (before === undefined || node === undefined || isDomain(before) !== isDomain(node)) {
    return isDomain(before) !== isDomain(node)
  }
  const isMoved = keys.some(key => before.metadata.labels?.[key] !== node.metadata.labels?.[key])
  return isDomain(node) && (isMoved || before.spec.taints !== node.spec.taints)
}

// Models interpodaffinity/plugin.go isSchedulableAfterNodeChange
function changesNeighbourhood(pod: Pod, { before, node }: NodeEvent): boolean {
  const domains = ({ topologyKey }: { readonly topologyKey: string }) => ({
    was: before?.metadata.labels?.[topologyKey],
    is: node?.metadata.labels?.[topologyKey],
  })
  const attracts = requiredAffinityTerms(pod).map(domains)
  const repels = requiredAntiAffinityTerms(pod).map(domains)
  return (
    attracts.some(({ was, is }) => is !== undefined && is !== was) ||
    repels.some(({ was, is }) => before === undefined || (was !== undefined && is !== was))
  )
}
