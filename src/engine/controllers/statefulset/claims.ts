import type { KubeObject, NewObject, OwnerReference } from '../../../k8s/object'
import type { ClaimTemplate, StatefulSet } from '../../../k8s/stateful-set'
import { controllerReference } from '../../runtime/claim-pods'
import { isInRange } from './ordinals'

// Models pkg/controller/statefulset/stateful_set_utils.go getPersistentVolumeClaimName
export const claimNameOf = (set: StatefulSet, { metadata }: ClaimTemplate, ordinal: number) =>
  `${metadata.name}-${set.metadata.name}-${ordinal}`

/** The claims of the pod with that number. */
// Models pkg/controller/statefulset/stateful_set_utils.go getPersistentVolumeClaims
export function claimsOf(set: StatefulSet, ordinal: number): readonly NewObject[] {
  return (set.spec.volumeClaimTemplates ?? []).map(template => {
    const { namespace } = set.metadata
    const labels = { ...template.metadata.labels, ...set.spec.selector.matchLabels }
    const metadata = {
      ...template.metadata,
      name: claimNameOf(set, template, ordinal),
      ...(namespace === undefined ? {} : { namespace }),
      ...(Object.keys(labels).length === 0 ? {} : { labels }),
    }
    return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec: template.spec }
  })
}

/** Who owns a claim, so that it goes with its set or its pod, or stays. `uid` is '' for a pod that is not there yet. */
interface Owners {
  readonly set: StatefulSet
  readonly pod: KubeObject
  readonly ordinal: number
}

function retention({ spec }: StatefulSet) {
  const { whenDeleted = 'Retain', whenScaled = 'Retain' } = spec.persistentVolumeClaimRetentionPolicy ?? {}
  return { whenDeleted, whenScaled }
}

/** Whether claims are kept for the next pod of their number. */
export const keepsScaledClaims = (set: StatefulSet) => retention(set).whenScaled === 'Retain'

const refersTo = (reference: OwnerReference, { apiVersion, kind, metadata }: KubeObject) =>
  reference.apiVersion === apiVersion && reference.kind === kind && reference.name === metadata.name

/** The claim refers to an object of the same name that was there before. */
// Models pkg/controller/statefulset/stateful_set_utils.go hasStaleOwnerRef
export function hasStaleOwner(claim: KubeObject, owner: KubeObject): boolean {
  const reference = (claim.metadata.ownerReferences ?? []).find(one => refersTo(one, owner))
  return reference !== undefined && reference.uid !== owner.metadata.uid
}

/** Somebody else manages the claim: the policy is not for it. */
// Models pkg/controller/statefulset/stateful_set_utils.go hasUnexpectedController
export function hasOtherController(claim: KubeObject, { set, pod }: Owners): boolean {
  const { whenDeleted, whenScaled } = retention(set)
  if (whenDeleted === 'Retain' && whenScaled === 'Retain') return false
  return (claim.metadata.ownerReferences ?? []).some(reference => {
    const own = [set, pod].find(owner => refersTo(reference, owner))
    return own === undefined ? reference.controller === true : reference.uid !== own.metadata.uid
  })
}

/** Who should own the claim. */
function wantedOwners({ set, pod, ordinal }: Owners): readonly KubeObject[] {
  const { whenDeleted, whenScaled } = retention(set)
  const isScaledDown = !isInRange(set, ordinal)
  if (whenScaled === 'Delete' && isScaledDown) return [pod]
  return whenDeleted === 'Delete' ? [set] : []
}

// Models pkg/controller/statefulset/stateful_set_utils.go isClaimOwnerUpToDate
export function hasRightOwners(claim: KubeObject, owners: Owners): boolean {
  const { set, pod } = owners
  if (hasStaleOwner(claim, set) || hasStaleOwner(claim, pod)) return true
  const references = (claim.metadata.ownerReferences ?? []).filter(
    ({ uid }) => uid === set.metadata.uid || uid === pod.metadata.uid,
  )
  if (hasOtherController(claim, owners)) return references.length === 0
  if (references.some(({ controller }) => controller !== true)) return false
  const wanted = wantedOwners(owners).map(({ metadata }) => metadata.uid)
  return wanted.length === references.length && references.every(({ uid }) => wanted.includes(uid))
}

// Models pkg/controller/statefulset/stateful_set_utils.go updateClaimOwnerRefForSetAndPod
export function withRightOwners(claim: KubeObject, owners: Owners): KubeObject {
  const { set, pod } = owners
  const others = (claim.metadata.ownerReferences ?? []).filter(one => !refersTo(one, set) && !refersTo(one, pod))
  const own = hasOtherController(claim, owners) ? [] : wantedOwners(owners).map(controllerReference)
  return { ...claim, metadata: { ...claim.metadata, ownerReferences: [...others, ...own] } }
}
