import { nonZeroRequests, podRequests } from '../../../k8s/pod-requests'
import { MAX_NODE_SCORE, type ScorePlugin } from '../plugin'

/** Prefers the emptier node, by cpu and memory; Pods without requests count as 100m and 200Mi. */
// Models pkg/scheduler/framework/plugins/noderesources/least_allocated.go
export const leastAllocated: ScorePlugin = {
  name: 'NodeResourcesFit',
  weight: 1,
  prepare(pod) {
    const own = nonZeroRequests(pod)
    return {
      score(info) {
        const cpu = freeShare(info.nonZeroCpu + own.cpu, info.allocatable.cpu ?? 0)
        const memory = freeShare(info.nonZeroMemory + own.memory, info.allocatable.memory ?? 0)
        const known = [cpu, memory].filter(share => share !== undefined)
        return known.length === 0 ? 0 : Math.floor(known.reduce((sum, share) => sum + share, 0) / known.length)
      },
    }
  },
}

function freeShare(requested: number, capacity: number): number | undefined {
  if (capacity === 0) return undefined
  return requested > capacity ? 0 : Math.floor(((capacity - requested) * MAX_NODE_SCORE) / capacity)
}

/** Prefers the node on which cpu and memory would be used in like measure. */
// Models pkg/scheduler/framework/plugins/noderesources/balanced_allocation.go
export const balancedAllocation: ScorePlugin = {
  name: 'NodeResourcesBalancedAllocation',
  weight: 1,
  prepare(pod) {
    const { cpu = 0, memory = 0 } = podRequests(pod)
    if (cpu === 0 && memory === 0) return 'skip'
    return {
      score({ allocatable, requested }) {
        const capacity = [allocatable.cpu ?? 0, allocatable.memory ?? 0] as const
        const before = [requested.cpu ?? 0, requested.memory ?? 0] as const
        const withPod = balance([before[0] + cpu, before[1] + memory], capacity)
        const half = MAX_NODE_SCORE / 2
        return half + Math.trunc((half + withPod - balance(before, capacity)) / 2)
      },
    }
  },
}

function balance(requested: readonly [number, number], capacity: readonly [number, number]): number {
  if (capacity[0] === 0 || capacity[1] === 0) return MAX_NODE_SCORE
  const cpu = Math.min(1, requested[0] / capacity[0])
  const memory = Math.min(1, requested[1] / capacity[1])
  return Math.trunc((1 - Math.abs((cpu - memory) / 2)) * MAX_NODE_SCORE)
}
