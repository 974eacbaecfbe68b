import { type ApiClient, ApiError } from '../../k8s/api-client'
import type { KubectlSession } from '../kubectl-session'

/** The session of somebody else (`--as`): nobody but the administrator has been given any rights. */
export function asUser(session: KubectlSession, user: string): KubectlSession {
  const refuse = (verb: string, resource: string, namespace: string | undefined, name?: string): never => {
    const [plural = '', ...group] = resource.split('.')
    const subject = name === undefined ? resource : `${resource} ${JSON.stringify(name)}`
    const place = namespace === undefined ? 'at the cluster scope' : `in the namespace ${JSON.stringify(namespace)}`
    throw new ApiError({
      code: 403,
      reason: 'Forbidden',
      message: `${subject} is forbidden: User ${JSON.stringify(user)} cannot ${verb} resource "${plural}" in API group ${JSON.stringify(group.join('.'))} ${place}`,
    })
  }
  const client: ApiClient = {
    get: (resource, namespace, name) => refuse('get', resource, namespace, name),
    list: (resource, options) => refuse('list', resource, options?.namespace),
    create: (resource, object) => refuse('create', resource, object.metadata.namespace),
    update: (resource, object) => refuse('update', resource, object.metadata.namespace, object.metadata.name),
    patch: (resource, namespace, name) => refuse('patch', resource, namespace, name),
    delete: (resource, namespace, name) => refuse('delete', resource, namespace, name),
    managedFields: object => session.client.managedFields(object),
    takeWarnings: () => [],
    resourceTypes: () => session.client.resourceTypes(),
  }
  return { ...session, client }
}
