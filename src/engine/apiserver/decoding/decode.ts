import type { WriteOptions } from '../../../k8s/api-client'
import { goQuote } from '../../../k8s/go-quote'
import { badRequest } from '../status-errors'
import { checkFields } from './check-fields'
import { isKnownKind } from './go-struct'

/**
 * Refuses an object that does not fit its Go type, as the server's decoder does: a value of a wrong type always, fields that do
 * not exist only in Strict mode. In Warn mode the answer has a warning for each. Kinds that we do not know pass.
 */
// Models staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go (decoder with strict validation)
export function checkDecoding(
  { kind, version }: { readonly kind: string; readonly version: string },
  object: unknown,
  fieldValidation: WriteOptions['fieldValidation'],
): readonly string[] {
  if (!isKnownKind(kind)) return []
  const { error, unknownFields } = checkFields(kind, object)
  const refusal = (why: string) => badRequest(`${kind} in version "${version}" cannot be handled as a ${kind}: ${why}`)
  if (error !== undefined) throw refusal(error)
  const complaints = unknownFields.map(path => `unknown field ${goQuote(path)}`)
  if (complaints.length === 0 || fieldValidation === 'Ignore') return []
  if (fieldValidation === 'Strict') throw refusal(`strict decoding error: ${complaints.join(', ')}`)
  return complaints
}
