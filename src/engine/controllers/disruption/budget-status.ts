import { findCondition } from '../../../k8s/conditions'
import { resolveIntOrPercent } from '../../../k8s/int-or-percent'
import type { Condition, KubeObject } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { isPodReady, isTerminating } from '../../../k8s/pod-conditions'
import type { LabelSelector } from '../../../k8s/selector'
import { fromTimestamp, toTimestamp } from '../../../k8s/time'
import type { IntOrPercent } from '../../../k8s/workload'
import type { Millis } from '../../kernel/kernel'

export interface PodDisruptionBudget extends KubeObject {
  readonly spec: {
    readonly selector?: LabelSelector
    readonly minAvailable?: IntOrPercent
    readonly maxUnavailable?: IntOrPercent
  }
  readonly status: BudgetStatus
}

export interface BudgetStatus {
  readonly currentHealthy: number
  readonly desiredHealthy: number
  readonly disruptionsAllowed: number
  readonly expectedPods: number
  readonly observedGeneration?: number
  /** Pods whose eviction was allowed and that are not seen to be going yet. */
  readonly disruptedPods?: Readonly<Record<string, string>>
  readonly conditions?: readonly Condition[]
}

/** An allowed eviction that has not begun after so long will not come. */
export const DISRUPTION_TIMEOUT: Millis = 120_000

/** Whether the budget has to know how many pods the workloads want: all but a plain `minAvailable`. */
export function needsScale({ spec }: PodDisruptionBudget): boolean {
  return spec.maxUnavailable !== undefined || typeof spec.minAvailable === 'string'
}

/** How many healthy pods the budget demands, of `expected` that there should be. */
// Models pkg/controller/disruption/disruption.go getExpectedPodCount
function desiredHealthy({ spec }: PodDisruptionBudget, expected: number): number {
  if (spec.maxUnavailable === undefined) return resolveIntOrPercent(spec.minAvailable, expected, 'up')
  return Math.max(0, expected - resolveIntOrPercent(spec.maxUnavailable, expected, 'up'))
}

/** The status that follows from the pods. `expected`: how many there should be. */
// Models pkg/controller/disruption/disruption.go trySync and updatePdbStatus
export function budgetStatus(
  budget: PodDisruptionBudget,
  pods: readonly Pod[],
  expected: number,
  now: Millis,
): BudgetStatus {
  const disruptedPods = pendingDisruptions(budget, pods, now)
  const healthy = pods.filter(
    pod => !isTerminating(pod) && disruptedPods[pod.metadata.name] === undefined && isPodReady(pod),
  )
  const desired = desiredHealthy(budget, expected)
  const allowed = expected <= 0 ? 0 : Math.max(0, healthy.length - desired)
  const { generation } = budget.metadata
  return {
    ...(Object.keys(disruptedPods).length === 0 ? {} : { disruptedPods }),
    currentHealthy: healthy.length,
    desiredHealthy: desired,
    disruptionsAllowed: allowed,
    expectedPods: expected,
    ...(generation === undefined ? {} : { observedGeneration: generation }),
    conditions: [
      allowedCondition(
        budget,
        generation,
        allowed > 0 ? 'True' : 'False',
        allowed > 0 ? 'SufficientPods' : 'InsufficientPods',
        '',
        now,
      ),
    ],
  }
}

/** The status when it cannot be told how many pods there should be: then nothing may be disrupted. */
// Models pkg/controller/disruption/disruption.go failSafe
export function failedStatus(budget: PodDisruptionBudget, problem: string, now: Millis): BudgetStatus {
  const { observedGeneration } = budget.status
  const conditions = [allowedCondition(budget, observedGeneration, 'False', 'SyncFailed', problem, now)]
  return { ...budget.status, disruptionsAllowed: 0, conditions }
}

// Models pkg/controller/disruption/disruption.go buildDisruptedPodMap
function pendingDisruptions(
  budget: PodDisruptionBudget,
  pods: readonly Pod[],
  now: Millis,
): Readonly<Record<string, string>> {
  const pending: Record<string, string> = {}
  for (const pod of pods) {
    const since = budget.status.disruptedPods?.[pod.metadata.name]
    if (since === undefined || isTerminating(pod)) continue
    if (fromTimestamp(since) + DISRUPTION_TIMEOUT >= now) pending[pod.metadata.name] = since
  }
  return pending
}

function allowedCondition(
  budget: PodDisruptionBudget,
  observedGeneration: number | undefined,
  status: Condition['status'],
  reason: string,
  message: string,
  now: Millis,
): Condition {
  const before = findCondition(budget.status.conditions, 'DisruptionAllowed')
  const since = before?.status === status ? before.lastTransitionTime : undefined
  return {
    type: 'DisruptionAllowed',
    status,
    ...(observedGeneration === undefined ? {} : { observedGeneration }),
    lastTransitionTime: since ?? toTimestamp(now),
    reason,
    message,
  }
}
