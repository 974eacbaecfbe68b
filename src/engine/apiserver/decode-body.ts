import { isRecord } from '../../base/fields'
import type { WriteOptions } from '../../k8s/api-client'
import type { NewObject } from '../../k8s/object'
import { checkDecoding } from './decoding/decode'
import { readObject } from './decoding/read-object'
import { writeObject } from './decoding/write-object'
import type { Request } from './request'
import { badRequest } from './status-errors'

/** People's clients say how strictly to read; components send what they have read before, and say nothing. */
export const isFromOutside = ({ fieldValidation }: WriteOptions): boolean => fieldValidation !== undefined

/**
 * The object as the server reads it. What comes from outside is compared with the kind's Go type, and holds only what that
 * type can hold. Throws ApiError (400).
 */
export function decodeBody(request: Request, body: NewObject, options: WriteOptions): NewObject {
  if (!isFromOutside(options)) return body
  if (!isRecord(body)) throw badRequest('the request body is no object')
  request.warnings.push(...checkDecoding(request.type, body, options.fieldValidation))
  const object = readObject(request.type.kind, body)
  if (isRecord(object.metadata)) return object
  if (object.metadata !== undefined && object.metadata !== null) throw badRequest('metadata is no object')
  return { ...(object as NewObject), metadata: {} }
}

/** The object as the store takes it: what components send is in that form already. */
export function encodeObject<T extends NewObject>(object: T, options: WriteOptions): T {
  return isFromOutside(options) ? writeObject(object.kind, object) : object
}
