import type { Pod } from '../../../k8s/pod'
import { isPodAvailable, isPodReady, isTerminating } from '../../../k8s/pod-conditions'
import type { StatefulSet, StatefulSetStatus } from '../../../k8s/stateful-set'
import { REVISION_HASH_LABEL } from '../../../k8s/well-known'
import type { Millis } from '../../kernel/kernel'
import type { SetRevisions } from './set-revisions'

export const revisionOf = ({ metadata }: Pod) => metadata.labels?.[REVISION_HASH_LABEL]

export const isRunningAndReady = (pod: Pod) => pod.status.phase === 'Running' && isPodReady(pod)

/** `replaced`: pods of the old revision that this pass has deleted. */
// Models pkg/controller/statefulset/stateful_set_control.go updateStatus
export function setStatus(
  set: StatefulSet,
  pods: readonly Pod[],
  { current, update, collisionCount }: SetRevisions,
  replaced: number,
  now: Millis,
): StatefulSetStatus {
  const minReadySeconds = set.spec.minReadySeconds ?? 0
  const ready = pods.filter(isRunningAndReady)
  const available = ready.filter(pod => isPodAvailable(pod, minReadySeconds, now)).length
  const staying = pods.filter(pod => !isTerminating(pod))
  const count = (revision: string) => staying.filter(pod => revisionOf(pod) === revision).length
  const updated = count(update.metadata.name)
  const wanted = set.spec.replicas
  const isComplete =
    set.spec.updateStrategy.type === 'RollingUpdate' &&
    [updated, ready.length, pods.length].every(number => number === wanted)
  const currentReplicas = isComplete ? updated : count(current.metadata.name) - replaced
  return {
    replicas: pods.length,
    availableReplicas: available,
    ...nonZero('readyReplicas', ready.length),
    ...nonZero('currentReplicas', currentReplicas),
    ...nonZero('updatedReplicas', updated),
    ...(set.metadata.generation === undefined ? {} : { observedGeneration: set.metadata.generation }),
    currentRevision: (isComplete ? update : current).metadata.name,
    updateRevision: update.metadata.name,
    collisionCount,
  }
}

const nonZero = (name: string, count: number) => (count === 0 ? {} : { [name]: count })

const COMPARED = [
  'replicas',
  'currentReplicas',
  'readyReplicas',
  'updatedReplicas',
  'currentRevision',
  'availableReplicas',
  'updateRevision',
] as const

/** Whether the status says something new. */
// Models pkg/controller/statefulset/stateful_set_utils.go inconsistentStatus
export function isNews(status: StatefulSetStatus, before: StatefulSetStatus): boolean {
  if ((status.observedGeneration ?? 0) > (before.observedGeneration ?? 0)) return true
  return COMPARED.some(field => (status[field] ?? 0) !== (before[field] ?? 0))
}
