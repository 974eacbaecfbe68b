import type { Mutable } from '../../base/mutable'
import type { WriteOptions } from '../../k8s/api-client'
import type { KubeObject, NewObject, ObjectMeta } from '../../k8s/object'
import { shareUnchanged } from '../../k8s/share-unchanged'
import { toTimestamp } from '../../k8s/time'
import { admitUpdate } from './admission/admission'
import { checksOf, decodeBody, encodeObject, warnOutside } from './decode-body'
import { applyDefaults } from './defaulting/apply-defaults'
import { holdsContent } from './deletion'
import { invalid } from './field-error'
import type { FieldOwners } from './field-ownership/field-owners'
import { trackUpdate } from './field-ownership/track-owners'
import { commit, keyOf, type Request, type ServerContext } from './request'
import { withScale } from './scale'
import { conflict, invalidObject, MODIFIED, notFound } from './status-errors'
import { storageKey } from './storage-key'
import { requireValidStatus, requireValidUpdate } from './validity'

// Models staging/src/k8s.io/apiserver/pkg/endpoints/handlers/update.go and registry/generic/registry/store.go Update
export function updateObject(
  server: ServerContext,
  request: Request,
  body: NewObject,
  options: WriteOptions,
): KubeObject {
  const given = options.subresource === 'scale' ? body : decodeBody(server, request, body, options)
  const name = given.metadata.name ?? ''
  const stored = server.store.get(request.resource, keyOf(request.type, given.metadata.namespace, name))
  if (stored === undefined) {
    if (CREATED_BY_UPDATE.has(request.resource)) requireNamespaceOfMissing(server, request, given)
    throw notFound(request.type, name)
  }
  checkVersion(request, stored, given)
  return replaceStored(server, request, stored, given, options)
}

/** Kinds of which an update could make an object that is not there: so admission has a look at it first. */
const CREATED_BY_UPDATE = new Set([
  'endpoints',
  'events',
  'leases.coordination.k8s.io',
  'limitranges',
  'rolebindings.rbac.authorization.k8s.io',
  'roles.rbac.authorization.k8s.io',
  'services',
])

// Models staging/src/k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go Admit
function requireNamespaceOfMissing(server: ServerContext, { type }: Request, { metadata }: NewObject): void {
  const namespaces = server.registry.get('namespaces')
  const namespace = metadata.namespace ?? 'default'
  if (!type.namespaced || namespaces === undefined) return
  if (server.store.get('namespaces', namespace) === undefined) throw notFound(namespaces, namespace)
}

