import type { Deployment, ReplicaSet } from '../../../k8s/workload'
import { isRollingUpdate, maxSurge, maxUnavailable } from './budget'
import {
  active,
  allOf,
  availableReplicas,
  compareByCreation,
  DESIRED_REPLICAS,
  MAX_REPLICAS,
  type ReplicaSetRoles,
  wantedReplicas,
} from './replica-sets'

/** One ReplicaSet is to have `replicas` pods from now on. */
export interface ScaleStep {
  readonly replicaSet: ReplicaSet
  readonly replicas: number
  readonly because: string
}

/** How many pods the new ReplicaSet may have now, given all that there are. */
// Models pkg/controller/deployment/util/deployment_util.go NewRSNewReplicas
export function newReplicaCount(deployment: Deployment, all: readonly ReplicaSet[], current: number): number {
  const { replicas } = deployment.spec
  if (!isRollingUpdate(deployment)) return replicas
  const room = replicas + maxSurge(deployment) - wantedReplicas(all)
  return room <= 0 ? current : current + Math.min(room, replicas - current)
}

/** The step that brings the new ReplicaSet closer to the wanted number, if there is room for one. */
// Models pkg/controller/deployment/rolling.go reconcileNewReplicaSet
export function planNewReplicaSet(deployment: Deployment, roles: ReplicaSetRoles): ScaleStep | undefined {
  const { newOne } = roles
  const { replicas } = deployment.spec
  if (newOne === undefined || newOne.spec.replicas === replicas) return undefined
  const target =
    newOne.spec.replicas > replicas ? replicas : newReplicaCount(deployment, allOf(roles), newOne.spec.replicas)
  if (target === newOne.spec.replicas) return undefined
  const because = `${target} of ${replicas} new pods fit: at most ${replicas + maxSurge(deployment)} in all (maxSurge ${maxSurge(deployment)})`
  return { replicaSet: newOne, replicas: target, because }
}

/** The steps that take old pods away: first those that are not available anyway, then as many as the budget allows. */
// Models pkg/controller/deployment/rolling.go reconcileOldReplicaSets
export function planOldReplicaSets(deployment: Deployment, roles: ReplicaSetRoles): ScaleStep[] {
  const { newOne } = roles
  const old = active(roles.old).toSorted(compareByCreation)
  if (old.length === 0) return []
  const minAvailable = deployment.spec.replicas - maxUnavailable(deployment)
  const newUnavailable = (newOne?.spec.replicas ?? 0) - (newOne?.status?.availableReplicas ?? 0)
  const mayGo = wantedReplicas(allOf(roles)) - minAvailable - newUnavailable
  if (mayGo <= 0) return []
  const unhealthy = planUnhealthyCleanup(old, mayGo)
  return [...unhealthy, ...planScaleDown(deployment, roles, old, unhealthy, minAvailable)]
}

// Models pkg/controller/deployment/rolling.go cleanupUnhealthyReplicas
function planUnhealthyCleanup(old: readonly ReplicaSet[], mayGo: number): ScaleStep[] {
  const steps: ScaleStep[] = []
  let left = mayGo
  for (const replicaSet of old) {
    const unavailable = replicaSet.spec.replicas - (replicaSet.status?.availableReplicas ?? 0)
    const count = Math.min(left, unavailable)
    if (count <= 0) continue
    left -= count
    const because = `${unavailable} of its ${replicaSet.spec.replicas} old pods are not available, nothing is lost with them`
    steps.push({ replicaSet, replicas: replicaSet.spec.replicas - count, because })
  }
  return steps
}

// Models pkg/controller/deployment/rolling.go scaleDownOldReplicaSetsForRollingUpdate
function planScaleDown(
  deployment: Deployment,
  roles: ReplicaSetRoles,
  old: readonly ReplicaSet[],
  before: readonly ScaleStep[],
  minAvailable: number,
): ScaleStep[] {
  const available = availableReplicas(allOf(roles))
  const steps: ScaleStep[] = []
  let left = available - minAvailable
  for (const replicaSet of old) {
    const current = before.find(step => step.replicaSet === replicaSet)?.replicas ?? replicaSet.spec.replicas
    const count = Math.min(current, left)
    if (count <= 0) continue
    left -= count
    const because = `${available} pods are available and ${minAvailable} must be (maxUnavailable ${maxUnavailable(deployment)})`
    steps.push({ replicaSet, replicas: current - count, because })
  }
  return steps
}

