import { findCondition } from './conditions'
import type { Condition } from './object'
import type { Pod, PodStatus } from './pod'
import { toTimestamp } from './time'

/** The pod's status with the condition that says that it is about to be ended by a disruption, and by whom. */
// Models pkg/api/v1/pod/util.go UpdatePodCondition for DisruptionTarget
export function withDisruptionTarget(pod: Pod, reason: string, message: string, now: number): PodStatus {
  const conditions = pod.status.conditions ?? []
  const current = findCondition(conditions, 'DisruptionTarget')
  const condition: Condition = {
    type: 'DisruptionTarget',
    ...(pod.metadata.generation === undefined ? {} : { observedGeneration: pod.metadata.generation }),
    status: 'True',
    lastProbeTime: null,
    lastTransitionTime: current?.status === 'True' ? (current.lastTransitionTime ?? null) : toTimestamp(now),
    reason,
    message,
  }
  const others = conditions.filter(other => other !== current)
  return { ...pod.status, conditions: [...others, condition] }
}
