import type { Fields } from '../../../base/fields'
import { ApiError } from '../../../k8s/api-client'
import type { KubeObject, NewObject } from '../../../k8s/object'
import { conversionError } from '../decoding/conversion-error'
import { isKnownKind } from '../decoding/go-struct'
import { readObject } from '../decoding/read-object'
import { badRequest } from '../status-errors'
import { mergeApplied } from './merge-applied'
import { schemaErrors } from './typed-object'

/**
 * What server-side apply makes of an applied configuration: the object as its Go type reads it. `live`: what there is now.
 * Who owns which field is not kept, so nothing that an earlier configuration set is taken away, and there are no conflicts.
 */
// Models staging/src/k8s.io/apimachinery/pkg/util/managedfields/internal/structuredmerge.go Apply
export function applyConfiguration(live: KubeObject | undefined, applied: Fields): NewObject {
  const { kind } = applied
  if (typeof kind !== 'string') throw badRequest('the applied configuration has no kind')
  if (!isKnownKind(kind)) return { ...live, ...applied } as NewObject
  const errors = schemaErrors(kind, applied)
  if (errors !== undefined) throw internal(`failed to create typed patch object (${nameOf(applied)}): ${errors}`)
  const merged = live === undefined ? applied : mergeApplied(kind, live, applied)
  const unreadable = conversionError(kind, merged)
  if (unreadable !== undefined) {
    const versioned = `unable to convert unstructured object to ${versionOf(applied)}`
    throw internal(`failed to convert new object (${nameOf(applied)}) to proper version: ${versioned}: ${unreadable}`)
  }
  return readObject(kind, merged) as unknown as NewObject
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
