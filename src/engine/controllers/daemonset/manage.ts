import type { DaemonSet } from '../../../k8s/workload'
import type { Millis } from '../../kernel/kernel'
import type { VersionBehaviour } from '../../version-behaviour'
import type { BackoffView } from './failed-pod-backoff'
import { isAvailable, isScheduled, type NodeFacts, type PodFacts } from './node-facts'
import { placementRules } from './placement'
import type { Plan, PodCreation, PodDeletion } from './plan'
import { allowsSurge } from './rollout-budget'

/** What has to be done so that each node has the pod it should have; the rollout has no say in it. */
export interface ManagePlan extends Plan {
  /** Pods that have ended and are deleted for it: each becomes an event. */
  readonly ended: readonly { readonly pod: PodFacts; readonly node: string; readonly failed: boolean }[]
  /** In how many milliseconds a failed pod that has to wait may be deleted: one for each such pod. */
  readonly waits: readonly Millis[]
  /** Nodes that should run a pod but have no room for it, where the controller places pods itself: each becomes an event. */
  readonly full: readonly { readonly node: string; readonly shortage: string }[]
}

export interface ManageInput {
  readonly behaviour: VersionBehaviour
  readonly daemonSet: DaemonSet
  readonly nodes: readonly NodeFacts[]
  readonly backoff: BackoffView
  readonly now: Millis
}

interface Draft {
  create: PodCreation[]
  remove: PodDeletion[]
  ended: { pod: PodFacts; node: string; failed: boolean }[]
  waits: Millis[]
  full: { node: string; shortage: string }[]
}

/** Looks at every node and says which pods to make and which to delete. */
// Models pkg/controller/daemon/daemon_controller.go manage
export function planManage(input: ManageInput): ManagePlan {
  const draft: Draft = { create: [], remove: [], ended: [], waits: [], full: [] }
  const surge = allowsSurge(input.daemonSet)
  for (const facts of input.nodes) {
    if (facts.quiet) continue
    if (facts.node === undefined) removeUnscheduled(facts, draft)
    else planNode(facts, surge, input, draft)
  }
  return draft
}

// Models pkg/controller/daemon/daemon_controller.go podsShouldBeOnNode
function planNode(facts: NodeFacts, surge: boolean, input: ManageInput, draft: Draft): void {
  const { name, shortage } = facts
  if (shortage !== undefined) {
    draft.full.push({ node: name, shortage })
    return
  }
  if (facts.shouldRun && facts.pods.length === 0) {
    draft.create.push({ node: name, because: `${name} should run a pod and has none` })
    return
  }
  if (!facts.shouldContinueRunning) {
    removeUnwanted(facts, input, draft)
    return
  }
  const running = removeEnded(facts, input, draft)
  if (surge) planSurgingNode(facts, running, input, draft)
  else removeYounger(name, running, draft)
}

function removeUnwanted(facts: NodeFacts, { daemonSet, behaviour }: ManageInput, draft: Draft): void {
  const live = facts.pods.filter(pod => !pod.terminating)
  if (live.length === 0 || facts.node === undefined) return
  const obstacle = placementRules(facts.node, daemonSet, behaviour).find(rule => rule.costs === 'stay')
  const because = `${facts.name} may not run a pod any more: ${obstacle?.subject ?? 'placement'}`
  for (const { pod } of live) draft.remove.push({ pod, because })
}

/** Takes away what has failed or succeeded; answers the pods that are still at work. */
function removeEnded(facts: NodeFacts, input: ManageInput, draft: Draft): PodFacts[] {
  const { daemonSet, backoff, behaviour, now } = input
  const running: PodFacts[] = []
  let wait = backoff.waiting(daemonSet, facts.name, now)
  for (const pod of facts.pods) {
    if (pod.terminating) continue
    const { phase } = pod.pod.status
    if (phase === 'Failed') {
      if (wait !== undefined) {
        draft.waits.push(wait)
        continue
      }
      wait = backoff.next(daemonSet, facts.name, now)
      draft.ended.push({ pod, node: facts.name, failed: true })
      draft.remove.push({ pod: pod.pod, because: `${pod.name} on ${facts.name} has failed` })
    } else if (phase === 'Succeeded' && behaviour.replacesSucceededPods) {
      draft.ended.push({ pod, node: facts.name, failed: false })
      draft.remove.push({
        pod: pod.pod,
        because: `${pod.name} on ${facts.name} has ended, and daemons are to run for ever`,
      })
    } else {
      running.push(pod)
    }
  }
  return running
}

function removeYounger(node: string, running: readonly PodFacts[], draft: Draft): void {
  const [oldest, ...younger] = running
  for (const { pod } of younger)
    draft.remove.push({ pod, because: `${node} has an older pod already: ${oldest?.name}` })
}

/**
 * With surge a terminating pod does not hold the node, and two pods may live there: the oldest of the present revision, as
 * long as it is not available, beside the oldest of another one, as long as that is ready.
 */
function planSurgingNode(facts: NodeFacts, running: readonly PodFacts[], { now }: ManageInput, draft: Draft): void {
  const { name } = facts
  if (running.length === 0) {
    if (facts.shouldRun)
      draft.create.push({
        node: name,
        because: `${name} has only pods that end, and maxSurge lets a new one start beside them`,
      })
    return
  }
  if (running.length === 1) return
  const newest = running.find(pod => pod.hasCurrentHash)
  const old = running.find(pod => !pod.hasCurrentHash)
  for (const pod of running) {
    if (pod === newest || pod === old) continue
    draft.remove.push({ pod: pod.pod, because: `${name} has an older pod of the same revision already` })
  }
  if (newest === undefined || old === undefined) return
  if (!old.ready) {
    draft.remove.push({
      pod: old.pod,
      because: `${old.name} is out of date and not ready; ${newest.name} takes its place`,
    })
  } else if (isAvailable(newest, now)) {
    draft.remove.push({ pod: old.pod, because: `${newest.name} is available and takes the place of ${old.name}` })
  }
}

// Pods that were never bound are nobody else's business: the pod garbage collector looks at bound ones only.
// Models pkg/controller/daemon/daemon_controller.go getUnscheduledPodsWithoutNode
function removeUnscheduled(facts: NodeFacts, draft: Draft): void {
  for (const { pod } of facts.pods) {
    if (!isScheduled(pod)) draft.remove.push({ pod, because: `${facts.name}, for which it was made, does not exist` })
  }
}
