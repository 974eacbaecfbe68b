import { isSidecar } from '../../../k8s/containers'
import type { ContainerStatus, Pod } from '../../../k8s/pod'
import { podCondition } from '../../../k8s/pod-conditions'
import { fromTimestamp } from '../../../k8s/time'
import type { Millis } from '../../kernel/kernel'

/**
 * When the pod came to its end: the end of its last container, or since when it is not ready, or when somebody deleted it, or
 * at last when it was made.
 */
// Models pkg/controller/job/backoff_utils.go getFinishedTime
export function finishTime(pod: Pod): Millis {
  return (
    endOfContainers(pod) ?? notReadySince(pod) ?? deletionAsked(pod) ?? fromTimestamp(pod.metadata.creationTimestamp)
  )
}

function endOfContainers({ spec, status }: Pod): Millis | undefined {
  const sidecars = new Set((spec.initContainers ?? []).filter(isSidecar).map(({ name }) => name))
  const containers = latestEnd(status.containerStatuses ?? [])
  if (containers === undefined && (status.containerStatuses ?? []).length > 0) return undefined
  const rest = (status.initContainerStatuses ?? []).filter(({ name }) => sidecars.has(name))
  if (rest.length === 0) return containers
  const end = latestEnd(rest)
  return end === undefined ? undefined : Math.max(end, containers ?? end)
}

/** Undefined as long as one of them has not ended. */
function latestEnd(statuses: readonly ContainerStatus[]): Millis | undefined {
  let latest: Millis | undefined
  for (const { state } of statuses) {
    const finishedAt = state?.terminated?.finishedAt
    if (!finishedAt) return undefined
    latest = Math.max(latest ?? Number.NEGATIVE_INFINITY, fromTimestamp(finishedAt))
  }
  return latest
}

function notReadySince(pod: Pod): Millis | undefined {
  const ready = podCondition(pod, 'Ready')
  return ready?.status === 'False' && ready.lastTransitionTime ? fromTimestamp(ready.lastTransitionTime) : undefined
}

function deletionAsked({ metadata }: Pod): Millis | undefined {
  if (metadata.deletionTimestamp === undefined) return undefined
  return fromTimestamp(metadata.deletionTimestamp) - (metadata.deletionGracePeriodSeconds ?? 0) * 1000
}
