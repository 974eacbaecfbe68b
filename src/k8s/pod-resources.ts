import { isSidecar } from './containers'
import type { PodSpec, ResourceList } from './pod'
import { addResources, largestResources } from './resource-list'

type Lists = 'requests' | 'limits'

/**
 * What a Pod asks for, or may use at most, as Kubernetes writes amounts, with its overhead. `podRequests` is the same in
 * numbers, for the scheduler.
 */
// Models staging/src/k8s.io/component-helpers/resource/helpers.go PodRequests and PodLimits
export function podResources(spec: PodSpec, list: Lists): ResourceList {
  return withOverhead(resourcesWithoutOverhead(spec, list), spec.overhead ?? {}, list)
}

/** What it says as a whole, and where it says nothing what its containers do. */
export function resourcesWithoutOverhead(spec: PodSpec, list: Lists): ResourceList {
  const { [list]: ofPod } = (spec.resources ?? {}) as Partial<Record<Lists, ResourceList>>
  const own = Object.entries(ofPod ?? {}).filter(([name]) => isPodLevelResource(name))
  return { ...containerResources(spec, list), ...Object.fromEntries(own) }
}

/** The sum over its containers and sidecars, or what its init containers need at their highest beside the sidecars started before. */
// Models helpers.go AggregateContainerRequests and AggregateContainerLimits
export function containerResources(spec: PodSpec, list: Lists): ResourceList {
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
  return largestResources(total, start)
}

/** Whether a Pod can say it as a whole. */
// Models helpers.go IsSupportedPodLevelResource
export function isPodLevelResource(name: string): boolean {
  return name === 'cpu' || name === 'memory' || name.startsWith('hugepages-')
}

/** Whether a Pod says as a whole what it needs. */
// Models helpers.go IsPodLevelResourcesSet
export function hasPodLevelResources({ resources }: PodSpec): boolean {
  const { requests, limits } = (resources ?? {}) as Partial<Record<Lists, ResourceList>>
  return Object.keys({ ...requests, ...limits }).some(isPodLevelResource)
}

// Overhead raises a limit, it does not make one.
function withOverhead(total: ResourceList, overhead: ResourceList, list: Lists): ResourceList {
  if (list === 'requests') return addResources(total, overhead)
  return addResources(total, Object.fromEntries(Object.entries(overhead).filter(([name]) => name in total)))
}
