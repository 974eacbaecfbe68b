import { HostPorts } from '../../k8s/host-ports'
import type { Node } from '../../k8s/node'
import { matchesRequiredNodeAffinity } from '../../k8s/node-affinity'
import type { Pod } from '../../k8s/pod'
import { hostPortsOf, podRequests, type ResourceAmounts, resourceAmounts } from '../../k8s/pod-requests'
import { resourceShortages } from '../../k8s/resource-shortages'
import { matchesLabelSelector } from '../../k8s/selector'
import { toleratesCordon } from './filters/node-unschedulable'
import { toleratesTaints } from './filters/taint-toleration'
import { type PersistentVolumeClaim, usesClaim } from './filters/volume-claims'
import type { PluginName } from './plugin'
import { requiredAffinityTerms, requiredAntiAffinityTerms } from './pod-affinity-terms'

/** Something happened that may let a Pod fit that did not fit before. `before` is missing when the node is new. */
export type ClusterEvent =
  | { readonly kind: 'node'; readonly before?: Node; readonly node: Node }
  | { readonly kind: 'node-removed'; readonly node: Node }
  | { readonly kind: 'pod-placed' | 'pod-gone'; readonly pod: Pod }
  | { readonly kind: 'placed-pod-changed'; readonly before: Pod; readonly pod: Pod }
  | { readonly kind: 'claim'; readonly claim: PersistentVolumeClaim }
  /** The waiting Pod itself. */
  | { readonly kind: 'pod-changed'; readonly before: Pod; readonly pod: Pod }

type Hint = (pod: Pod, event: ClusterEvent) => boolean

/** Whether the event might change the mind of one of the plugins that turned the Pod down. */
// Models pkg/scheduler/backend/queue/scheduling_queue.go isPodWorthRequeuing
export function isWorthTrying(pod: Pod, rejectors: ReadonlySet<PluginName>, event: ClusterEvent): boolean {
  if (rejectors.size === 0) return true
  for (const plugin of rejectors) if (HINTS[plugin]?.(pod, event) === true) return true
  return false
}

// Models the QueueingHintFn of each plugin: pkg/scheduler/framework/plugins/*
const HINTS: Readonly<Partial<Record<PluginName, Hint>>> = {
  SchedulingGates: (_, event) => event.kind === 'pod-changed' && (event.pod.spec.schedulingGates ?? []).length === 0,
  NodeUnschedulable: (pod, event) => {
    if (event.kind === 'pod-changed') return tolerationsChanged(event) && toleratesCordon(pod)
    if (event.kind !== 'node' || event.node.spec.unschedulable === true) return false
    return event.before === undefined || event.before.spec.unschedulable === true
  },
  NodeName: (_, event) => event.kind === 'node' && event.before === undefined,
  TaintToleration: (pod, event) => {
    if (event.kind === 'pod-changed') return tolerationsChanged(event)
    if (event.kind !== 'node' || !toleratesTaints(pod, event.node)) return false
    return event.before === undefined || !toleratesTaints(pod, event.before)
  },
  NodeAffinity: (pod, event) => {
    if (event.kind !== 'node' || !matchesNode(pod, event.node)) return false
    return event.before === undefined || !matchesNode(pod, event.before)
  },
  NodePorts: (pod, event) => {
    if (event.kind === 'node') return event.before === undefined
    if (event.kind !== 'pod-gone') return false
    const freed = new HostPorts()
    for (const port of hostPortsOf(event.pod)) freed.add(port)
    return hostPortsOf(pod).some(port => freed.isTaken(port))
  },
  NodeResourcesFit: (pod, event) => {
    if (event.kind === 'pod-gone') return true
    if (event.kind === 'node') return fitsNow(pod, event.node, event.before)
    if (event.kind === 'pod-changed' || event.kind === 'placed-pod-changed') return shrinks(event.before, event.pod)
    return false
  },
  VolumeRestrictions: claimConcerns,
  VolumeBinding: claimConcerns,
  PodTopologySpread: (pod, event) => {
    if (event.kind === 'claim') return false
    const constraints = pod.spec.topologySpreadConstraints ?? []
    if (event.kind === 'node-removed') return true
    if (event.kind === 'node') {
      return constraints.some(({ topologyKey }) => labelChanges(topologyKey, event.node, event.before))
    }
    const others = event.kind === 'placed-pod-changed' ? [event.before, event.pod] : [event.pod]
    return others.some(
      other =>
        other.metadata.namespace === pod.metadata.namespace &&
        constraints.some(({ labelSelector }) => matchesLabelSelector(labelSelector, other.metadata.labels)),
    )
  },
  InterPodAffinity: (pod, event) => {
    if (event.kind === 'node-removed' || event.kind === 'claim') return false
    if (event.kind === 'node')
      return event.before === undefined || event.before.metadata.labels !== event.node.metadata.labels
    // Which namespaces a term means is left to the filter: a try too many does no harm.
    const others = event.kind === 'placed-pod-changed' ? [event.before, event.pod] : [event.pod]
    const terms = [...requiredAffinityTerms(pod), ...requiredAntiAffinityTerms(pod)]
    return others.some(
      other =>
        terms.some(({ labelSelector }) => matchesLabelSelector(labelSelector, other.metadata.labels)) ||
        requiredAntiAffinityTerms(other).some(({ labelSelector }) =>
          matchesLabelSelector(labelSelector, pod.metadata.labels),
        ),
    )
  },
}

function claimConcerns(pod: Pod, event: ClusterEvent): boolean {
  return event.kind === 'claim' && usesClaim(pod, event.claim)
}

function tolerationsChanged({ before, pod }: { readonly before: Pod; readonly pod: Pod }): boolean {
  return (before.spec.tolerations ?? []).length !== (pod.spec.tolerations ?? []).length
}

function matchesNode(pod: Pod, { metadata }: Node): boolean {
  return matchesRequiredNodeAffinity(pod.spec, { name: metadata.name, labels: metadata.labels })
}

function fitsNow(pod: Pod, node: Node, before: Node | undefined): boolean {
  if (before !== undefined && before.status?.allocatable === node.status?.allocatable) return false
  const requests = podRequests(pod)
  const allocatable = resourceAmounts(node.status?.allocatable)
  if (resourceShortages(requests, { allocatable, requested: {}, podCount: 0 }).length > 0) return false
  if (before === undefined) return true
  const earlier = resourceAmounts(before.status?.allocatable)
  return ['pods', ...Object.keys(requests)].some(name => (allocatable[name] ?? 0) > (earlier[name] ?? 0))
}

function shrinks(before: Pod, pod: Pod): boolean {
  if (before.spec === pod.spec) return false
  const [earlier, now]: [ResourceAmounts, ResourceAmounts] = [podRequests(before), podRequests(pod)]
  return Object.keys(earlier).some(name => (earlier[name] ?? 0) > (now[name] ?? 0))
}

function labelChanges(key: string, node: Node, before: Node | undefined): boolean {
  return node.metadata.labels?.[key] !== before?.metadata.labels?.[key]
}
