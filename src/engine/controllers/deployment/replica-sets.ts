import { compareText } from '../../../base/compare-text'
import type { PodTemplate } from '../../../k8s/pod'
import { deepEqual } from '../../../k8s/share-unchanged'
import { withoutTemplateHash } from '../../../k8s/template-hash'
import { DEPLOYMENT_REVISION_ANNOTATION } from '../../../k8s/well-known'
import type { Deployment, ReplicaSet } from '../../../k8s/workload'

export const REVISION_HISTORY = 'deployment.kubernetes.io/revision-history'
export const DESIRED_REPLICAS = 'deployment.kubernetes.io/desired-replicas'
export const MAX_REPLICAS = 'deployment.kubernetes.io/max-replicas'

/** A Deployment's ReplicaSets: the one of the present template, if there is one, and all others, oldest first. */
export interface ReplicaSetRoles {
  readonly newOne: ReplicaSet | undefined
  readonly old: readonly ReplicaSet[]
}

/** The oldest ReplicaSet with the Deployment's template is the new one; the rest are old. */
// Models pkg/controller/deployment/util/deployment_util.go FindNewReplicaSet and FindOldReplicaSets
export function splitReplicaSets(deployment: Deployment, replicaSets: readonly ReplicaSet[]): ReplicaSetRoles {
  const sorted = replicaSets.toSorted(compareByCreation)
  const newOne = sorted.find(replicaSet => hasTemplate(replicaSet, deployment.spec.template))
  return { newOne, old: sorted.filter(replicaSet => replicaSet !== newOne) }
}

/** Whether the ReplicaSet was made from this template, the hash that was added to it aside. */
// Models pkg/controller/deployment/util/deployment_util.go EqualIgnoreHash
export function hasTemplate(replicaSet: ReplicaSet, template: PodTemplate): boolean {
  return deepEqual(withoutTemplateHash(replicaSet.spec.template), withoutTemplateHash(template))
}

/** All of them, the new one last. */
export function allOf({ newOne, old }: ReplicaSetRoles): readonly ReplicaSet[] {
  return newOne === undefined ? old : [...old, newOne]
}

// Models pkg/controller/controller_utils.go ReplicaSetsByCreationTimestamp
export function compareByCreation(a: ReplicaSet, b: ReplicaSet): number {
  const byTime = compareText(a.metadata.creationTimestamp, b.metadata.creationTimestamp)
  return byTime !== 0 ? byTime : compareText(a.metadata.name, b.metadata.name)
}

/** The ReplicaSet's revision; 0 when it has none, NaN when it is no number. */
export function revisionOf(replicaSet: ReplicaSet): number {
  return Number(replicaSet.metadata.annotations?.[DEPLOYMENT_REVISION_ANNOTATION] ?? 0)
}

// Models pkg/controller/deployment/util/deployment_util.go MaxRevision
export function maxRevision(replicaSets: readonly ReplicaSet[]): number {
  return replicaSets.reduce((most, replicaSet) => Math.max(most, revisionOf(replicaSet) || 0), 0)
}

/** Those that want pods. */
// Models pkg/controller/controller_utils.go FilterActiveReplicaSets
export function active(replicaSets: readonly ReplicaSet[]): readonly ReplicaSet[] {
  return replicaSets.filter(replicaSet => replicaSet.spec.replicas > 0)
}

// Models pkg/controller/deployment/util/deployment_util.go GetReplicaCountForReplicaSets, and likewise below
export function wantedReplicas(replicaSets: readonly ReplicaSet[]): number {
  return replicaSets.reduce((sum, replicaSet) => sum + replicaSet.spec.replicas, 0)
}

export function actualReplicas(replicaSets: readonly ReplicaSet[]): number {
  return replicaSets.reduce((sum, replicaSet) => sum + (replicaSet.status?.replicas ?? 0), 0)
}

export function readyReplicas(replicaSets: readonly ReplicaSet[]): number {
  return replicaSets.reduce((sum, replicaSet) => sum + (replicaSet.status?.readyReplicas ?? 0), 0)
}

export function availableReplicas(replicaSets: readonly ReplicaSet[]): number {
  return replicaSets.reduce((sum, replicaSet) => sum + (replicaSet.status?.availableReplicas ?? 0), 0)
}

export function terminatingReplicas(replicaSets: readonly ReplicaSet[]): number {
  return replicaSets.reduce((sum, replicaSet) => sum + (replicaSet.status?.terminatingReplicas ?? 0), 0)
}

const NO_HISTORY_LIMIT = 2147483647

/** The old ReplicaSets that are too many, the oldest first; those that still have Pods, or are not seen yet, stay. */
// Models pkg/controller/deployment/sync.go cleanupDeployment
export function surplusHistory(old: readonly ReplicaSet[], limit = NO_HISTORY_LIMIT): readonly ReplicaSet[] {
  if (limit === NO_HISTORY_LIMIT) return []
  const kept = old.filter(replicaSet => replicaSet.metadata.deletionTimestamp === undefined)
  const oldestFirst = kept.toSorted((a, b) => revisionOf(a) - revisionOf(b) || compareByCreation(a, b))
  return oldestFirst.slice(0, Math.max(0, kept.length - limit)).filter(replicaSet => !isStillUsed(replicaSet))
}

function isStillUsed({ metadata, spec, status }: ReplicaSet): boolean {
  return (
    (status?.replicas ?? 0) !== 0 ||
    spec.replicas !== 0 ||
    (metadata.generation ?? 0) > (status?.observedGeneration ?? 0)
  )
}
