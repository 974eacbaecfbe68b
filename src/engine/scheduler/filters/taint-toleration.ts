import type { Node, Taint } from '../../../k8s/node'
import type { Pod } from '../../../k8s/pod'
import { findUntoleratedTaint } from '../../../k8s/taints'
import { type FilterPlugin, unresolvable } from '../plugin'

const EFFECTS = ['NoSchedule', 'NoExecute']

/** Whether the Pod tolerates every taint of the node that keeps Pods away. */
export function toleratesTaints(pod: Pod, node: Node | undefined): boolean {
  return untoleratedTaint(pod, node) === undefined
}

function untoleratedTaint(pod: Pod, node: Node | undefined): Taint | undefined {
  return findUntoleratedTaint(node?.spec.taints, pod.spec.tolerations ?? [], EFFECTS)
}

/** `reasonFor`: what is said of the first taint that is not tolerated. */
// Models pkg/scheduler/framework/plugins/tainttoleration/taint_toleration.go Filter
export function taintToleration(reasonFor: (taint: Taint) => string): FilterPlugin {
  return {
    name: 'TaintToleration',
    prepare: pod => ({
      check({ node }) {
        const taint = untoleratedTaint(pod, node)
        return taint === undefined ? undefined : unresolvable('TaintToleration', reasonFor(taint))
      },
    }),
  }
}
