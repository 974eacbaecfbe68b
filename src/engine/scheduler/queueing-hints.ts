import { HostPorts } from '../../k8s/host-ports'
import type { Node } from '../../k8s/node'
import type { Pod, PodAffinityTerm } from '../../k8s/pod'
import { hostPortsOf, podRequests, type ResourceAmounts } from '../../k8s/pod-requests'
import { matchesLabelSelector } from '../../k8s/selector'
import { toleratesCordon } from './filters/node-unschedulable'
import { type PersistentVolumeClaim, sharesClaim, usesClaim } from './filters/volume-claims'
import { nodeEventHelps } from './node-event-hints'
import type { PluginName } from './plugin'
import { requiredAffinityTerms, requiredAntiAffinityTerms, termMatches } from './pod-affinity-terms'
import { spreadConstraints } from './spread-constraints'

/** Something happened that may let a Pod fit that did not fit before. `before` is missing when the node is new. */
export type ClusterEvent =
  | { readonly kind: 'node'; readonly before?: Node; readonly node: Node }
  | { readonly kind: 'node-removed'; readonly node: Node }
  | { readonly kind: 'pod-placed' | 'pod-gone'; readonly pod: Pod }
  | { readonly kind: 'placed-pod-changed'; readonly before: Pod; readonly pod: Pod }
  | { readonly kind: 'claim'; readonly claim: PersistentVolumeClaim }
  /** The waiting Pod itself. */
  | { readonly kind: 'pod-changed'; readonly before: Pod; readonly pod: Pod }

type Hint = (pod: Pod, event: Exclude<ClusterEvent, { readonly kind: 'node' | 'node-removed' }>) => boolean

/** Whether the event might change the mind of one of the plugins that turned the Pod down. */
// Models pkg/scheduler/backend/queue/scheduling_queue.go isPodWorthRequeuing
export function isWorthTrying(pod: Pod, rejectors: ReadonlySet<PluginName>, event: ClusterEvent): boolean {
  if (rejectors.size === 0) return true
  for (const plugin of rejectors) if (helps(pod, plugin, event)) return true
  return false
}

function helps(pod: Pod, plugin: PluginName, event: ClusterEvent): boolean {
  if (event.kind === 'node') return nodeEventHelps(pod, plugin, event)
  if (event.kind === 'node-removed') return nodeEventHelps(pod, plugin, { before: event.node })
  return HINTS[plugin]?.(pod, event) === true
}

// Models the QueueingHintFn of each plugin: pkg/scheduler/framework/plugins/*
const HINTS: Readonly<Partial<Record<PluginName, Hint>>> = {
  SchedulingGates: (_, event) => event.kind === 'pod-changed' && (event.pod.spec.schedulingGates ?? []).length === 0,
  NodeUnschedulable: (pod, event) => event.kind === 'pod-changed' && tolerationsChanged(event) && toleratesCordon(pod),
  TaintToleration: (_, event) => event.kind === 'pod-changed' && tolerationsChanged(event),
  NodePorts: (pod, event) => {
    if (event.kind !== 'pod-gone') return false
    const freed = new HostPorts()
    for (const port of hostPortsOf(event.pod)) freed.add(port)
    return hostPortsOf(pod).some(port => freed.isTaken(port))
  },
  NodeResourcesFit: (_, event) => {
    if (event.kind === 'pod-gone') return true
    if (event.kind === 'pod-changed' || event.kind === 'placed-pod-changed') return shrinks(event.before, event.pod)
    return false
  },
  VolumeRestrictions: (pod, event) =>
    event.kind === 'pod-gone' ? sharesClaim(pod, event.pod) : claimConcerns(pod, event),
  VolumeBinding: claimConcerns,
  PodTopologySpread: (pod, event) => {
    if (event.kind === 'claim' || event.pod.metadata.namespace !== pod.metadata.namespace) return false
    const constraints = spreadConstraints(pod, 'DoNotSchedule')
    if (
      event.kind === 'pod-changed' &&
      tolerationsChanged(event) &&
      constraints.some(({ honorsTaints }) => honorsTaints)
    ) {
      return true
    }
    const counts = ({ metadata }: Pod) =>
      constraints.map(({ selector }) => matchesLabelSelector(selector, metadata.labels))
    const before = 'before' in event ? counts(event.before) : []
    return counts(event.pod).some((isCounted, index) => isCounted !== (before[index] ?? false))
  },
  InterPodAffinity: (pod, event) => {
    switch (event.kind) {
      case 'claim':
        return false
      case 'pod-changed':
        return event.before.metadata.labels !== event.pod.metadata.labels
      case 'pod-placed':
        return isNeighbourOf(pod, event.pod)
      case 'pod-gone':
        return isShunnedBy(pod, event.pod) || isShunnedBy(event.pod, pod)
      case 'placed-pod-changed':
        return (
          (!isNeighbourOf(pod, event.before) && isNeighbourOf(pod, event.pod)) ||
          (isShunnedBy(pod, event.before) && !isShunnedBy(pod, event.pod))
        )
    }
  },
}

/** The other is what all of the Pod's affinity asks for. */
function isNeighbourOf(pod: Pod, other: Pod): boolean {
  return matchesAll(requiredAffinityTerms(pod), pod, other)
}

function isShunnedBy(pod: Pod, other: Pod): boolean {
  return matchesAll(requiredAntiAffinityTerms(pod), pod, other)
}

// Models interpodaffinity/filtering.go podMatchesAllAffinityTerms; labels of namespaces are not known at this point
function matchesAll(terms: readonly PodAffinityTerm[], owner: Pod, other: Pod): boolean {
  return terms.length > 0 && terms.every(term => termMatches(term, owner, other, undefined))
}

function claimConcerns(pod: Pod, event: ClusterEvent): boolean {
  return event.kind === 'claim' && usesClaim(pod, event.claim)
}

function tolerationsChanged({ before, pod }: { readonly before: Pod; readonly pod: Pod }): boolean {
  return (before.spec.tolerations ?? []).length !== (pod.spec.tolerations ?? []).length
}

function shrinks(before: Pod, pod: Pod): boolean {
  if (before.spec === pod.spec) return false
  const [earlier, now]: [ResourceAmounts, ResourceAmounts] = [podRequests(before), podRequests(pod)]
  return Object.keys(earlier).some(name => (earlier[name] ?? 0) > (now[name] ?? 0))
}
