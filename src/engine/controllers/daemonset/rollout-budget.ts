import { resolveIntOrPercent } from '../../../k8s/int-or-percent'
import type { DaemonSet } from '../../../k8s/workload'

/** How many nodes a rolling update may have without an available pod, or with one pod too many. */
export interface RolloutBudget {
  readonly maxUnavailable: number
  readonly maxSurge: number
}

/** The budget among `desired` nodes; percentages round up. When both come out as nothing, one node may be unavailable. */
// Models pkg/controller/daemon/update.go updatedDesiredNodeCounts
export function rolloutBudget({ spec }: DaemonSet, desired: number): RolloutBudget {
  const rolling = spec.updateStrategy.type === 'RollingUpdate' ? spec.updateStrategy.rollingUpdate : undefined
  const maxUnavailable = resolveIntOrPercent(rolling?.maxUnavailable, desired, 'up')
  const maxSurge = resolveIntOrPercent(rolling?.maxSurge, desired, 'up')
  if (desired > 0 && maxUnavailable === 0 && maxSurge === 0) return { maxUnavailable: 1, maxSurge }
  return { maxUnavailable, maxSurge }
}

/** Whether more than one pod may be on a node at times. */
// Models pkg/controller/daemon/util/daemonset_util.go AllowsSurge
export function allowsSurge({ spec }: DaemonSet): boolean {
  if (spec.updateStrategy.type !== 'RollingUpdate') return false
  return resolveIntOrPercent(spec.updateStrategy.rollingUpdate?.maxSurge, 1, 'up') > 0
}
