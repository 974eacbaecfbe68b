import { findCondition } from '../../../k8s/conditions'
import type { Condition } from '../../../k8s/object'
import { fromTimestamp, toTimestamp } from '../../../k8s/time'
import type { Deployment } from '../../../k8s/workload'
import type { Millis } from '../../kernel/kernel'
import { maxUnavailable } from './budget'
import {
  actualReplicas,
  allOf,
  availableReplicas,
  type ReplicaSetRoles,
  readyReplicas,
  terminatingReplicas,
  wantedReplicas,
} from './replica-sets'

type Status = Deployment['status']

/** Deployments' conditions tell also when they were last renewed. */
export interface DeploymentCondition extends Condition {
  readonly lastUpdateTime?: string | null
}

const NO_DEADLINE = 2147483647

// Models pkg/controller/deployment/util/deployment_util.go HasProgressDeadline
export function hasProgressDeadline({ spec }: Deployment): boolean {
  return spec.progressDeadlineSeconds !== undefined && spec.progressDeadlineSeconds !== NO_DEADLINE
}

// Models pkg/controller/deployment/util/deployment_util.go NewDeploymentCondition
export function newCondition(
  type: string,
  status: Condition['status'],
  reason: string,
  message: string,
  now: Millis,
): DeploymentCondition {
  const time = toTimestamp(now)
  return { type, status, lastUpdateTime: time, lastTransitionTime: time, reason, message }
}

/** Unchanged when the condition has this status for this reason already. */
// Models pkg/controller/deployment/util/deployment_util.go SetDeploymentCondition
export function withCondition(status: Status, condition: DeploymentCondition): Status {
  const current = findCondition(status.conditions, condition.type)
  if (current?.status === condition.status && current.reason === condition.reason) return status
  const since = current?.status === condition.status ? { lastTransitionTime: current.lastTransitionTime ?? null } : {}
  return { ...status, conditions: [...others(status, condition.type), { ...condition, ...since }] }
}

function withoutCondition(status: Status, type: string): Status {
  if (findCondition(status.conditions, type) === undefined) return status
  return { ...status, conditions: others(status, type) }
}

function others(status: Status, type: string): readonly Condition[] {
  return (status.conditions ?? []).filter(condition => condition.type !== type)
}

/** Counts and the Available condition. */
// Models pkg/controller/deployment/sync.go calculateStatus
export function deploymentStatus(deployment: Deployment, roles: ReplicaSetRoles, now: Millis): Status {
  const all = allOf(roles)
  const available = availableReplicas(all)
  const { collisionCount, conditions } = deployment.status
  const status: Status = {
    ...(deployment.metadata.generation === undefined ? {} : { observedGeneration: deployment.metadata.generation }),
    ...unlessZero('replicas', actualReplicas(all)),
    ...unlessZero('updatedReplicas', roles.newOne === undefined ? 0 : actualReplicas([roles.newOne])),
    ...unlessZero('readyReplicas', readyReplicas(all)),
    ...unlessZero('availableReplicas', available),
    ...unlessZero('unavailableReplicas', Math.max(0, wantedReplicas(all) - available)),
    terminatingReplicas: terminatingReplicas(all),
    ...(collisionCount === undefined ? {} : { collisionCount }),
    ...(conditions === undefined ? {} : { conditions }),
  }
  const enough = available >= deployment.spec.replicas - maxUnavailable(deployment)
  return withCondition(
    status,
    enough
      ? newCondition('Available', 'True', 'MinimumReplicasAvailable', 'Deployment has minimum availability.', now)
      : newCondition(
          'Available',
          'False',
          'MinimumReplicasUnavailable',
          'Deployment does not have minimum availability.',
          now,
        ),
  )
}

function unlessZero(field: keyof Status, count: number): Partial<Status> {
  return count === 0 ? {} : { [field]: count }
}

/** The status with the progress of the rollout judged: complete, going on, or stuck for longer than the deadline. */
// Models pkg/controller/deployment/progress.go syncRolloutStatus
export function rolloutStatus(deployment: Deployment, roles: ReplicaSetRoles, now: Millis): Status {
  const counted = deploymentStatus(deployment, roles, now)
  const judged = hasProgressDeadline(deployment)
    ? withProgress(deployment, roles, counted, now)
    : withoutCondition(counted, 'Progressing')
  const failure = replicaFailure(roles)
  return failure === undefined ? withoutCondition(judged, 'ReplicaFailure') : withCondition(judged, failure)
}

