import { type ApiClient, ApiError } from '../../k8s/api-client'
import type { KubectlSession } from '../kubectl-session'
import { isAllowed, rulesFor } from './access-rules'

/** The session of somebody else (`--as`), who may do what roles and their bindings say. */
export function asPerson(session: KubectlSession): KubectlSession {
  const { client: all, user } = session
  const check = (verb: string, resource: string, namespace: string | undefined, name?: string): void => {
    const [plural = '', ...rest] = resource.split('.')
    const group = rest.join('.')
    if (isAllowed(rulesFor(all, session, namespace), { verb, group, resource: plural, name })) return
    throw forbidden(user, verb, resource, namespace, name)
  }
  const client: ApiClient = {
    get(resource, namespace, name) {
      check('get', resource, namespace, name)
      return all.get(resource, namespace, name)
    },
    list(resource, options) {
      check('list', resource, options?.namespace)
      return all.list(resource, options)
    },
    create(resource, object, options) {
      check('create', resource, object.metadata.namespace)
      return all.create(resource, object, options)
    },
    update(resource, object, options) {
      check('update', resource, object.metadata.namespace, object.metadata.name)
      return all.update(resource, object, options)
    },
    patch(resource, namespace, name, type, patch, options) {
      check('patch', resource, namespace, name)
      return all.patch(resource, namespace, name, type, patch, options)
    },
    delete(resource, namespace, name, options) {
      check('delete', resource, namespace, name)
      return all.delete(resource, namespace, name, options)
    },
    managedFields: object => all.managedFields(object),
    takeWarnings: () => all.takeWarnings(),
    resourceTypes: () => all.resourceTypes(),
  }
  return { ...session, client, rules: namespace => rulesFor(all, session, namespace) }
}

/** What the server says to somebody who may not do this. */
export function forbidden(
  user: string,
  verb: string,
  resource: string,
  namespace: string | undefined,
  name?: string,
): ApiError {
  const [plural = '', ...rest] = resource.split('.')
  const subject = name === undefined ? resource : `${resource} ${JSON.stringify(name)}`
  const place = namespace === undefined ? 'at the cluster scope' : `in the namespace ${JSON.stringify(namespace)}`
  return new ApiError({
    code: 403,
    reason: 'Forbidden',
    message: `${subject} is forbidden: User ${JSON.stringify(user)} cannot ${verb} resource "${plural}" in API group ${JSON.stringify(rest.join('.'))} ${place}`,
  })
}

/** The groups that a user is in without being put there. */
export function groupsOf(user: string, asGroups: readonly string[]): readonly string[] {
  if (user === 'system:anonymous') return [...new Set([...asGroups, 'system:unauthenticated'])]
  if (asGroups.length > 0) return [...new Set([...asGroups, 'system:authenticated'])]
  const [, namespace] = /^system:serviceaccount:([^:]+):[^:]+$/.exec(user) ?? []
  const accounts = namespace === undefined ? [] : ['system:serviceaccounts', `system:serviceaccounts:${namespace}`]
  return [...accounts, 'system:authenticated']
}
