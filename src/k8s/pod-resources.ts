import { isSidecar } from './containers'
import type { PodSpec, ResourceList } from './pod'
import { addResources, largestResources } from './resource-list'

/**
 * What a Pod asks for, or may use at most, as Kubernetes writes amounts: the sum over its containers and sidecars, or what
 * its init containers need at their highest beside the sidecars started before, and the overhead. `podRequests` is the
 * same in numbers, for the scheduler.
 */
// Models staging/src/k8s.io/component-helpers/resource/helpers.go PodRequests and PodLimits
export function podResources(spec: PodSpec, list: 'requests' | 'limits'): ResourceList {
  let total: ResourceList = {}
  let sidecars: ResourceList = {}
  let start: ResourceList = {}
  for (const { resources } of spec.containers ?? []) total = addResources(total, resources?.[list] ?? {})
  for (const container of spec.initContainers ?? []) {
    const own = container.resources?.[list] ?? {}
    start = largestResources(start, addResources(sidecars, own))
    if (isSidecar(container)) {
      sidecars = addResources(sidecars, own)
      total = addResources(total, own)
    }
  }
  return withOverhead(largestResources(total, start), spec.overhead ?? {}, list)
}

// Overhead raises a limit, it does not make one.
function withOverhead(total: ResourceList, overhead: ResourceList, list: 'requests' | 'limits'): ResourceList {
  if (list === 'requests') return addResources(total, overhead)
  return addResources(total, Object.fromEntries(Object.entries(overhead).filter(([name]) => name in total)))
}
