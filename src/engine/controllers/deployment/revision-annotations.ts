import { DEPLOYMENT_REVISION_ANNOTATION, LAST_APPLIED_ANNOTATION } from '../../../k8s/well-known'
import type { Deployment, ReplicaSet } from '../../../k8s/workload'
import { maxSurge } from './budget'
import { DESIRED_REPLICAS, MAX_REPLICAS, REVISION_HISTORY } from './replica-sets'

const MAX_HISTORY_LENGTH = 2000
const NOT_COPIED = new Set([
  LAST_APPLIED_ANNOTATION,
  DEPLOYMENT_REVISION_ANNOTATION,
  REVISION_HISTORY,
  DESIRED_REPLICAS,
  MAX_REPLICAS,
  'deprecated.deployment.rollback.to',
])

type Annotations = Readonly<Record<string, string>>

/**
 * The annotations that the new ReplicaSet has to have: the Deployment's own, the revision, and the revisions it had before
 * (a rollback gives an old ReplicaSet a new number). The same object when nothing changes.
 */
// Models pkg/controller/deployment/util/deployment_util.go SetNewReplicaSetAnnotations
export function newReplicaSetAnnotations(deployment: Deployment, current: Annotations, revision: number): Annotations {
  const next: Record<string, string> = { ...current }
  let changed = false
  for (const [key, value] of Object.entries(deployment.metadata.annotations ?? {})) {
    if (NOT_COPIED.has(key) || next[key] === value) continue
    next[key] = value
    changed = true
  }
  const before = current[DEPLOYMENT_REVISION_ANNOTATION]
  const revisionBefore = before === undefined ? 0 : Number(before)
  if (Number.isNaN(revisionBefore) || revisionBefore >= revision) return changed ? next : current
  next[DEPLOYMENT_REVISION_ANNOTATION] = String(revision)
  if (before !== undefined) next[REVISION_HISTORY] = historyWith(current[REVISION_HISTORY] ?? '', before)
  return next
}

// The oldest entries go when the text would become too long.
function historyWith(history: string, revision: string): string {
  if (history === '') return revision
  const entries = [...history.split(','), revision]
  while (entries.length > 1 && entries.join(',').length > MAX_HISTORY_LENGTH) entries.shift()
  return entries.join(',')
}

/** The annotations by which a later change of `spec.replicas` is told from a rollout. */
// Models pkg/controller/deployment/util/deployment_util.go SetReplicasAnnotations
export function replicasAnnotations(deployment: Deployment): Annotations {
  const { replicas } = deployment.spec
  return { [DESIRED_REPLICAS]: String(replicas), [MAX_REPLICAS]: String(replicas + maxSurge(deployment)) }
}

// Models pkg/controller/deployment/util/deployment_util.go ReplicasAnnotationsNeedUpdate
export function replicasAnnotationsDiffer(replicaSet: ReplicaSet, deployment: Deployment): boolean {
  const current = replicaSet.metadata.annotations ?? {}
  return Object.entries(replicasAnnotations(deployment)).some(([key, value]) => current[key] !== value)
}

/** Whether `spec.replicas` changed since the ReplicaSets were last scaled. */
// Models pkg/controller/deployment/sync.go isScalingEvent
export function isScalingEvent(deployment: Deployment, replicaSets: readonly ReplicaSet[]): boolean {
  return replicaSets.some(replicaSet => {
    const desired = replicaSet.metadata.annotations?.[DESIRED_REPLICAS]
    return replicaSet.spec.replicas > 0 && desired !== undefined && Number(desired) !== deployment.spec.replicas
  })
}
