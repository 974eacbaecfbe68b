import { findCondition } from '../../k8s/conditions'
import type { Pod } from '../../k8s/pod'
import type { Random } from '../kernel/random'
import type { Nominations } from './filter-nodes'
import { type Diagnosis, fitErrorMessage } from './fit-error'
import type { NodeInfo } from './node-info'
import type { ClusterView, Rejection, SchedulerProfile } from './plugin'
import { podPriority } from './pod-priority'
import { byImportance, type PodDisruptionBudget, selectVictims, startOf, type Victims } from './victims'

/** What can be done for a Pod that fits nowhere. `message` ends the FailedScheduling text. */
export type PreemptionPlan =
  | { readonly kind: 'preempt'; readonly victims: Victims }
  | { readonly kind: 'not-eligible'; readonly message: string }
  | { readonly kind: 'no-candidate'; readonly message: string }

const NOT_HELPFUL = { reasons: ['Preemption is not helpful for scheduling'], resolvable: false } as const
const MIN_CANDIDATES = 100
const MIN_CANDIDATE_PERCENTAGE = 10

/** Whether removing less important Pods from some node makes room, and which node and Pods are the least loss. */
// Models pkg/scheduler/framework/preemption/preemption.go Preempt
export function planPreemption(
  pod: Pod,
  view: ClusterView,
  diagnosis: Diagnosis,
  nominations: Nominations,
  budgets: readonly PodDisruptionBudget[],
  random: Random,
): PreemptionPlan {
  const obstacle = preemptionObstacle(pod, view, diagnosis)
  if (obstacle !== undefined) return { kind: 'not-eligible', message: `preemption: ${obstacle}` }
  const potential = [...diagnosis.rejections]
    .filter(([, rejection]) => rejection.resolvable)
    .map(([name]) => view.node(name))
    .filter(info => info !== undefined)
  const { candidates, rejections } = dryRun(pod, view, potential, nominations, budgets, random)
  const victims = pickVictims(candidates, random)
  if (victims !== undefined) return { kind: 'preempt', victims }
  const message = fitErrorMessage({ nodeCount: view.nodes.length, rejections, others: NOT_HELPFUL })
  return { kind: 'no-candidate', message: `preemption: ${message}` }
}

// Models default_preemption.go PodEligibleToPreemptOthers
function preemptionObstacle(pod: Pod, view: ClusterView, diagnosis: Diagnosis): string | undefined {
  if (pod.spec.preemptionPolicy === 'Never') return 'not eligible due to preemptionPolicy=Never.'
  const info = view.node(pod.status?.nominatedNodeName ?? '')
  if (info === undefined) return undefined
  const rejection = diagnosis.rejections.get(info.name) ?? diagnosis.others
  if (!rejection.resolvable) return undefined
  const isWaiting = [...info.pods.values()].some(
    other => podPriority(other) < podPriority(pod) && isTerminatingByPreemption(other, view.profile),
  )
  return isWaiting ? 'not eligible due to a terminating pod on the nominated node.' : undefined
}

function isTerminatingByPreemption({ metadata, status }: Pod, { marksDisruptedPods }: SchedulerProfile): boolean {
  if (metadata.deletionTimestamp === undefined) return false
  if (!marksDisruptedPods) return true
  const condition = findCondition(status?.conditions, 'DisruptionTarget')
  return condition?.status === 'True' && condition.reason === 'PreemptionByScheduler'
}

// Models preemption.go DryRunPreemption
function dryRun(
  pod: Pod,
  view: ClusterView,
  potential: readonly NodeInfo[],
  nominations: Nominations,
  budgets: readonly PodDisruptionBudget[],
  random: Random,
): { readonly candidates: readonly Victims[]; readonly rejections: ReadonlyMap<string, Rejection> } {
  const wanted = Math.max(MIN_CANDIDATES, Math.floor((potential.length * MIN_CANDIDATE_PERCENTAGE) / 100))
  const offset = potential.length > wanted ? random.integer(potential.length) : 0
  const candidates: Victims[] = []
  const rejections = new Map<string, Rejection>()
  for (let index = 0; index < potential.length; index++) {
    const info = potential[(offset + index) % potential.length] as NodeInfo
    const result = selectVictims(pod, view, info, nominations, budgets)
    if ('reasons' in result) rejections.set(info.name, result)
    else candidates.push(result)
    if (candidates.length >= wanted && candidates.some(({ violations }) => violations === 0)) break
  }
  return { candidates, rejections }
}

// Each rule leaves fewer candidates; the higher value wins.
const PREFERENCES: readonly ((victims: Victims) => number)[] = [
  ({ violations }) => -violations,
  ({ pods }) => -podPriority(pods[0] as Pod),
  ({ pods }) => -pods.reduce((sum, pod) => sum + podPriority(pod) + 2 ** 31, 0),
  ({ pods }) => -pods.length,
]

/** The candidate with the least loss; equals are decided by lot. */
// Models preemption.go pickOneNodeForPreemption
function pickVictims(candidates: readonly Victims[], random: Random): Victims | undefined {
  let left = candidates
  for (const preference of PREFERENCES) {
    if (left.length < 2) return left[0]
    const values = left.map(preference)
    const best = Math.max(...values)
    left = left.filter((_, index) => values[index] === best)
  }
  const latest = left.map(earliestStart).sort().at(-1)
  left = left.filter(victims => earliestStart(victims) === latest)
  return left.length < 2 ? left[0] : left[random.integer(left.length)]
}

/** When the first of the most important victims started. */
function earliestStart({ pods }: Victims): string {
  const [first] = [...pods].sort(byImportance)
  return first === undefined ? '' : startOf(first)
}
