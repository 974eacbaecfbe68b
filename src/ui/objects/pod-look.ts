import { controllerOf } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import { isPodReady, podCondition } from '../../k8s/pod-conditions'
import { REVISION_HASH_LABEL } from '../../k8s/well-known'
import { summarisePod } from '../../kubectl/printers/pod'

/** A Pod that a DaemonSet made and that nobody owns any more: the DaemonSet was deleted without its Pods. */
export function isOrphan(pod: Pod): boolean {
  return controllerOf(pod) === undefined && pod.metadata.labels?.[REVISION_HASH_LABEL] !== undefined
}

/** What a Pod's tile shows by outline and glyph. The words are kubectl's (`status`). */
export type PodState =
  | 'ready'
  | 'running'
  | 'pending'
  | 'pulling'
  | 'unscheduled'
  | 'broken'
  | 'terminating'
  | 'succeeded'
  | 'failed'

export interface PodLook {
  readonly state: PodState
  /** As the STATUS column of `kubectl get pods`. */
  readonly status: string
  readonly restarts: number
  /** What the kubelet or the scheduler adds in its own words; '' when there is nothing to add. */
  readonly detail: string
}

const known = new WeakMap<Pod, PodLook>()

/** The look of a Pod; computed once for each stored value. */
export function podLook(pod: Pod): PodLook {
  let look = known.get(pod)
  if (look === undefined) {
    const { status, restarts } = summarisePod(pod)
    look = { state: stateOf(pod, status), status, restarts, detail: detailOf(pod, status) }
    known.set(pod, look)
  }
  return look
}

function stateOf(pod: Pod, status: string): PodState {
  if (pod.metadata.deletionTimestamp !== undefined) return 'terminating'
  if (pod.status.phase === 'Succeeded') return 'succeeded'
  if (pod.status.phase === 'Failed') return 'failed'
  if (isBroken(status)) return 'broken'
  if (!pod.spec.nodeName) return 'unscheduled'
  if (isPodReady(pod)) return 'ready'
  if (status === 'Running') return 'running'
  return status === 'ContainerCreating' ? 'pulling' : 'pending'
}

const BROKEN = new Set(['ErrImageNeverPull', 'InvalidImageName', 'OOMKilled', 'ContainerStatusUnknown', 'ErrImagePull'])

/** Whether a STATUS word tells of a failure. */
export function isBroken(status: string): boolean {
  const word = status.replace(/^Init:/, '')
  return BROKEN.has(word) || /(?:Error|BackOff)$|^(?:ExitCode|Signal):/.test(word)
}

function detailOf(pod: Pod, status: string): string {
  for (const { state } of pod.status.containerStatuses ?? []) {
    if (state?.waiting?.message) return state.waiting.message
  }
  const scheduled = podCondition(pod, 'PodScheduled')
  if (scheduled?.status === 'False' && scheduled.message) return scheduled.message
  if (pod.status.message) return pod.status.message
  // Nothing is said while an image is pulled; which one it is, is what one wants to know.
  return status === 'ContainerCreating' ? (pod.spec.containers[0]?.image ?? '') : ''
}
