import type { Condition } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { isPodAvailable, isPodReady } from '../../../k8s/pod-conditions'
import { toTimestamp } from '../../../k8s/time'
import type { ReplicaSet } from '../../../k8s/workload'
import type { Millis } from '../../kernel/kernel'

export interface ReplicaSetFacts {
  readonly active: readonly Pod[]
  readonly terminating: readonly Pod[]
  /** Why not all pods could be made or deleted in this pass. */
  readonly failure: string | undefined
  readonly now: Millis
}

/** The status that the pods amount to. Counts that are zero are left out, as the API leaves them out, except the first and the last. */
// Models pkg/controller/replicaset/replica_set_utils.go calculateStatus
export function replicaSetStatus(replicaSet: ReplicaSet, facts: ReplicaSetFacts): ReplicaSet['status'] {
  const { active, terminating, now } = facts
  const minReadySeconds = replicaSet.spec.minReadySeconds ?? 0
  const templateLabels = replicaSet.spec.template.metadata?.labels ?? {}
  let fullyLabeled = 0
  let ready = 0
  let available = 0
  for (const pod of active) {
    if (hasLabels(pod, templateLabels)) fullyLabeled += 1
    if (isPodReady(pod)) ready += 1
    if (isPodAvailable(pod, minReadySeconds, now)) available += 1
  }
  const conditions = conditionsAfter(replicaSet, facts)
  return {
    replicas: active.length,
    ...(fullyLabeled === 0 ? {} : { fullyLabeledReplicas: fullyLabeled }),
    ...(ready === 0 ? {} : { readyReplicas: ready }),
    ...(available === 0 ? {} : { availableReplicas: available }),
    terminatingReplicas: terminating.length,
    ...(replicaSet.metadata.generation === undefined ? {} : { observedGeneration: replicaSet.metadata.generation }),
    ...(conditions.length === 0 ? {} : { conditions }),
  }
}

function hasLabels(pod: Pod, labels: Readonly<Record<string, string>>): boolean {
  for (const key in labels) if (pod.metadata.labels?.[key] !== labels[key]) return false
  return true
}

// The first failure stays until a pass goes through: its text is not renewed.
function conditionsAfter(replicaSet: ReplicaSet, { active, failure, now }: ReplicaSetFacts): readonly Condition[] {
  const conditions = replicaSet.status?.conditions ?? []
  const failed = conditions.some(condition => condition.type === 'ReplicaFailure')
  if (failure === undefined) {
    return failed ? conditions.filter(condition => condition.type !== 'ReplicaFailure') : conditions
  }
  if (failed) return conditions
  const condition: Condition = {
    type: 'ReplicaFailure',
    status: 'True',
    lastTransitionTime: toTimestamp(now),
    reason: active.length < replicaSet.spec.replicas ? 'FailedCreate' : 'FailedDelete',
    message: failure,
  }
  return [...conditions, condition]
}
