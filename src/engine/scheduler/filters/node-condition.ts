import { findCondition, isConditionTrue } from '../../../k8s/conditions'
import type { Node } from '../../../k8s/node'
import type { Pod } from '../../../k8s/pod'
import { podRequests } from '../../../k8s/pod-requests'
import { type FilterPlugin, unresolvable } from '../plugin'

/** What the node itself says against new Pods: before its conditions became taints. */
// Models pkg/scheduler/algorithm/predicates/predicates.go CheckNodeConditionPredicate and CheckNode…Pressure of 1.11
export const nodeCondition: FilterPlugin = {
  name: 'NodeCondition',
  prepare(pod) {
    const spared = isBestEffort(pod)
    return {
      check({ node }) {
        const reasons = node === undefined ? [] : objections(node, spared)
        return reasons.length === 0 ? undefined : unresolvable('NodeCondition', ...reasons)
      },
    }
  },
}

function objections({ spec, status }: Node, isBestEffortPod: boolean): readonly string[] {
  const conditions = status?.conditions
  const isOn = (type: string) => isConditionTrue(conditions, type)
  const ready = findCondition(conditions, 'Ready')
  const reasons: string[] = []
  if (ready !== undefined && ready.status !== 'True') reasons.push('node(s) were not ready')
  if (isOn('NetworkUnavailable')) reasons.push('node(s) had unavailable network')
  if (spec.unschedulable === true) reasons.push('node(s) were unschedulable')
  if (reasons.length > 0) return reasons
  if (isBestEffortPod && isOn('MemoryPressure')) return ['node(s) had memory pressure']
  if (isOn('PIDPressure')) return ['node(s) had pid pressure']
  return isOn('DiskPressure') ? ['node(s) had disk pressure'] : []
}

function isBestEffort(pod: Pod): boolean {
  const { cpu = 0, memory = 0 } = podRequests(pod)
  return cpu === 0 && memory === 0
}