/** What a change of `spec.replicas` alone means for the ReplicaSets; a step may leave the number and only renew annotations. */
// Models pkg/controller/deployment/sync.go scale
export function planScaling(deployment: Deployment, roles: ReplicaSetRoles): ScaleStep[] {
  const { replicas } = deployment.spec
  const only = activeOrLatest(roles)
  if (only !== undefined) {
    if (only.spec.replicas === replicas) return []
    return [{ replicaSet: only, replicas, because: `the Deployment wants ${replicas}` }]
  }
  const { newOne, old } = roles
  if (newOne !== undefined && isSaturated(deployment, newOne)) {
    const because = `all ${replicas} new pods are available`
    return active(old).map(replicaSet => ({ replicaSet, replicas: 0, because }))
  }
  return isRollingUpdate(deployment) ? planProportionally(deployment, active(allOf(roles))) : []
}

// Models pkg/controller/deployment/util/deployment_util.go FindActiveOrLatest
function activeOrLatest(roles: ReplicaSetRoles): ReplicaSet | undefined {
  const running = active(allOf(roles))
  if (running.length > 1) return undefined
  return running[0] ?? roles.newOne ?? roles.old.at(-1)
}

// Models pkg/controller/deployment/util/deployment_util.go IsSaturated
function isSaturated(deployment: Deployment, replicaSet: ReplicaSet): boolean {
  const { replicas } = deployment.spec
  const desired = replicaSet.metadata.annotations?.[DESIRED_REPLICAS]
  if (desired === undefined || Number(desired) !== replicas) return false
  return replicaSet.spec.replicas === replicas && (replicaSet.status?.availableReplicas ?? 0) === replicas
}

// In the middle of a rollout each ReplicaSet takes its share of what is added or taken away; the first takes the rest.
function planProportionally(deployment: Deployment, replicaSets: readonly ReplicaSet[]): ScaleStep[] {
  const { replicas } = deployment.spec
  const allowed = replicas > 0 ? replicas + maxSurge(deployment) : 0
  const toAdd = allowed - wantedReplicas(replicaSets)
  const sorted = replicaSets.toSorted((a, b) => compareBySize(a, b, toAdd))
  const because = `the Deployment wants ${replicas} in the middle of a rollout: each ReplicaSet takes its share`
  let added = 0
  const steps = sorted.map(replicaSet => {
    const share = toAdd === 0 ? 0 : proportion(deployment, replicaSet, toAdd, added)
    added += share
    return { replicaSet, replicas: replicaSet.spec.replicas + share, because }
  })
  const first = steps[0]
  if (first !== undefined && toAdd !== 0) steps[0] = { ...first, replicas: Math.max(0, first.replicas + toAdd - added) }
  return steps
}

// Models pkg/controller/controller_utils.go ReplicaSetsBySizeNewer and ReplicaSetsBySizeOlder
function compareBySize(a: ReplicaSet, b: ReplicaSet, toAdd: number): number {
  if (a.spec.replicas !== b.spec.replicas) return b.spec.replicas - a.spec.replicas
  return toAdd > 0 ? compareByCreation(b, a) : compareByCreation(a, b)
}

// Models pkg/controller/deployment/util/deployment_util.go GetReplicaSetProportion and getReplicaSetFraction
function proportion(deployment: Deployment, replicaSet: ReplicaSet, toAdd: number, added: number): number {
  if (toAdd === added) return 0
  const share = fraction(deployment, replicaSet)
  return toAdd > 0 ? Math.min(share, toAdd - added) : Math.max(share, toAdd - added)
}

function fraction(deployment: Deployment, replicaSet: ReplicaSet): number {
  const { replicas } = deployment.spec
  const size = replicaSet.spec.replicas
  if (replicas === 0) return -size
  const annotated = Number(replicaSet.metadata.annotations?.[MAX_REPLICAS] ?? 0)
  const maxBefore = annotated > 0 ? annotated : (deployment.status.replicas ?? 0)
  if (maxBefore === 0) return 0
  return Math.round((size * (replicas + maxSurge(deployment))) / maxBefore) - size
}
