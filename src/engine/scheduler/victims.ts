import type { KubeObject } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import { isEmptySelector, type LabelSelector, matchesLabelSelector } from '../../k8s/selector'
import { withNode } from './cluster-view'
import { checkNodeWithNominated, type Nominations, prepareFilters } from './filter-nodes'
import type { NodeInfo } from './node-info'
import { type ClusterView, type Rejection, unresolvable } from './plugin'
import { podPriority } from './pod-priority'

export interface PodDisruptionBudget extends KubeObject {
  readonly spec: { readonly selector?: LabelSelector }
  readonly status?: {
    readonly disruptionsAllowed?: number
    readonly disruptedPods?: Readonly<Record<string, unknown>>
  }
}

/** The Pods that would have to go from one node, the most important first, and how many of them a disruption budget protects. */
export interface Victims {
  readonly node: string
  readonly pods: readonly Pod[]
  readonly violations: number
}

/** The smallest set of less important Pods on the node whose removal makes the Pod fit, or why none does. */
// Models pkg/scheduler/framework/plugins/defaultpreemption/default_preemption.go SelectVictimsOnNode
export function selectVictims(
  pod: Pod,
  view: ClusterView,
  original: NodeInfo,
  nominations: Nominations,
  budgets: readonly PodDisruptionBudget[],
): Victims | Rejection {
  const info = original.clone()
  const fits = (): Rejection | undefined => {
    const changed = withNode(view, info)
    return checkNodeWithNominated(pod, changed, prepareFilters(pod, changed), info, nominations)
  }
  const potential = [...info.pods.values()].filter(other => podPriority(other) < podPriority(pod))
  if (potential.length === 0) return unresolvable('DefaultPreemption', 'No preemption victims found for incoming pod')
  for (const { metadata } of potential) info.removePod(metadata.uid)
  const rejection = fits()
  if (rejection !== undefined) return rejection
  const { violating, others } = splitByBudget(potential.sort(byImportance), budgets)
  const pods: Pod[] = []
  let violations = 0
  for (const candidate of [...violating, ...others]) {
    info.addPod(candidate)
    if (fits() === undefined) continue
    info.removePod(candidate.metadata.uid)
    pods.push(candidate)
    if (violating.includes(candidate)) violations += 1
  }
  if (pods.length === 0) {
    return unresolvable('DefaultPreemption', `expected at least one victim pod on node "${info.name}"`)
  }
  return { node: info.name, pods: pods.sort(byImportance), violations }
}

/** Higher priority first; of equals the one that started earlier. */
// Models pkg/scheduler/util/utils.go MoreImportantPod
export function byImportance(a: Pod, b: Pod): number {
  return podPriority(b) - podPriority(a) || compareStart(a, b)
}

function compareStart(a: Pod, b: Pod): number {
  const [left, right] = [startOf(a), startOf(b)]
  return left < right ? -1 : left > right ? 1 : 0
}

/** RFC 3339 sorts as text; a Pod that has not started is younger than all that have. */
export function startOf(pod: Pod): string {
  return pod.status?.startTime ?? '~'
}

function splitByBudget(pods: readonly Pod[], budgets: readonly PodDisruptionBudget[]) {
  const allowed = budgets.map(budget => budget.status?.disruptionsAllowed ?? 0)
  const violating: Pod[] = []
  const others: Pod[] = []
  for (const pod of pods) {
    let violated = false
    budgets.forEach((budget, index) => {
      if (!protects(budget, pod)) return
      const left = (allowed[index] ?? 0) - 1
      allowed[index] = left
      if (left < 0) violated = true
    })
    if (violated) violating.push(pod)
    else others.push(pod)
  }
  return { violating, others }
}

function protects({ metadata, spec, status }: PodDisruptionBudget, pod: Pod): boolean {
  if (metadata.namespace !== pod.metadata.namespace || Object.keys(pod.metadata.labels ?? {}).length === 0) return false
  if (spec.selector === undefined || isEmptySelector(spec.selector)) return false
  return (
    matchesLabelSelector(spec.selector, pod.metadata.labels) && status?.disruptedPods?.[pod.metadata.name] === undefined
  )
}
