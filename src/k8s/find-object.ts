import { type ApiClient, isNotFound } from './api-client'
import type { KubeObject } from './object'

/** The object as the server has it now; undefined if it has none of that name. Other refusals are thrown. */
export function findObject(
  client: ApiClient,
  resource: string,
  namespace: string | undefined,
  name: string,
): KubeObject | undefined {
  try {
    return client.get(resource, namespace, name)
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}

/** Deletes the object, unless there is none of that name. Other refusals are thrown. */
export function deleteIfThere(client: ApiClient, resource: string, namespace: string | undefined, name: string): void {
  try {
    client.delete(resource, namespace, name)
  } catch (error) {
    if (!isNotFound(error)) throw error
  }
}
