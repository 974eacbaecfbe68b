import { podRequests } from '../../../k8s/pod-requests'
import { type ResourceShortage, resourceShortages } from '../../../k8s/resource-shortages'
import type { FilterPlugin, Rejection } from '../plugin'

function shortageReason({ resource }: ResourceShortage): string {
  return resource === 'pods' ? 'Too many pods' : `Insufficient ${resource}`
}

function isTooLarge({ resource, requested, capacity }: ResourceShortage): boolean {
  return resource !== 'pods' && requested > capacity
}

/** With `sparesTooSmall`, a request that exceeds all that the node has is beyond the help of preemption. */
// Models pkg/scheduler/framework/plugins/noderesources/fit.go Filter
export function nodeResourcesFit(sparesTooSmall: boolean): FilterPlugin {
  const rejectionFor = (shortages: readonly ResourceShortage[]): Rejection | undefined => {
    if (shortages.length === 0) return undefined
    const resolvable = !(sparesTooSmall && shortages.some(isTooLarge))
    return { plugin: 'NodeResourcesFit', reasons: shortages.map(shortageReason), resolvable }
  }
  return {
    name: 'NodeResourcesFit',
    prepare(pod) {
      const requests = podRequests(pod)
      return {
        check: ({ allocatable, requested, pods }) =>
          rejectionFor(resourceShortages(requests, { allocatable, requested, podCount: pods.size })),
      }
    },
  }
}
