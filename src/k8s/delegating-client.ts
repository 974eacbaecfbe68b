import type { ApiClient } from './api-client'

/** A client that passes everything on to another one, but for what it does itself. */
export function delegatingTo(client: ApiClient, own: Partial<ApiClient>): ApiClient {
  return {
    get: (...request) => client.get(...request),
    list: (...request) => client.list(...request),
    create: (...request) => client.create(...request),
    update: (...request) => client.update(...request),
    patch: (...request) => client.patch(...request),
    delete: (...request) => client.delete(...request),
    managedFields: object => client.managedFields(object),
    takeWarnings: () => client.takeWarnings(),
    resourceTypes: () => client.resourceTypes(),
    ...own,
  }
}
