import type { WriteOptions } from '../../../k8s/api-client'
import type { KubeObject, NewObject } from '../../../k8s/object'
import { checksOf } from '../decode-body'
import type { Request, ServerContext } from '../request'
import { type FieldOwners, sameOwners } from './field-owners'
import type { OwnerChange } from './kept-owners'

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

/**
 * Likewise after an update of `stored` to `next`, a function when nobody has to know yet; undefined: nobody has gained or lost
 * anything. `given`: what the client sends, with defaults.
 */
export function trackUpdate(
  server: ServerContext,
  request: Request,
  { stored, given, next }: { readonly stored: KubeObject; readonly given: NewObject; readonly next: KubeObject },
  options: WriteOptions,
): FieldOwners | OwnerChange | undefined {
  if (options.fieldManager === undefined && !server.owners.has(stored)) return undefined
  const { managedFields } = given.metadata
  const change = checksOf(server).ownerChange(server, request, stored, given, options)
  // What it says, and whether there is anything to write at all, hangs on who the owners are.
  if (next !== stored && (managedFields === undefined || options.subresource !== undefined)) return change
  const known = server.owners.of(stored)
  const owners = change(known)
  return sameOwners(owners, known) ? undefined : owners
}