function withProgress(deployment: Deployment, roles: ReplicaSetRoles, status: Status, now: Millis): Status {
  const current = findCondition(deployment.status.conditions, 'Progressing')
  if ((status.replicas ?? 0) === (status.updatedReplicas ?? 0) && current?.reason === 'NewReplicaSetAvailable')
    return status
  const who =
    roles.newOne === undefined
      ? `Deployment "${deployment.metadata.name}"`
      : `ReplicaSet "${roles.newOne.metadata.name}"`
  if (isComplete(deployment, status)) {
    const message = `${who} has successfully progressed.`
    return withCondition(status, newCondition('Progressing', 'True', 'NewReplicaSetAvailable', message, now))
  }
  if (isProgressing(deployment.status, status)) {
    const condition = newCondition('Progressing', 'True', 'ReplicaSetUpdated', `${who} is progressing.`, now)
    const since = current?.status === 'True' ? { lastTransitionTime: current.lastTransitionTime ?? null } : {}
    // Renewed even when nothing but the date differs: from it the deadline is counted.
    return withCondition(withoutCondition(status, 'Progressing'), { ...condition, ...since })
  }
  if (hasTimedOut(deployment, status, now)) {
    const message = `${who} has timed out progressing.`
    return withCondition(status, newCondition('Progressing', 'False', 'ProgressDeadlineExceeded', message, now))
  }
  return status
}

// Models pkg/controller/deployment/util/deployment_util.go DeploymentComplete
export function isComplete({ metadata, spec }: Deployment, status: Status): boolean {
  return (
    (status.updatedReplicas ?? 0) === spec.replicas &&
    (status.replicas ?? 0) === spec.replicas &&
    (status.availableReplicas ?? 0) === spec.replicas &&
    (status.observedGeneration ?? 0) >= (metadata.generation ?? 0)
  )
}

// Models pkg/controller/deployment/util/deployment_util.go DeploymentProgressing
function isProgressing(before: Status, after: Status): boolean {
  const old = (status: Status) => (status.replicas ?? 0) - (status.updatedReplicas ?? 0)
  return (
    (after.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    old(after) < old(before) ||
    (after.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (after.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  )
}

// Models pkg/controller/deployment/util/deployment_util.go DeploymentTimedOut
function hasTimedOut(deployment: Deployment, status: Status, now: Millis): boolean {
  const condition = findCondition(status.conditions, 'Progressing')
  if (condition === undefined || condition.reason === 'NewReplicaSetAvailable') return false
  return condition.reason === 'ProgressDeadlineExceeded' || progressDeadline(deployment, condition) < now
}

/** When the rollout will count as stuck if nothing moves until then. */
function progressDeadline({ spec }: Deployment, condition: DeploymentCondition): Millis {
  return fromTimestamp(condition.lastUpdateTime ?? '') + (spec.progressDeadlineSeconds ?? 0) * 1000
}

/** How long to wait before looking whether the rollout is stuck; undefined when that need not be watched. */
// Models pkg/controller/deployment/progress.go requeueStuckDeployment
export function progressCheckDelay(deployment: Deployment, status: Status, now: Millis): Millis | undefined {
  const current = findCondition(deployment.status.conditions, 'Progressing')
  if (!hasProgressDeadline(deployment) || current === undefined) return undefined
  if (isComplete(deployment, status) || current.reason === 'ProgressDeadlineExceeded') return undefined
  return Math.max(0, progressDeadline(deployment, current) - now) + 1000
}

// Models pkg/controller/deployment/progress.go getReplicaFailures
function replicaFailure(roles: ReplicaSetRoles): DeploymentCondition | undefined {
  const newestFirst = roles.newOne === undefined ? roles.old : [roles.newOne, ...roles.old]
  for (const replicaSet of newestFirst) {
    const failure = findCondition(replicaSet.status?.conditions, 'ReplicaFailure')
    if (failure === undefined) continue
    const { type, status, reason, message, lastTransitionTime = null } = failure
    return {
      type,
      status,
      lastUpdateTime: lastTransitionTime,
      lastTransitionTime,
      ...(reason === undefined ? {} : { reason }),
      ...(message === undefined ? {} : { message }),
    }
  }
  return undefined
}
