import type { DaemonSet } from '../../../k8s/workload'
import type { Millis } from '../../kernel/kernel'
import type { Random } from '../../kernel/random'
import type { VersionBehaviour } from '../../version-behaviour'
import { isAvailable, type NodeFacts, type PodFacts } from './node-facts'
import type { Plan, PodCreation, PodDeletion } from './plan'
import { type RolloutBudget, rolloutBudget } from './rollout-budget'

/**
 * Where a rolling update stands: what may go at once, what may go as far as the budget reaches, and who uses the budget.
 * Looking at it changes nothing and draws no chance: the controller and the explanation read the same.
 */
export interface RolloutAssessment extends RolloutBudget {
  readonly desired: number
  /** Nodes that use the budget up: without an available pod (maxUnavailable), or with a new pod that is not yet available (maxSurge). */
  readonly usedBy: readonly NodeFacts[]
  readonly create: readonly PodCreation[]
  readonly remove: readonly PodDeletion[]
  /** Nodes with an out-of-date pod that is available: `remaining` of them are chosen by chance. */
  readonly candidates: readonly NodeFacts[]
  readonly remaining: number
  /** Available pods on nodes that they should not be on any more: `spare` of them may go. */
  readonly sunset: readonly PodDeletion[]
  readonly spare: number
  /** A node with an out-of-date pod that is not there any more: with surge the controller cannot go on. */
  readonly missingNode?: string
}

interface Draft {
  usedBy: NodeFacts[]
  create: PodCreation[]
  remove: PodDeletion[]
  candidates: NodeFacts[]
  sunset: PodDeletion[]
  available: number
  missingNode?: string
}

/** Models both branches of pkg/controller/daemon/update.go rollingUpdate, up to the choice among equals. */
export function assessRollout(
  daemonSet: DaemonSet,
  nodes: readonly NodeFacts[],
  now: Millis,
  { unavailableInRollout: counting }: VersionBehaviour,
): RolloutAssessment {
  let desired = 0
  for (const facts of nodes) if (facts.shouldRun) desired += 1
  const budget = rolloutBudget(daemonSet, desired)
  const draft: Draft = { usedBy: [], create: [], remove: [], candidates: [], sunset: [], available: 0 }
  const surges = budget.maxSurge > 0
  for (const facts of nodes) {
    if (facts.doneFrom <= now) {
      draft.available += 1
      continue
    }
    if (!facts.shouldRun && facts.pods.length === 0) continue
    if (!surges && isCandidate(facts, now)) {
      draft.candidates.push(facts)
      continue
    }
    const pods = livePods(facts)
    if (pods === undefined) draft.usedBy.push(facts)
    else if (surges) assessSurging(facts, pods, now, draft)
    else assessUnavailable(facts, pods, now, draft, counting)
  }
  const { available, ...rest } = draft
  if (counting === 'wanted-nodes') rest.usedBy = rest.usedBy.filter(({ shouldRun }) => shouldRun)
  const limit = surges ? budget.maxSurge : budget.maxUnavailable
  const remaining = Math.min(Math.max(0, limit - rest.usedBy.length), rest.candidates.length)
  const spare = Math.min(Math.max(0, available - desired), rest.sunset.length)
  return { ...budget, desired, ...rest, remaining, spare }
}

/** The plan for this pass. Which of several equal candidates go is chance: the one place where the controller's is drawn. */
export function chooseRollout(assessment: RolloutAssessment, random: Random): Plan {
  const create = [...assessment.create]
  const remove = [...assessment.remove, ...choose(assessment.sunset, assessment.spare, random)]
  for (const facts of choose(assessment.candidates, assessment.remaining, random)) {
    const old = facts.pods.find(pod => !pod.terminating && !pod.updated)
    if (old === undefined) continue
    const because = `rolling update: ${old.name} is out of date, and the budget allows`
    if (assessment.maxSurge > 0) create.push({ node: facts.name, because: `${because} a new pod beside it` })
    else remove.push({ pod: old.pod, because: `${because} to take it away` })
  }
  return { create, remove }
}

function choose<T>(from: readonly T[], count: number, random: Random): readonly T[] {
  if (count === 0) return []
  return count >= from.length ? from : random.shuffled(from).slice(0, count)
}

/** Told without a closer look: the node's only pod is out of date and available. */
function isCandidate({ pods }: NodeFacts, now: Millis): boolean {
  const pod = pods[0]
  return pods.length === 1 && pod !== undefined && !pod.updated && !pod.terminating && isAvailable(pod, now)
}

interface LivePods {
  readonly updated: PodFacts | undefined
  readonly old: PodFacts | undefined
}

/** The one present and the one old pod of a node that are not terminating; undefined when there are several of a kind. */
// Models pkg/controller/daemon/update.go findUpdatedPodsOnNode
function livePods(facts: NodeFacts): LivePods | undefined {
  let updated: PodFacts | undefined
  let old: PodFacts | undefined
  for (const pod of facts.pods) {
    if (pod.terminating) continue
    if (pod.updated) {
      if (updated !== undefined) return undefined
      updated = pod
    } else {
      if (old !== undefined) return undefined
      old = pod
    }
  }
  return { updated, old }
}

function assessUnavailable(
  facts: NodeFacts,
  { updated, old }: LivePods,
  now: Millis,
  draft: Draft,
  counting: VersionBehaviour['unavailableInRollout'],
): void {
  if ((old === undefined) === (updated === undefined)) {
    draft.usedBy.push(facts)
  } else if (updated !== undefined) {
    if (!isAvailable(updated, now)) draft.usedBy.push(facts)
  } else if (old !== undefined) {
    if (isAvailable(old, now)) {
      draft.candidates.push(facts)
    } else {
      if (counting !== 'all-but-old-pods') draft.usedBy.push(facts)
      draft.remove.push({
        pod: old.pod,
        because: `rolling update: ${old.name} is out of date and not available anyway`,
      })
    }
  }
}

function assessSurging(facts: NodeFacts, { updated, old }: LivePods, now: Millis, draft: Draft): void {
  const counted = old ?? updated
  if (counted !== undefined && isAvailable(counted, now)) draft.available += 1
  if (old === undefined) return
  if (updated !== undefined) {
    if (isAvailable(updated, now)) {
      draft.remove.push({ pod: old.pod, because: `rolling update: ${updated.name} is available, ${old.name} may go` })
    } else {
      draft.usedBy.push(facts)
    }
    return
  }
  if (facts.node === undefined) {
    draft.missingNode ??= facts.name
    return
  }
  const oldAvailable = isAvailable(old, now)
  const gone = { pod: old.pod, because: `rolling update: ${facts.name} should not run a pod any more` }
  if (!facts.shouldRun) (oldAvailable ? draft.sunset : draft.remove).push(gone)
  else if (oldAvailable) draft.candidates.push(facts)
  else draft.create.push({ node: facts.name, because: `rolling update: ${old.name} is out of date and not available` })
}
