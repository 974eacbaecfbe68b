import type { Fields } from '../../../base/fields'
import { ApiError, type WriteOptions } from '../../../k8s/api-client'
import type { KubeObject, NewObject } from '../../../k8s/object'
import { toTimestamp } from '../../../k8s/time'
import { conversionError } from '../decoding/conversion-error'
import { isKnownKind } from '../decoding/go-struct'
import { readObject } from '../decoding/read-object'
import { required } from '../field-error'
import { type AppliedFields, applyFields } from '../field-ownership/apply-fields'
import { type FieldManager, type FieldOwners, sameOwners } from '../field-ownership/field-owners'
import { fieldSet, intersection, isEmpty } from '../field-ownership/field-set'
import { ignoredFields, ownersBeforeFirstApply } from '../field-ownership/owners-of-write'
import type { Request, ServerContext } from '../request'
import { badRequest } from '../status-errors'
import { applyConflict } from './apply-conflict'
import { KUBECTL, stillAsLastApplied, withRecordOf } from './last-applied'
import { schemaErrors } from './typed-object'

/** The object as its Go type reads it, and who owns it now. */
export interface AppliedConfiguration {
  readonly object: NewObject
  readonly owners: FieldOwners
}

/**
 * What server-side apply makes of an applied configuration. `live`: what there is now. Throws ApiError: 409 when it would change
 * what others own and `options.force` is not given.
 */
// Models staging/src/k8s.io/apimachinery/pkg/util/managedfields/internal/structuredmerge.go Apply
export function applyConfiguration(
  server: ServerContext,
  request: Request,
  live: KubeObject | undefined,
  applied: Fields,
  options: WriteOptions,
): AppliedConfiguration {
  const { kind } = applied
  if (typeof kind !== 'string') throw badRequest('the applied configuration has no kind')
  if ((applied.metadata as Fields | undefined)?.managedFields) throw badRequest('metadata.managedFields must be nil')
  const errors = isKnownKind(kind) ? schemaErrors(kind, applied) : undefined
  if (errors !== undefined) throw internal(`failed to create typed patch object (${nameOf(applied)}): ${errors}`)
  const { manager, merged } = mergeOwned(server, request, live, applied, options)
  const object = manager === KUBECTL ? withRecordOf(merged.object, applied) : merged.object
  const unreadable = isKnownKind(kind) ? conversionError(kind, object) : undefined
  if (unreadable !== undefined) {
    const versioned = `unable to convert unstructured object to ${versionOf(applied)}`
    throw internal(`failed to convert new object (${nameOf(applied)}) to proper version: ${versioned}: ${unreadable}`)
  }
  return { object: readObject(kind, object) as unknown as NewObject, owners: merged.owners }
}

// Models staging/src/k8s.io/apimachinery/pkg/util/managedfields/internal/lastappliedmanager.go Apply
function mergeOwned(
  server: ServerContext,
  request: Request,
  live: KubeObject | undefined,
  applied: Fields,
  options: WriteOptions,
): { readonly manager: string; readonly merged: AppliedFields } {
  const { fieldManager: manager = '', force = false } = options
  if (manager === '') throw withoutManager()
  const kind = String(applied.kind)
  const by: FieldManager = {
    manager,
    operation: 'Apply',
    apiVersion: String(applied.apiVersion),
    subresource: options.subresource ?? '',
  }
  const how = { by, ignored: ignoredFields(request, options), time: toTimestamp(server.kernel.now) }
  const owners = live === undefined ? [] : server.owners.ownersOf(live)
  const before = live !== undefined && owners.length === 0 ? ownersBeforeFirstApply(server, request, live) : owners
  const merged = applyFields(kind, live ?? {}, applied, before, how)
  if (!force && merged.conflicts.length > 0) {
    const allowed = manager === KUBECTL && live !== undefined ? stillAsLastApplied(kind, live) : fieldSet()
    const left = merged.conflicts.filter(({ path }) => isEmpty(intersection(fieldSet(path), allowed)))
    if (left.length > 0) throw applyConflict(left)
  }
  const isKept = sameOwners(merged.owners, owners)
  return { manager, merged: isKept ? { ...merged, owners } : merged }
}

// Models staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go ValidatePatchOptions
function withoutManager(): ApiError {
  const { field, reason, message } = required('fieldManager', 'is required for apply patch')
  return new ApiError({
    code: 422,
    reason: 'Invalid',
    message: `PatchOptions.meta.k8s.io "" is invalid: ${field}: ${message}`,
    details: { name: '', group: 'meta.k8s.io', kind: 'PatchOptions', causes: [{ field, reason, message }] },
  })
}

const internal = (message: string) => new ApiError({ code: 500, reason: '', message })

function nameOf(object: Fields): string {
  const { namespace = '', name = '' } = (object.metadata ?? {}) as Fields
  return `${namespace}/${name}; ${versionOf(object)}`
}

function versionOf({ apiVersion, kind }: Fields): string {
  const version = String(apiVersion)
  return `${version.includes('/') ? version : `/${version}`}, Kind=${kind}`
}
