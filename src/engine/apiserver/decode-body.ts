import type { WriteOptions } from '../../k8s/api-client'
import type { NewObject } from '../../k8s/object'
import { checkDecoding } from './decoding/decode'
import { readObject } from './decoding/read-object'
import type { Request } from './request'

/**
 * The object as the server reads it. Components send what they have read before and leave `fieldValidation` out: that is
 * taken as it is. What people send is compared with the kind's Go type. Throws ApiError (400).
 */
export function decodeBody(request: Request, body: NewObject, { fieldValidation }: WriteOptions): NewObject {
  if (fieldValidation === undefined) return body
  request.warnings.push(...checkDecoding(request.type, body, fieldValidation))
  return readObject(request.type.kind, body)
}
