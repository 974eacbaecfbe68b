import type { WriteOptions } from '../../../k8s/api-client'
import type { NewObject } from '../../../k8s/object'
import { checksOf } from '../decode-body'
import type { Request, ServerContext } from '../request'
import type { FieldOwners } from './field-owners'
import type { OwnersUpdate } from './kept-owners'
import type { Update } from './owners-of-write'

/**
 * Owners are kept from the moment at which a client that names itself (`fieldManager`) first writes to an object: a person's.
 * Until then its components' writes cost nothing, and who owns what is told from how the object looks.
 */
export function trackNew(
  server: ServerContext,
  request: Request,
  given: NewObject,
  options: WriteOptions,
): FieldOwners | undefined {
  return options.fieldManager === undefined ? undefined : checksOf(server).ownersOfNew(server, request, given, options)
}

/** Likewise after an update, a function when nobody has to know yet; undefined: nobody has gained or lost anything. */
export function trackUpdate(
  server: ServerContext,
  request: Request,
  update: Update,
  options: WriteOptions,
): FieldOwners | OwnersUpdate | undefined {
  if (options.fieldManager === undefined && !server.owners.has(update.stored)) return undefined
  return checksOf(server).ownersOfUpdate(server, request, update, options)
}
