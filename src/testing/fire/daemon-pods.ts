import { targetNodeName } from '../../engine/controllers/daemonset/node-facts'
import { controllerOf } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import { isPodTerminal, isTerminating } from '../../k8s/pod-conditions'

/** Uid of the DaemonSet that controls the Pod. */
export function daemonSetUid(pod: Pod): string | undefined {
  const owner = controllerOf(pod)
  return owner?.kind === 'DaemonSet' ? owner.uid : undefined
}

/** Neither ended nor on its way out. */
export function isLive(pod: Pod): boolean {
  return !isTerminating(pod) && !isPodTerminal(pod)
}

/** The other live Pods of the Pod's DaemonSet that are on its node, or are meant for it. */
export function siblingsOnNode(pod: Pod, pods: readonly Pod[]): readonly Pod[] {
  const uid = daemonSetUid(pod)
  const node = targetNodeName(pod)
  return pods.filter(
    other =>
      other.metadata.uid !== pod.metadata.uid &&
      isLive(other) &&
      daemonSetUid(other) === uid &&
      targetNodeName(other) === node,
  )
}
