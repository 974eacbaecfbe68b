import { type ApiClient, ApiError } from '../../k8s/api-client'
import { delegatingTo } from '../../k8s/delegating-client'
import { goQuote } from '../../k8s/go-quote'
import type { KubeObject } from '../../k8s/object'
import { notAllowed } from '../resources/resource-selection'

const RESOURCE = 'componentstatuses'
const KIND = 'ComponentStatus'
/** Asked at the same time, so that a real server answers in any order. */
const COMPONENTS = ['controller-manager', 'scheduler', 'etcd-0']

/**
 * The client of somebody who asks how the control plane is (`kubectl get cs`): the server asks its neighbours and stores nothing.
 * They are healthy, as they could not be asked otherwise.
 */
// Models pkg/registry/core/componentstatus/rest.go
export function withComponentStatuses(client: ApiClient): ApiClient {
  /** For the warning that comes with every answer. */
  const ask = () => client.list(RESOURCE)
  return delegatingTo(client, {
    get(resource, namespace, name) {
      if (resource !== RESOURCE) return client.get(resource, namespace, name)
      ask()
      if (COMPONENTS.includes(name)) return statusOf(name)
      const message = `componentstatus ${goQuote(name)} not found`
      throw new ApiError({ code: 404, reason: 'NotFound', message, details: { name, kind: RESOURCE } })
    },
    list(resource, options) {
      if (resource !== RESOURCE) return client.list(resource, options)
      ask()
      return COMPONENTS.map(statusOf)
    },
    managedFields: object => (object.kind === KIND ? [] : client.managedFields(object)),
    create: (resource, ...rest) => client.create(writable(resource), ...rest),
    update: (resource, ...rest) => client.update(writable(resource), ...rest),
    patch: (resource, ...rest) => client.patch(writable(resource), ...rest),
    delete: (resource, ...rest) => client.delete(writable(resource), ...rest),
  })
}

/** It has neither uid nor version: it is made for each answer. In the order of Go's struct. */
function statusOf(name: string): KubeObject {
  const conditions = [{ type: 'Healthy', status: 'True', message: 'ok' }]
  return { kind: KIND, apiVersion: 'v1', metadata: { name }, conditions } as unknown as KubeObject
}

function writable(resource: string): string {
  if (resource !== RESOURCE) return resource
  throw notAllowed()
}
