import type { DeleteOptions } from '../../k8s/api-client'
import type { KubeObject, ObjectMeta } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import { deepEqual } from '../../k8s/share-unchanged'
import { fromTimestamp, toTimestamp } from '../../k8s/time'
import { commit, keyOf, type Request, type ServerContext } from './request'
import { conflict, forbidden, notFound } from './status-errors'

/** What becomes of the dependants of a kind if the client does not say. */
// Models pkg/registry/batch/job/strategy.go DefaultGarbageCollectionPolicy
const DEFAULT_POLICIES: Readonly<Record<string, DeleteOptions['propagationPolicy']>> = { 'jobs.batch': 'Orphan' }

const ORPHAN = 'orphan'
const FOREGROUND = 'foregroundDeletion'

// Models staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go Delete
export function deleteObject(
  server: ServerContext,
  request: Request,
  namespace: string | undefined,
  name: string,
  options: DeleteOptions,
): KubeObject {
  const stored = server.store.get(request.resource, keyOf(request.type, namespace, name))
  if (stored === undefined) throw notFound(request.type, name)
  checkPreconditions(request, stored, options)
  requireDeletable(request, name)
  return removeStored(server, request, stored, options)
}

const IMMORTAL_NAMESPACES = ['default', 'kube-system', 'kube-public']
const SYSTEM_CLASSES = ['system-node-critical', 'system-cluster-critical']

// Models staging/src/k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle and pkg/registry/scheduling/priorityclass
function requireDeletable({ resource, type }: Request, name: string): void {
  if (resource === 'namespaces' && IMMORTAL_NAMESPACES.includes(name)) {
    throw forbidden(type, name, 'this namespace may not be deleted')
  }
  if (type.plural === 'priorityclasses' && SYSTEM_CLASSES.includes(name)) {
    throw forbidden(type, name, 'this is a system priority class and cannot be deleted')
  }
}

function checkPreconditions({ type }: Request, { metadata }: KubeObject, { preconditions }: DeleteOptions): void {
  const { uid, resourceVersion } = preconditions ?? {}
  if (uid !== undefined && uid !== metadata.uid) {
    const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${metadata.uid}`
    throw conflict(type, metadata.name, why)
  }
  if (resourceVersion !== undefined && resourceVersion !== metadata.resourceVersion) {
    const why = `Precondition failed: ResourceVersion in precondition: ${resourceVersion}, ResourceVersion in object meta: ${metadata.resourceVersion}`
    throw conflict(type, metadata.name, why)
  }
}

/** Removes the object, or marks it as terminating when a kubelet or a finalizer has to agree first. */
export function removeStored(
  server: ServerContext,
  request: Request,
  stored: KubeObject,
  options: DeleteOptions,
): KubeObject {
  const { metadata } = stored
  const marked = markedForDeletion(server, request, stored, options)
  if (marked === 'already-deleting') return stored
  const propagationPolicy = options.propagationPolicy ?? DEFAULT_POLICIES[request.resource]
  const finalizers = finalizersAfter(metadata.finalizers ?? [], propagationPolicy)
  if (finalizers.length === 0 && !holdsContent(stored) && (marked.deletionGracePeriodSeconds ?? 0) === 0) {
    commit(server, request, stored, undefined)
    return stored
  }
  if (marked === metadata && deepEqual(finalizers, metadata.finalizers ?? [])) return stored
  const { finalizers: _, ...rest } = marked
  const next: KubeObject = {
    ...stored,
    metadata: {
      ...rest,
      ...(finalizers.length === 0 ? {} : { finalizers }),
      resourceVersion: request.dryRun ? metadata.resourceVersion : server.store.nextRevision(),
    },
    ...(stored.kind === 'Namespace' ? { status: { ...(stored.status as object), phase: 'Terminating' } } : {}),
  }
  commit(server, request, stored, next)
  return next
}

/** A namespace stays until its controller has emptied it. */
// Models pkg/registry/core/namespace/storage/storage.go Delete
export function holdsContent(object: KubeObject): boolean {
  if (object.kind !== 'Namespace') return false
  return ((object.spec as { readonly finalizers?: readonly string[] } | undefined)?.finalizers ?? []).length > 0
}

// Models staging/src/k8s.io/apiserver/pkg/registry/rest/delete.go BeforeDelete
function markedForDeletion(
  server: ServerContext,
  request: Request,
  stored: KubeObject,
  options: DeleteOptions,
): ObjectMeta | 'already-deleting' {
  const { metadata } = stored
  const { now } = server.kernel
  const period = request.resource === 'pods' ? podGracePeriod(stored as Pod, options) : 0
  if (metadata.deletionTimestamp === undefined) {
    return {
      ...metadata,
      deletionTimestamp: toTimestamp(now + period * 1000),
      deletionGracePeriodSeconds: period,
      ...(metadata.generation === undefined ? {} : { generation: metadata.generation + 1 }),
    }
  }
  // What is not deleted gracefully may still be given another propagation policy.
  if (request.resource !== 'pods') return metadata
  const earlier = metadata.deletionGracePeriodSeconds ?? 0
  if (earlier === 0) return metadata
  const { gracePeriodSeconds: given } = options
  if (given === undefined || given >= earlier) return 'already-deleting'
  const shorter = given < 0 ? 1 : given
  const asked = fromTimestamp(metadata.deletionTimestamp) - earlier * 1000
  if (asked + shorter * 1000 >= now) {
    return { ...metadata, deletionTimestamp: toTimestamp(asked + shorter * 1000), deletionGracePeriodSeconds: shorter }
  }
  // That moment is over: as soon as possible, but still by the kubelet, unless it was to be at once.
  return { ...metadata, deletionTimestamp: toTimestamp(now), deletionGracePeriodSeconds: Math.min(shorter, 1) }
}

// Models pkg/registry/core/pod/strategy.go CheckGracefulDelete
function podGracePeriod({ spec, status }: Pod, options: DeleteOptions): number {
  if (spec.nodeName === undefined || spec.nodeName === '') return 0
  if (status.phase === 'Failed' || status.phase === 'Succeeded') return 0
  const period = options.gracePeriodSeconds ?? Number(spec.terminationGracePeriodSeconds ?? 0)
  return period < 0 ? 1 : period
}

// Models staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go deletionFinalizersForGarbageCollection
function finalizersAfter(
  before: readonly string[],
  propagationPolicy: DeleteOptions['propagationPolicy'],
): readonly string[] {
  if (propagationPolicy === undefined) return before
  const others = before.filter(finalizer => finalizer !== ORPHAN && finalizer !== FOREGROUND)
  if (propagationPolicy === 'Orphan') return [...others, ORPHAN]
  if (propagationPolicy === 'Foreground') return [...others, FOREGROUND]
  return others
}
