import { findCondition } from '../../../k8s/conditions'
import type { Node } from '../../../k8s/node'
import type { Condition } from '../../../k8s/object'
import { toTimestamp } from '../../../k8s/time'
import type { Millis } from '../../kernel/kernel'

const KUBELET_CONDITIONS = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure']

/** The conditions of a node of which nothing is heard any more: what the kubelet used to say is unknown now. */
// Models pkg/controller/nodelifecycle/node_lifecycle_controller.go tryUpdateNodeHealth
export function unknownConditions(node: Node, now: Millis): readonly Condition[] {
  const conditions = [...(node.status?.conditions ?? [])]
  const since = toTimestamp(now)
  for (const type of KUBELET_CONDITIONS) {
    const index = conditions.findIndex(condition => condition.type === type)
    const current = conditions[index]
    if (current === undefined) {
      conditions.push({
        type,
        status: 'Unknown',
        reason: 'NodeStatusNeverUpdated',
        message: 'Kubelet never posted node status.',
        lastHeartbeatTime: node.metadata.creationTimestamp,
        lastTransitionTime: since,
      })
    } else if (current.status !== 'Unknown') {
      const message = 'Kubelet stopped posting node status.'
      conditions[index] = {
        ...current,
        status: 'Unknown',
        reason: 'NodeStatusUnknown',
        message,
        lastTransitionTime: since,
      }
    }
  }
  return conditions
}

export function readyStatus(node: Node): Condition['status'] | undefined {
  return findCondition(node.status?.conditions, 'Ready')?.status
}
