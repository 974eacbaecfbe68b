import { type ApiClient, ApiError, isNotFound, type ResourceName } from '../../k8s/api-client'
import { controllerOf, type KubeObject, type OwnerReference } from '../../k8s/object'
import { type LabelSelector, matchesLabelSelector } from '../../k8s/selector'
import { type Process, request } from './process'
import { RetryError } from './work-queue'

export interface Claim<T extends KubeObject> {
  readonly client: ApiClient
  /** The one who claims, as its informer shows it, and the resource under which the API server knows it. */
  readonly owner: KubeObject
  readonly ownerResource: ResourceName
  readonly selector: LabelSelector
  /** The resource of the candidates: `pods`, `replicasets.apps`, `controllerrevisions.apps`. */
  readonly resource: ResourceName
  /** All objects of the owner's namespace that may be concerned: its own and the orphans. */
  readonly candidates: Iterable<T>
  /** Besides the selector: an orphan for which it says no is not adopted, an own one is released. */
  readonly accept?: (object: T) => boolean
  /** What is adopted gets these finalizers, and what is released loses them. */
  readonly finalizers?: readonly string[]
}

/** A reference that makes `owner` the controller of what carries it. */
// Models staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/controller_ref.go NewControllerRef
export function controllerReference(owner: KubeObject): OwnerReference {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid,
    controller: true,
    blockOwnerDeletion: true,
  }
}

export type ClaimDecision = 'own' | 'release' | 'adopt' | 'leave'

/** What is to be done about one candidate, looking at nothing but the two objects. */
// Models pkg/controller/controller_ref_manager.go BaseControllerRefManager.ClaimObject
export function decideClaim(owner: KubeObject, object: KubeObject, matches: boolean): ClaimDecision {
  const controller = controllerOf(object)
  const ownerIsGoing = owner.metadata.deletionTimestamp !== undefined
  if (controller !== undefined) {
    if (controller.uid !== owner.metadata.uid) return 'leave'
    if (matches) return 'own'
    return ownerIsGoing ? 'leave' : 'release'
  }
  if (ownerIsGoing || !matches) return 'leave'
  if (object.metadata.deletionTimestamp !== undefined) return 'leave'
  if (object.metadata.namespace !== owner.metadata.namespace) return 'leave'
  return 'adopt'
}

/**
 * The candidates that belong to the owner: adopts orphans that it selects, releases its own that it no longer selects.
 * What was adopted is returned as the server stored it. Throws the first refusal after trying all.
 */
// Models pkg/controller/controller_ref_manager.go PodControllerRefManager.ClaimPods
export function* claimObjects<T extends KubeObject>(claim: Claim<T>): Process<T[]> {
  const { owner, selector, accept } = claim
  const claimed: T[] = []
  let refusal: unknown
  let mayAdopt = false
  for (const object of claim.candidates) {
    const matches = matchesLabelSelector(selector, object.metadata.labels) && (accept?.(object) ?? true)
    const decision = decideClaim(owner, object, matches)
    if (decision === 'own') claimed.push(object)
    if (decision === 'own' || decision === 'leave') continue
    try {
      if (decision === 'release') {
        yield* release(claim, object)
        continue
      }
      if (!mayAdopt) yield* checkOwnerStillThere(claim)
      mayAdopt = true
      const adopted = yield* adopt(claim, object)
      if (adopted !== undefined) claimed.push(adopted)
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof RetryError)) throw error
      refusal ??= error
    }
  }
  if (refusal !== undefined) throw refusal
  return claimed
}

type Claimant = Pick<Claim<KubeObject>, 'client' | 'owner' | 'ownerResource'>

// Before the first adoption the owner is read from the server itself: the cache may show an owner that is long gone.
function* checkOwnerStillThere({ client, owner, ownerResource }: Claimant): Process {
  const { namespace, name, uid } = owner.metadata
  const fresh = yield* request(() => client.get(ownerResource, namespace, name))
  if (fresh.metadata.uid !== uid) throw new RetryError(`original ${owner.kind} ${namespace}/${name} is gone`)
  if (fresh.metadata.deletionTimestamp !== undefined) {
    throw new RetryError(`${namespace}/${name} has just been deleted at ${fresh.metadata.deletionTimestamp}`)
  }
}

function* adopt<T extends KubeObject>(
  { client, owner, resource, finalizers }: Claim<T>,
  object: T,
): Process<T | undefined> {
  const { namespace, name, uid } = object.metadata
  const held = finalizers === undefined ? {} : { finalizers }
  const body = { metadata: { uid, ownerReferences: [controllerReference(owner)], ...held } }
  const because = `${owner.kind} ${owner.metadata.name} adopts ${name}: its selector matches and nobody owns it`
  try {
    return (yield* request(() => client.patch(resource, namespace, name, 'strategic', body, { because }))) as T
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}

function* release<T extends KubeObject>({ client, owner, resource, finalizers }: Claim<T>, object: T): Process {
  const { namespace, name, uid } = object.metadata
  const freed = finalizers === undefined ? {} : { '$deleteFromPrimitiveList/finalizers': finalizers }
  const body = { metadata: { uid, ownerReferences: [{ $patch: 'delete', uid: owner.metadata.uid }], ...freed } }
  const because = `${owner.kind} ${owner.metadata.name} releases ${name}: its selector no longer matches`
  try {
    yield* request(() => client.patch(resource, namespace, name, 'strategic', body, { because }))
  } catch (error) {
    // Gone, or meanwhile another object or without owners: then there is nothing to release.
    if (!(error instanceof ApiError && (error.status.code === 404 || error.status.code === 422))) throw error
  }
}
