import type { Fields } from '../../../base/fields'
import { ApiError, type PatchType, type WriteOptions } from '../../../k8s/api-client'
import { goQuote } from '../../../k8s/go-quote'
import type { NewObject } from '../../../k8s/object'
import { printGoValue, usedPatch } from '../../../k8s/patch/print-patch'
import { invalid } from '../field-error'
import { checkFields } from './check-fields'
import { conversionError } from './conversion-error'
import { isKnownKind } from './go-struct'
import { readObject } from './read-object'
import { templateGenerationError } from './template-generation'

/** What a patch was applied to, and what came out. */
export interface Patched {
  readonly type: PatchType
  readonly stored: Fields
  readonly patch: unknown
  readonly object: NewObject
  /** The whole object as text after a JSON patch or a merge patch. */
  readonly text: () => string
  /** Why the result is no object of its kind any more. */
  readonly misfit?: string | undefined
}

/**
 * The patched object as its Go type reads it, and what the client is warned of. What does not fit is said to be wrong with the
 * patch. Throws ApiError (422).
 */
// Models staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go applyPatchToObject and jsonPatcher.applyPatchToCurrentObject
export function readPatched(
  kind: string,
  patched: Patched,
  { fieldValidation, duplicateFields = [] }: Pick<WriteOptions, 'fieldValidation' | 'duplicateFields'>,
): { readonly object: NewObject; readonly warnings: readonly string[] } {
  const { object, stored } = patched
  if (patched.misfit !== undefined) throw wrongPatch(patched, patched.misfit)
  if (!isKnownKind(kind)) return { object: readObject(kind, object, stored), warnings: [] }
  const { error, unknownFields } = checkFields(kind, object, stored)
  const mismatch =
    patched.type === 'strategic'
      ? (conversionError(kind, object, stored) ?? templateGenerationError(kind, object))
      : error
  if (mismatch !== undefined) throw wrongPatch(patched, mismatch)
  const complaints = [
    ...complaintsAboutPatch(patched, duplicateFields),
    ...unknownFields.map(path => `unknown field ${goQuote(path)}`),
  ]
  if (complaints.length > 0 && fieldValidation === 'Strict') {
    throw wrongPatch(patched, `strict decoding error: ${complaints.join(', ')}`)
  }
  return { object: readObject(kind, object, stored), warnings: fieldValidation === 'Warn' ? complaints : [] }
}

const OPERATION_FIELDS: ReadonlySet<string> = new Set(['op', 'path', 'from', 'value'])

// Models patch.go applyJSPatch and strategicPatchObject, strict decoding of the patch itself
function complaintsAboutPatch({ type, patch }: Patched, duplicates: readonly string[]): readonly string[] {
  const twice = duplicates.map(path => `duplicate field ${goQuote(path)}`)
  if (type !== 'json' || !Array.isArray(patch)) return twice
  const unknown = patch.flatMap((operation, index) =>
    Object.keys(operation as Fields)
      .filter(field => !OPERATION_FIELDS.has(field))
      .map(field => `unknown field ${goQuote(`[${index}].${field}`)}`),
  )
  return [...twice, ...unknown].map(complaint => `json patch ${complaint}`)
}

function wrongPatch({ type, stored, patch, text }: Patched, why: string): ApiError {
  const printed = type === 'strategic' ? printGoValue(usedPatch(stored, patch as Fields)) : text()
  const { field, reason, message } = invalid('patch', printed, why)
  return new ApiError({
    code: 422,
    reason: 'Invalid',
    message: ` "" is invalid: ${field}: ${message}`,
    details: { causes: [{ field, reason, message }] },
  })
}
