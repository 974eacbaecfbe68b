import { isRecord } from '../../base/fields'
import { ApiError, type PatchType, type WriteOptions } from '../../k8s/api-client'
import type { KubeObject, NewObject } from '../../k8s/object'
import { PatchError } from '../../k8s/patch/directives'
import { applyMergePatch } from '../../k8s/patch/json-merge-patch'
import { mergeSchemaOf } from '../../k8s/patch/merge-schema'
import { applyStrategicMergePatch } from '../../k8s/patch/strategic-merge-patch'
import { createRead } from './creation'
import { checksOf, decodePatched } from './decode-body'
import type { Patched } from './decoding/read-patched'
import { invalid } from './field-error'
import { keyOf, type Request, type ServerContext } from './request'
import { badRequest, conflict, invalidObject, MODIFIED, notFound } from './status-errors'
import { replaceStored } from './updating'

export interface PatchRequest {
  readonly namespace: string | undefined
  readonly name: string
  readonly type: PatchType
  readonly body: unknown
}

// Models staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go
export function patchObject(
  server: ServerContext,
  request: Request,
  patch: PatchRequest,
  options: WriteOptions,
): KubeObject {
  const stored = server.store.get(request.resource, keyOf(request.type, patch.namespace, patch.name))
  if (patch.type === 'apply') return applyServerSide(server, request, stored, patch, options)
  if (stored === undefined) throw notFound(request.type, patch.name)
  const seen =
    options.fieldManager === undefined ? stored : checksOf(server).withOwnersForPatch(server, stored, patch.body)
  const text = () => checksOf(server).textAfterPatch(server, stored, whole => applyPatch(server, whole, patch))
  const patched = refusing(() => applyPatch(server, seen, patch))
  const given =
    options.subresource === 'scale'
      ? patched
      : decodePatched(server, request, { ...described(server, stored, patch, patched), text }, options)
  checkIdentity(request, stored, given)
  return replaceStored(server, request, stored, given, options)
}

/** What was done, for the reader of the result. */
function described(
  server: ServerContext,
  stored: KubeObject,
  { type, body }: PatchRequest,
  object: NewObject,
): Omit<Patched, 'text'> {
  const { apiVersion, kind } = object
  const isSame = (!kind || kind === stored.kind) && (!apiVersion || apiVersion === stored.apiVersion)
  if (isSame)
    return { type, stored, patch: body, object: { ...object, apiVersion: stored.apiVersion, kind: stored.kind } }
  return { type, stored, patch: body, object, misfit: misfitOf(server, stored, `${apiVersion}`, `${kind}`) }
}

// Models staging/src/k8s.io/apimachinery/pkg/runtime/error.go NewNotRegisteredErrForKind
function misfitOf(server: ServerContext, stored: KubeObject, apiVersion: string, kind: string): string {
  const isServed = server.registry.ofKind(apiVersion, kind) !== undefined
  if (!isServed)
    return `no kind "${kind}" is registered for version "${apiVersion}" in scheme "pkg/runtime/scheme.go:111"`
  const group = stored.apiVersion.includes('/') ? stored.apiVersion.replace(/[./].*$/, '') : 'core'
  return `converting (${apiVersion.split('/').at(-1)}.${kind}) to (${group}.${stored.kind}): unknown conversion`
}

function applyServerSide(
  server: ServerContext,
  request: Request,
  stored: KubeObject | undefined,
  { body }: PatchRequest,
  options: WriteOptions,
): KubeObject {
  if (!isRecord(body)) throw badRequest('the applied configuration is no object')
  const { object, owners } = checksOf(server).applyConfiguration(server, request, stored, body, options)
  if (stored === undefined) return createRead(server, request, object, options, owners)
  checkIdentity(request, stored, object)
  return replaceStored(server, request, stored, object, options, owners)
}

function applyPatch(server: ServerContext, stored: KubeObject, { type, body }: PatchRequest): NewObject {
  if (type === 'json') return checksOf(server).applyJsonPatch(stored, body) as NewObject
  if (type === 'merge' && body === null) throw new PatchError('Invalid JSON Patch', 'bad-request')
  if (type === 'strategic' && body === null) return stored
  if (!isRecord(body)) {
    const why = `json: cannot unmarshal ${goKind(body)} into Go value of type map[string]interface {}`
    throw new PatchError(type === 'merge' ? `error decoding patch: ${why}` : why, 'bad-request')
  }
  if (type === 'merge') return applyMergePatch(stored, body) as NewObject
  const schema = mergeSchemaOf(stored.apiVersion, stored.kind)
  if (schema === undefined) throw unsupportedMediaType()
  const patched = applyStrategicMergePatch(stored, body, schema) as unknown as NewObject
  return { ...patched, apiVersion: stored.apiVersion, kind: stored.kind }
}

function goKind(value: unknown): string {
  if (Array.isArray(value)) return 'array'
  return typeof value === 'boolean' ? 'bool' : typeof value
}

function unsupportedMediaType(): ApiError {
  const accepted = 'application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml'
  return new ApiError({
    code: 415,
    reason: 'UnsupportedMediaType',
    message: `the body of the request was in an unknown format - accepted media types include: ${accepted}`,
  })
}

function refusing<T>(apply: () => T): T {
  try {
    return apply()
  } catch (error) {
    if (error instanceof PatchError) throw refusalOf(error)
    throw error
  }
}

function refusalOf({ kind, message }: PatchError): ApiError {
  if (kind === 'bad-request') return badRequest(message)
  if (kind === 'internal') return new ApiError({ code: 500, reason: '', message })
  return new ApiError({
    code: 422,
    reason: 'Invalid',
    message: 'the server rejected our request due to an error in our request',
  })
}

function checkIdentity({ type }: Request, stored: KubeObject, patched: NewObject): void {
  const { name, namespace, uid, resourceVersion } = patched.metadata ?? {}
  const known = stored.metadata
  if (!name) {
    throw badRequest(`the name of the object (${known.name} based on URL) was undeterminable: name must be provided`)
  }
  if (namespace !== undefined && namespace !== known.namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request')
  }
  if (name !== known.name) {
    throw badRequest(`the name of the object (${name}) does not match the name on the URL (${known.name})`)
  }
  if (resourceVersion !== undefined && resourceVersion !== known.resourceVersion) {
    throw conflict(type, known.name, MODIFIED)
  }
  if (uid !== undefined && uid !== known.uid) {
    throw invalidObject(type, known.name, [invalid('metadata.uid', uid, 'field is immutable')])
  }
}
