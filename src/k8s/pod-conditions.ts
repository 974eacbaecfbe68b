import { findCondition } from './conditions'
import type { Condition } from './object'
import type { Pod } from './pod'
import { fromTimestamp } from './time'

/** The pod's condition of that type, if it has one. */
export function podCondition(pod: Pod, type: string): Condition | undefined {
  return findCondition(pod.status?.conditions, type)
}

/** Whether the pod's Ready condition is True, whatever its phase and even while it terminates. */
// Models staging/src/k8s.io/kubectl/pkg/util/podutils/podutils.go IsPodReady
export function isPodReady(pod: Pod): boolean {
  return podCondition(pod, 'Ready')?.status === 'True'
}

/** From which moment (virtual milliseconds) the pod counts as available; Infinity while it is not ready. */
// Models pkg/api/v1/pod/util.go IsPodAvailable
export function podAvailableFrom(pod: Pod, minReadySeconds: number): number {
  const ready = podCondition(pod, 'Ready')
  if (ready?.status !== 'True') return Number.POSITIVE_INFINITY
  if (minReadySeconds === 0) return Number.NEGATIVE_INFINITY
  if (!ready.lastTransitionTime) return Number.POSITIVE_INFINITY
  return fromTimestamp(ready.lastTransitionTime) + minReadySeconds * 1000
}

/** Ready, and for at least minReadySeconds at the moment `now` (virtual milliseconds). */
export function isPodAvailable(pod: Pod, minReadySeconds: number, now: number): boolean {
  return podAvailableFrom(pod, minReadySeconds) <= now
}

/** Failed or Succeeded: the pod's containers will not run again. */
export function isPodTerminal(pod: Pod): boolean {
  const phase = pod.status?.phase
  return phase === 'Failed' || phase === 'Succeeded'
}

export function isTerminating(pod: Pod): boolean {
  return pod.metadata.deletionTimestamp !== undefined
}
