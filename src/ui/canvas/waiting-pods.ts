import type { Pod } from '../../k8s/pod'
import { isPodTerminal, podCondition } from '../../k8s/pod-conditions'
import { fromTimestamp } from '../../k8s/time'
import { type ClusterState, podsOf } from '../../state/cluster'

export interface WaitingPod {
  readonly pod: Pod
  /** The scheduler's words; '' when it has not looked yet. */
  readonly words: string
}

/** A Pod that nobody has refused is only worth mentioning when it has waited this long (virtual milliseconds). */
const PATIENCE = 2000

const known = new WeakMap<ReadonlyMap<string, Pod>, readonly Pod[]>()

function unbound(pods: ReadonlyMap<string, Pod>): readonly Pod[] {
  let list = known.get(pods)
  if (list === undefined) {
    list = [...pods.values()].filter(pod => !pod.spec.nodeName && !isPodTerminal(pod))
    known.set(pods, list)
  }
  return list
}

/** Pods without a node that wait: refused by the scheduler, or not looked at for a while. */
export function waitingPods(state: ClusterState, now: number): readonly WaitingPod[] {
  const waiting: WaitingPod[] = []
  for (const pod of unbound(podsOf(state))) {
    const condition = podCondition(pod, 'PodScheduled')
    const words = condition?.status === 'False' ? (condition.message ?? condition.reason ?? '') : ''
    if (words !== '' || now - fromTimestamp(pod.metadata.creationTimestamp) > PATIENCE) waiting.push({ pod, words })
  }
  return waiting
}
