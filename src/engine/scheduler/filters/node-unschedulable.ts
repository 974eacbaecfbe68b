import type { Pod } from '../../../k8s/pod'
import { findToleration } from '../../../k8s/taints'
import { UNSCHEDULABLE_TAINT } from '../../../k8s/well-known'
import type { NodeInfo } from '../node-info'
import { type FilterPlugin, type Rejection, unresolvable } from '../plugin'

const CORDON_TAINT = { key: UNSCHEDULABLE_TAINT, effect: 'NoSchedule' }

/** A cordoned node takes only Pods that tolerate the cordon. */
// Models pkg/scheduler/framework/plugins/nodeunschedulable/node_unschedulable.go Filter
function checkUnschedulable(pod: Pod, { node }: NodeInfo): Rejection | undefined {
  if (node?.spec.unschedulable !== true || toleratesCordon(pod)) return undefined
  return unresolvable('NodeUnschedulable', 'node(s) were unschedulable')
}

export function toleratesCordon(pod: Pod): boolean {
  return findToleration(CORDON_TAINT, pod.spec.tolerations ?? []) !== undefined
}

export const nodeUnschedulable: FilterPlugin = {
  name: 'NodeUnschedulable',
  prepare: pod => ({ check: info => checkUnschedulable(pod, info) }),
}
