import { type Fields, isRecord } from '../../base/fields'
import type { WriteOptions } from '../../k8s/api-client'
import type { KubeObject, NewObject } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import { apiVersionOf } from '../../k8s/resources'
import type { Patched } from './decoding/read-patched'
import type { ObjectChecks } from './object-checks'
import type { Request, ServerContext } from './request'
import { badRequest } from './status-errors'

/** People's clients say how strictly to read; components send what they have read before, and say nothing. */
export const isFromOutside = ({ fieldValidation }: WriteOptions): boolean => fieldValidation !== undefined

/**
 * The object as the server reads it. What comes from outside is compared with the kind's Go type, and holds only what that
 * type can hold. Throws ApiError (400).
 */
export function decodeBody(server: ServerContext, request: Request, body: NewObject, options: WriteOptions): NewObject {
  if (!isFromOutside(options)) return body
  const { checkDecoding, readObject } = checksOf(server)
  if (!isRecord(body)) throw badRequest('the request body is no object')
  checkKind(request, body)
  const { custom } = request.type
  if (custom !== undefined) return checksOf(server).readCustomObject(request, body, custom, options)
  request.warnings.push(...checkDecoding(request.type, body, options.fieldValidation))
  const object = readObject(request.type.kind, body)
  if (isRecord(object.metadata)) return object
  if (object.metadata !== undefined && object.metadata !== null) throw badRequest('metadata is no object')
  return { ...(object as NewObject), metadata: {} }
}

/** Clients find a kind that is written in small letters, the server does not. */
// Models staging/src/k8s.io/apimachinery/pkg/runtime/error.go NewNotRegisteredErrForKind
function checkKind({ type }: Request, { kind }: Readonly<Record<string, unknown>>): void {
  if (typeof kind !== 'string' || kind === type.kind || kind !== type.kind.toLowerCase()) return
  const version = `"${apiVersionOf(type)}" in scheme "pkg/runtime/scheme.go:111"`
  const why = `no kind ${JSON.stringify(kind)} is registered for version ${version}`
  throw badRequest(`${kind} in version "${type.version}" cannot be handled as a ${type.kind}: ${why}`)
}

/** The patched object, likewise. Throws ApiError (422). */
export function decodePatched(
  server: ServerContext,
  request: Request,
  patched: Patched,
  options: WriteOptions,
): NewObject {
  if (!isFromOutside(options)) return withProbeTimes(patched.object)
  const { custom } = request.type
  if (custom !== undefined) return checksOf(server).readCustomObject(request, patched.object, custom, options)
  const { object, warnings } = checksOf(server).readPatched(request.type.kind, patched, options)
  request.warnings.push(...warnings)
  return object
}

/** Go writes null for a time that was never set. A component says so too, but to a strategic patch null means: take away. */
function withProbeTimes(object: NewObject): NewObject {
  if (object.kind !== 'Pod') return object
  const { status } = object as Pod
  if (status?.conditions?.every(({ lastProbeTime }) => lastProbeTime !== undefined) ?? true) return object
  const conditions = status.conditions?.map(condition => ({
    ...condition,
    lastProbeTime: condition.lastProbeTime ?? null,
  }))
  return { ...object, status: { ...status, conditions } }
}

/** The object as the store takes it: what components send is in that form already. `stored`: what it replaces. */
export function encodeObject<T extends NewObject>(
  server: ServerContext,
  object: T,
  options: WriteOptions,
  stored?: KubeObject,
): T {
  return isFromOutside(options)
    ? checksOf(server).writeObject(object.kind, object, stored as Fields | undefined)
    : object
}

/** What somebody from outside is told besides the answer. */
export function warnOutside(
  server: ServerContext,
  request: Request,
  options: WriteOptions,
  object: KubeObject,
  stored?: KubeObject,
): void {
  if (isFromOutside(options))
    request.warnings.push(...checksOf(server).objectWarnings(request.resource, object, stored))
}

/** Of a server that somebody from outside may ask. */
export function checksOf({ checks }: Pick<ServerContext, 'checks'>): ObjectChecks {
  if (checks === undefined) throw new Error('the API server has no checks yet, and takes nothing from outside')
  return checks
}
