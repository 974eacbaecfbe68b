import type { Mutable } from '../../base/mutable'
import type { WriteOptions } from '../../k8s/api-client'
import type { KubeObject, NewObject, ObjectMeta } from '../../k8s/object'
import { toTimestamp } from '../../k8s/time'
import { admitCreate } from './admission/admission'
import { generatedName, nameInErrors } from './creation-names'
import { checksOf, decodeBody, encodeObject, warnOutside } from './decode-body'
import { applyDefaults } from './defaulting/apply-defaults'
import type { FieldOwners } from './field-ownership/field-owners'
import { trackNew } from './field-ownership/track-owners'
import { bind, storedPod } from './pod-subresources'
import { commit, keyOf, type Request, type ServerContext } from './request'
import { alreadyExists, badRequest, forbidden, notFound } from './status-errors'
import { requireValidNew } from './validity'

// Models staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go and registry/generic/registry/store.go Create
export function createObject(
  server: ServerContext,
  request: Request,
  body: NewObject,
  options: WriteOptions,
): KubeObject {
  if (options.subresource === 'binding') return bind(server, request, body)
  if (options.subresource === 'eviction')
    return checksOf(server).evict(server, request, storedPod(server, request, body), body)
  return createRead(server, request, decodeBody(server, request, body, options), options)
}

/** `given` has been read: it holds what its type can hold. `applied`: who owns its fields, when that is not whoever makes it. */
export function createRead(
  server: ServerContext,
  request: Request,
  given: NewObject,
  options: WriteOptions,
  applied?: FieldOwners,
): KubeObject {
  checkKind(request, given)
  const complete = applyDefaults(server, request.resource, given)
  requireNamespace(server, request, complete)
  const object = withSystemFields(server, request, admitCreate(server, request, complete))
  requireValidNew(server, request, object, complete, options)
  warnOutside(server, request, options, object)
  server.checks?.validateCreate(server, request, object)
  if (
    server.store.get(request.resource, keyOf(request.type, object.metadata.namespace, object.metadata.name)) !==
    undefined
  ) {
    throw alreadyExists(request.type, object.metadata.name)
  }
  const stored = encodeObject(server, object, options)
  const owners = applied ?? trackNew(server, request, complete, options)
  if (owners !== undefined) server.owners.set(stored, owners)
  commit(server, request, undefined, stored)
  return stored
}

function checkKind({ type }: Request, body: NewObject): void {
  if (body.kind !== type.kind) {
    throw badRequest(`${body.kind} in version "${body.apiVersion}" cannot be handled as a ${type.kind}`)
  }
}

// Models staging/src/k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go Admit
function requireNamespace(server: ServerContext, request: Request, body: NewObject): void {
  if (!request.type.namespaced) return
  const name = body.metadata.namespace ?? 'default'
  const namespace = server.store.get('namespaces', name)
  const namespaces = server.registry.get('namespaces')
  if (namespace === undefined) {
    if (namespaces !== undefined) throw notFound(namespaces, name)
    return
  }
  if (namespace.metadata.deletionTimestamp === undefined) return
  const why = `unable to create new content in namespace ${name} because it is being terminated`
  throw forbidden(request.type, nameInErrors(body), why, [
    { reason: 'NamespaceTerminating', message: `namespace ${name} is being terminated`, field: 'metadata.namespace' },
  ])
}

/** A field of old that nothing sets any more. */
const SELF_LINK = 'selfLink'

// Models staging/src/k8s.io/apiserver/pkg/registry/rest/create.go BeforeCreate
function withSystemFields(server: ServerContext, request: Request, body: NewObject): KubeObject {
  const { type, strategy } = request
  const metadata: Mutable<ObjectMeta> = {
    ...body.metadata,
    name: body.metadata.name || generatedName(server, body.metadata.generateName),
    uid: server.nextUid(),
    resourceVersion: request.dryRun ? '' : server.store.nextRevision(),
    creationTimestamp: toTimestamp(server.kernel.now),
  }
  if (type.namespaced) metadata.namespace ??= 'default'
  else if (metadata.namespace !== undefined) delete metadata.namespace
  if (strategy.generation) metadata.generation = 1
  else if (metadata.generation !== undefined) delete metadata.generation
  if (SELF_LINK in metadata) delete (metadata as Record<string, unknown>)[SELF_LINK]
  if (metadata.managedFields !== undefined) delete metadata.managedFields
  if (metadata.deletionTimestamp !== undefined) delete metadata.deletionTimestamp
  if (metadata.deletionGracePeriodSeconds !== undefined) delete metadata.deletionGracePeriodSeconds
  const named: KubeObject = { ...body, metadata }
  const object = strategy.prepareForCreate?.(named) ?? named
  if (strategy.status === 'subresource' && !(strategy.keepsStatusOnCreate && object.status !== undefined)) {
    const { status: _, ...rest } = object
    if (strategy.initialStatus === undefined) return rest as KubeObject
    return { ...object, status: strategy.initialStatus(object, metadata.creationTimestamp ?? '') }
  }
  return object
}
