import { matchesRequiredNodeAffinity } from '../../k8s/node-affinity'
import type { Pod } from '../../k8s/pod'
import { podRequests } from '../../k8s/pod-requests'
import { resourceShortages } from '../../k8s/resource-shortages'
import { findUntoleratedTaint } from '../../k8s/taints'
import { nodeName } from './filters/node-name'
import { nodePorts } from './filters/node-ports'
import type { NodeInfo } from './node-info'
import { type ClusterView, isRejection, type PluginName } from './plugin'
import { requiredAffinityTerms, termMatches } from './pod-affinity-terms'
import type { ClusterEvent } from './queueing-hints'

const FREED_BY_PODS: ReadonlySet<PluginName> = new Set([
  'NodeResourcesFit',
  'NodePorts',
  'PodTopologySpread',
  'InterPodAffinity',
])
const CLAIM_READERS: readonly PluginName[] = ['VolumeRestrictions', 'VolumeBinding']
const NEIGHBOUR_READERS: ReadonlySet<PluginName> = new Set(['InterPodAffinity', 'PodTopologySpread'])

/**
 * Which events let a Pod be tried again before plugins gave hints: any of a kind that a plugin which turned it down has
 * registered for. A node's event counts only if the node, as it is now, would take the Pod; its removal counts never.
 */
// Models pkg/scheduler/eventhandlers.go and internal/queue/scheduling_queue.go isPodWorthRequeuing of 1.30
export function tryByResourceKind(
  view: ClusterView,
): (pod: Pod, rejectors: ReadonlySet<PluginName>, event: ClusterEvent) => boolean {
  return (pod, rejectors, event) => {
    switch (event.kind) {
      case 'pod-changed':
        return event.before.spec !== event.pod.spec || event.before.metadata.labels !== event.pod.metadata.labels
      case 'node': {
        const info = view.node(event.node.metadata.name)
        return info !== undefined && wouldTake(info, pod, view)
      }
      case 'node-removed':
        return false
      case 'pod-gone':
        return isOnNode(event.pod) && (rejectors.size === 0 || overlap(rejectors, FREED_BY_PODS))
      case 'claim':
        return CLAIM_READERS.some(name => rejectors.has(name))
      case 'pod-placed':
      case 'placed-pod-changed':
        return overlap(rejectors, NEIGHBOUR_READERS) && isAboutNeighbour(pod, event.pod, view)
    }
  }
}

// Models internal/queue/scheduling_queue.go getUnschedulablePodsWithMatchingAffinityTerm of 1.30
function isAboutNeighbour(pod: Pod, neighbour: Pod, view: ClusterView): boolean {
  const labels = view.namespaceLabels(neighbour.metadata.namespace ?? '')
  return requiredAffinityTerms(pod).some(term => termMatches(term, pod, neighbour, labels))
}

/** A nomination that ends frees nothing in these versions. */
function isOnNode({ spec, status }: Pod): boolean {
  return (spec.nodeName ?? '') !== '' || (status?.nominatedNodeName ?? '') === ''
}

function overlap(some: ReadonlySet<PluginName>, others: ReadonlySet<PluginName>): boolean {
  for (const name of some) if (others.has(name)) return true
  return false
}

// Models pkg/scheduler/eventhandlers.go preCheckForNode of 1.30
function wouldTake(info: NodeInfo, pod: Pod, view: ClusterView): boolean {
  const { allocatable, requested, pods, node } = info
  if (resourceShortages(podRequests(pod), { allocatable, requested, podCount: pods.size }).length > 0) return false
  if (!matchesRequiredNodeAffinity(pod.spec, { name: info.name, labels: info.labels })) return false
  for (const { prepare } of [nodeName, nodePorts]) {
    const preparation = prepare(pod, view)
    if (preparation === 'skip') continue
    if (isRejection(preparation) || preparation.check(info) !== undefined) return false
  }
  return findUntoleratedTaint(node?.spec.taints, pod.spec.tolerations ?? [], ['NoSchedule']) === undefined
}
