import { findCondition } from './conditions'
import type { Condition } from './object'
import type { Pod } from './pod'
import { toTimestamp } from './time'

/** The strategic patch of a pod's status with the condition that says that it is about to be ended by a disruption, and by whom. */
// Models pkg/util/pod/pod.go PatchPodStatus after pkg/api/v1/pod/util.go UpdatePodCondition for DisruptionTarget
export function disruptionTargetPatch(pod: Pod, reason: string, message: string, now: number) {
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
  const order = [...conditions.filter(other => other !== current), condition].map(({ type }) => ({ type }))
  return { '$setElementOrder/conditions': order, conditions: [condition] }
}