function checkVersion({ type, strategy, dryRun }: Request, stored: KubeObject, body: NewObject): void {
  const { name, namespace } = stored.metadata
  const { resourceVersion, uid } = body.metadata
  if (uid !== undefined && uid !== '' && uid !== stored.metadata.uid) {
    // A dry run asks before the key gets the prefix of all keys.
    const key = `${dryRun ? '' : '/registry'}${storageKey(type, namespace, name)}`
    const failed = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${stored.metadata.uid}`
    const where = `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0`
    throw conflict(type, name, `${where}, AdditionalErrorMsg: ${failed}`)
  }
  if (resourceVersion === undefined || resourceVersion === '') {
    if (!strategy.needsResourceVersion) return
    throw invalidObject(type, name, [invalid('metadata.resourceVersion', 0, 'must be specified for an update')])
  }
  if (resourceVersion !== stored.metadata.resourceVersion) throw conflict(type, name, MODIFIED)
}

/**
 * Puts `body`, decoded, in the place of `stored` as far as the request may: the rest stays as it is stored. Answers the stored object
 * when that changes nothing. `applied`: who owns its fields then, when that is not just who changes them.
 */
// Models staging/src/k8s.io/apiserver/pkg/registry/rest/update.go BeforeUpdate
export function replaceStored(
  server: ServerContext,
  request: Request,
  stored: KubeObject,
  body: NewObject,
  options: WriteOptions,
  applied?: FieldOwners,
): KubeObject {
  const onlyStatus = options.subresource === 'status'
  const given = options.subresource === 'scale' ? withScale(request, stored, body) : body
  const asRead = completed(server, request, stored, given, options)
  const complete = encodeObject(server, asRead, options, stored)
  const next = shareUnchanged(stored, mergedWithStored(server, request, stored, complete, onlyStatus))
  const owners = applied ?? trackUpdate(server, request, { stored, given: complete, next }, options)
  if (next === stored && (owners === undefined || owners === server.owners.ownersOf(stored))) {
    if (options.subresource === undefined) warnOutside(server, request, options, stored, stored)
    return stored
  }
  if (onlyStatus) requireValidStatus(server, request, next, stored, options)
  else {
    requireValidUpdate(server, request, next, stored, options, () => worded(request, stored, asRead, next))
    warnOutside(server, request, options, next, stored)
    server.checks?.validateUpdate(server, request, next, stored)
  }
  const written = stamp(server, request, stored, next, onlyStatus)
  if (typeof owners === 'function') server.owners.setUpdate(written, stored, owners)
  else if (owners !== undefined) server.owners.set(written, owners)
  const removed = lastFinalizerRemoved(stored, written)
  commit(server, request, stored, removed ? undefined : written)
  return written
}

/** What the client sends, with defaults. */
function completed(
  server: ServerContext,
  request: Request,
  stored: KubeObject,
  body: NewObject,
  options: WriteOptions,
): NewObject {
  const isComplete = options.subresource === 'status' || (body.spec === stored.spec && body.spec !== undefined)
  return isComplete ? body : admitUpdate(request, applyDefaults(server, request.resource, body), stored)
}

function mergedWithStored(
  server: ServerContext,
  request: Request,
  stored: KubeObject,
  complete: NewObject,
  onlyStatus: boolean,
): KubeObject {
  if (onlyStatus) {
    const changed = withNewStatus(stored, complete)
    return request.strategy.prepareStatus?.(changed, stored, toTimestamp(server.kernel.now)) ?? changed
  }
  const content = withNewContent(request, stored, complete)
  const next =
    request.resource === 'services' ? checksOf(server).withAddresses(server, request, content, stored) : content
  return request.strategy.prepareForUpdate?.(next, stored) ?? next
}

function withNewStatus(stored: KubeObject, body: NewObject): KubeObject {
  return { ...stored, status: body.status, metadata: withNewMetadata(stored.metadata, body.metadata) }
}

function withNewContent({ strategy }: Request, stored: KubeObject, body: NewObject): KubeObject {
  const next: KubeObject = { ...body, metadata: withNewMetadata(stored.metadata, body.metadata) }
  if (strategy.status !== 'subresource') return next
  if (stored.status !== undefined || next.status === undefined) return { ...next, status: stored.status }
  const { status: _, ...rest } = next
  return rest as KubeObject
}

/** The changed object as a refusal shows it. What the server allocates for a Service is only in `next`. */
function worded(request: Request, stored: KubeObject, asRead: NewObject, next: KubeObject): KubeObject {
  if (request.resource === 'services') return next
  const content = withNewContent(request, stored, asRead)
  return request.strategy.prepareForUpdate?.(content, stored) ?? content
}

/** What a client may not change stays: identity, dates, and the count of changes. */
function withNewMetadata(stored: ObjectMeta, given: Partial<ObjectMeta>): ObjectMeta {
  if (given === stored) return stored
  const next: Record<string, unknown> = { ...given }
  for (const field of SERVER_FIELDS) {
    if (stored[field] === undefined) delete next[field]
    else next[field] = stored[field]
  }
  for (const field of LEFT_OUT_WHEN_EMPTY) if (isEmpty(next[field])) delete next[field]
  return next as unknown as ObjectMeta
}

const LEFT_OUT_WHEN_EMPTY = ['labels', 'annotations', 'ownerReferences', 'finalizers'] as const

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

const SERVER_FIELDS = [
  'name',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
] as const satisfies readonly (keyof ObjectMeta)[]

function stamp(
  server: ServerContext,
  request: Request,
  stored: KubeObject,
  next: KubeObject,
  onlyStatus: boolean,
): KubeObject {
  const metadata: Mutable<ObjectMeta> = {
    ...next.metadata,
    resourceVersion: request.dryRun ? stored.metadata.resourceVersion : server.store.nextRevision(),
  }
  if (!onlyStatus && isCounted(request, stored, next)) metadata.generation = (stored.metadata.generation ?? 0) + 1
  return { ...next, metadata }
}

/** Whether anything but metadata and status is different; `next` shares with `stored` what is the same. */
function isCounted({ strategy }: Request, stored: KubeObject, next: KubeObject): boolean {
  if (strategy.generation !== true) return false
  if (strategy.countsAnnotations === true && next.metadata.annotations !== stored.metadata.annotations) return true
  for (const key in next) if (key !== 'metadata' && key !== 'status' && next[key] !== stored[key]) return true
  for (const key in stored) if (key !== 'metadata' && key !== 'status' && next[key] === undefined) return true
  return false
}

// Models staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go ShouldDeleteDuringUpdate
function lastFinalizerRemoved(stored: KubeObject, next: KubeObject): boolean {
  if (next.metadata.deletionTimestamp === undefined || holdsContent(next)) return false
  const heldBefore = (stored.metadata.finalizers ?? []).length > 0 || holdsContent(stored)
  if ((next.metadata.finalizers ?? []).length > 0 || !heldBefore) return false
  return (stored.metadata.deletionGracePeriodSeconds ?? 0) === 0
}
