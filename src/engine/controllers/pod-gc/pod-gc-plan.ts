import { compareText } from '../../../base/compare-text'
import { isConditionTrue } from '../../../k8s/conditions'
import type { Node } from '../../../k8s/node'
import type { Pod } from '../../../k8s/pod'
import { isPodTerminal, isTerminating } from '../../../k8s/pod-conditions'

/** So many ended pods may lie about in the cluster. */
const TERMINATED_PODS = 12_500
const OUT_OF_SERVICE = 'node.kubernetes.io/out-of-service'

export interface PodToRemove {
  readonly pod: Pod
  readonly because: string
  /** Its node is gone: said in a condition of the pod. */
  readonly orphaned: boolean
}

/** The pods that nobody else will remove. `deletedNodes` are names of nodes that are known to be gone for a while. */
// Models pkg/controller/podgc/gc_controller.go gc
export function planPodRemoval(
  pods: Iterable<Pod>,
  node: (name: string) => Node | undefined,
  deletedNodes: ReadonlySet<string>,
): PodToRemove[] {
  const ended: Pod[] = []
  const outOfService: PodToRemove[] = []
  const orphaned: PodToRemove[] = []
  const unscheduled: PodToRemove[] = []
  for (const pod of pods) {
    const { nodeName } = pod.spec
    if (isPodTerminal(pod)) ended.push(pod)
    if (nodeName !== undefined && deletedNodes.has(nodeName)) {
      orphaned.push({ pod, orphaned: true, because: `its node ${nodeName} no longer exists` })
    }
    if (!isTerminating(pod)) continue
    if (nodeName === undefined) {
      unscheduled.push({ pod, orphaned: false, because: 'it is deleted and was never on a node' })
    } else if (isOutOfService(node(nodeName))) {
      outOfService.push({ pod, orphaned: false, because: `its node ${nodeName} is out of service` })
    }
  }
  return [...surplus(ended), ...outOfService, ...orphaned, ...unscheduled]
}

function isOutOfService(node: Node | undefined): boolean {
  if (node === undefined) return false
  return (
    !isConditionTrue(node.status?.conditions, 'Ready') &&
    node.spec?.taints?.some(taint => taint.key === OUT_OF_SERVICE) === true
  )
}

// Evicted ones first, then the oldest.
// Models pkg/controller/podgc/gc_controller.go byEvictionAndCreationTimestamp
function surplus(ended: readonly Pod[]): PodToRemove[] {
  if (ended.length <= TERMINATED_PODS) return []
  const sorted = ended.toSorted((a, b) => {
    const byEviction = Number(isEvicted(b)) - Number(isEvicted(a))
    return (
      byEviction ||
      compareText(a.metadata.creationTimestamp, b.metadata.creationTimestamp) ||
      compareText(a.metadata.name, b.metadata.name)
    )
  })
  const because = `more than ${TERMINATED_PODS} ended pods`
  return sorted.slice(0, ended.length - TERMINATED_PODS).map(pod => ({ pod, because, orphaned: false }))
}

function isEvicted({ status }: Pod): boolean {
  return status.phase === 'Failed' && status.reason === 'Evicted'
}
