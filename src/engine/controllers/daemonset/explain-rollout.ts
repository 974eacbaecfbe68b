import { isConditionTrue } from '../../../k8s/conditions'
import type { Pod } from '../../../k8s/pod'
import { podCondition } from '../../../k8s/pod-conditions'
import { fromTimestamp } from '../../../k8s/time'
import type { BudgetReason, RolloutExplanation } from '../../explanation'
import type { Millis } from '../../kernel/kernel'
import { type FactsBasis, isAvailable, isScheduled, type NodeFacts, type PodFacts } from './node-facts'
import { assessRollout, type RolloutAssessment } from './rolling-update'
import { rolloutBudget } from './rollout-budget'
import { countStatus } from './status'

/** A pod that has been unready for so long, without an error to show for it, is taken to stay so. */
const PATIENCE: Millis = 60_000

/** What a container waits for when it is on its way; every other reason is trouble. */
const USUAL_WAITING: ReadonlySet<string> = new Set(['ContainerCreating', 'PodInitializing'])

/** Where the rollout stands and what it waits for, in the numbers that the controller's next pass would use. */
export function explainRollout(
  { behaviour, daemonSet }: FactsBasis,
  nodes: readonly NodeFacts[],
  revisions: number,
  now: Millis,
): RolloutExplanation {
  const { desired, updated, available } = countStatus(nodes, now)
  const outdated = nodes.some(({ pods }) => pods.some(pod => !pod.updated))
  const unfinished = outdated || updated < desired || available < desired
  const rest = revisions > 1 ? 'complete' : 'idle'
  if (daemonSet.spec.updateStrategy.type !== 'RollingUpdate') {
    const budget = { maxUnavailable: 0, maxSurge: 0 }
    return {
      strategy: 'OnDelete',
      state: outdated ? 'waiting-for-deletes' : rest,
      ...budget,
      usedBy: [],
      updated,
      desired,
    }
  }
  const assessment = assessRollout(daemonSet, nodes, now, behaviour)
  const usedBy = assessment.usedBy.map(facts => ({ node: facts.name, ...budgetUse(facts) }))
  const moving = unfinished && !isStuck(assessment, now)
  const state = unfinished ? (moving ? 'progressing' : 'stuck') : rest
  return { strategy: 'RollingUpdate', state, ...rolloutBudget(daemonSet, desired), usedBy, updated, desired }
}

function budgetUse(facts: NodeFacts): { reason: BudgetReason; pod?: string } {
  const pod = culprit(facts)
  return pod === undefined ? { reason: 'no-pod' } : { reason: budgetReason(pod), pod: pod.name }
}

/** The pod because of which the node uses up budget: the newest one that is still wanted, or else one that terminates. */
function culprit({ pods }: NodeFacts): PodFacts | undefined {
  const live = pods.filter(pod => !pod.terminating)
  return live.find(pod => pod.updated) ?? live[0] ?? pods[0]
}

function budgetReason(pod: PodFacts): BudgetReason {
  if (pod.terminating) return 'terminating'
  if (!isScheduled(pod.pod)) return 'unscheduled'
  return pod.ready ? 'not-available-yet' : 'not-ready'
}

/**
 * Nothing will move without a push from outside: the controller has nothing to replace now, and every node that uses the
 * budget is itself at a standstill.
 */
function isStuck(assessment: RolloutAssessment, now: Millis): boolean {
  const { create, remove, remaining, spare, usedBy, missingNode } = assessment
  if (missingNode !== undefined) return true
  if (create.length > 0 || remove.length > 0 || remaining > 0 || spare > 0) return false
  return usedBy.length > 0 && usedBy.every(facts => isStalled(facts, now))
}

/** Whether the node will go on using up budget as far as one can see. */
function isStalled(facts: NodeFacts, now: Millis): boolean {
  const pod = culprit(facts)
  if (pod === undefined) return false
  if (!isScheduled(pod.pod)) return isUnschedulable(pod.pod)
  if (!isNodeReady(facts)) return true
  if (pod.terminating) return now > deletionDeadline(pod.pod) + PATIENCE
  if (isAvailable(pod, now) || pod.ready || pod.pod.status.phase === 'Failed') return false
  return hasContainerTrouble(pod.pod) || now - unreadySince(pod.pod) > PATIENCE
}

function isUnschedulable(pod: Pod): boolean {
  const scheduled = podCondition(pod, 'PodScheduled')
  return scheduled?.status === 'False'
}

/** A node that is gone or has not reported Ready starts nothing and confirms no deletion. */
function isNodeReady({ node }: NodeFacts): boolean {
  return isConditionTrue(node?.status?.conditions, 'Ready')
}

function hasContainerTrouble({ status }: Pod): boolean {
  const containers = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])]
  return containers.some(({ state }) => {
    const reason = state?.waiting?.reason
    return reason !== undefined && !USUAL_WAITING.has(reason)
  })
}

function unreadySince(pod: Pod): Millis {
  const transition = podCondition(pod, 'Ready')?.lastTransitionTime
  return fromTimestamp(transition ?? pod.status.startTime ?? pod.metadata.creationTimestamp)
}

function deletionDeadline({ metadata }: Pod): Millis {
  return fromTimestamp(metadata.deletionTimestamp ?? metadata.creationTimestamp)
}
