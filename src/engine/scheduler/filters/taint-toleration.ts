import type { Node } from '../../../k8s/node'
import type { Pod } from '../../../k8s/pod'
import { findUntoleratedTaint } from '../../../k8s/taints'
import { type FilterPlugin, unresolvable } from '../plugin'

const EFFECTS = ['NoSchedule', 'NoExecute']
const REJECTION = unresolvable('TaintToleration', 'node(s) had untolerated taint(s)')

/** Whether the Pod tolerates every taint of the node that keeps Pods away. */
export function toleratesTaints(pod: Pod, node: Node | undefined): boolean {
  return findUntoleratedTaint(node?.spec.taints, pod.spec.tolerations ?? [], EFFECTS) === undefined
}

// Models pkg/scheduler/framework/plugins/tainttoleration/taint_toleration.go Filter
export const taintToleration: FilterPlugin = {
  name: 'TaintToleration',
  prepare: pod => ({ check: ({ node }) => (toleratesTaints(pod, node) ? undefined : REJECTION) }),
}
