import type { ApiClient } from '../../k8s/api-client'
import { findObject } from '../../k8s/find-object'
import type { KubeObject } from '../../k8s/object'

/** One rule of a Role; `*` stands for everything. */
export interface AccessRule {
  readonly verbs: readonly string[]
  readonly apiGroups?: readonly string[]
  readonly resources?: readonly string[]
  readonly resourceNames?: readonly string[]
  readonly nonResourceURLs?: readonly string[]
}

/** Who asks. */
export interface Person {
  readonly user: string
  readonly groups: readonly string[]
}

/** What is asked for: a resource (`pods`, `pods/log`) or a path. */
export type AccessRequest =
  | { readonly verb: string; readonly group: string; readonly resource: string; readonly name?: string | undefined }
  | { readonly verb: string; readonly path: string }

interface Binding extends KubeObject {
  readonly subjects?: readonly { readonly kind: string; readonly name: string; readonly namespace?: string }[]
  readonly roleRef: { readonly kind: string; readonly name: string }
}

/** All rules that hold for a person: in the whole cluster, and in the namespace when one is given. */
// Models plugin/pkg/auth/authorizer/rbac and pkg/registry/rbac/validation/rule.go RulesFor
export function rulesFor(client: ApiClient, person: Person, namespace?: string): readonly AccessRule[] {
  const bound = (bindings: readonly KubeObject[], where?: string) =>
    (bindings as readonly Binding[])
      .filter(({ subjects = [] }) => subjects.some(subject => isSubject(subject, person, where)))
      .flatMap(({ roleRef }) => rulesOf(client, roleRef, where))
  const own = namespace === undefined ? [] : bound(client.list(`rolebindings.${RBAC}`, { namespace }), namespace)
  return [...bound(client.list(`clusterrolebindings.${RBAC}`)), ...own]
}

const RBAC = 'rbac.authorization.k8s.io'

function isSubject(
  { kind, name, namespace }: NonNullable<Binding['subjects']>[number],
  { user, groups }: Person,
  where: string | undefined,
): boolean {
  if (kind === 'User') return name === user
  if (kind === 'Group') return groups.includes(name)
  return user === `system:serviceaccount:${namespace ?? where ?? ''}:${name}`
}

function rulesOf(client: ApiClient, { kind, name }: Binding['roleRef'], namespace?: string): readonly AccessRule[] {
  const role =
    kind === 'Role'
      ? findObject(client, `roles.${RBAC}`, namespace, name)
      : findObject(client, `clusterroles.${RBAC}`, undefined, name)
  return (role?.rules ?? []) as readonly AccessRule[]
}

/** Whether one of the rules allows it. */
// Models pkg/apis/rbac/v1/evaluation_helpers.go
export function isAllowed(rules: readonly AccessRule[], request: AccessRequest): boolean {
  return rules.some(rule => {
    if (!rule.verbs.includes('*') && !rule.verbs.includes(request.verb)) return false
    if ('path' in request) return (rule.nonResourceURLs ?? []).some(url => matchesUrl(url, request.path))
    const { resource, group, name } = request
    const subresource = `*/${resource.split('/')[1] ?? ''}`
    const named = rule.resourceNames ?? []
    return (
      holds(rule.apiGroups, group) &&
      (holds(rule.resources, resource) || (resource.includes('/') && holds(rule.resources, subresource))) &&
      (named.length === 0 || (name !== undefined && named.includes(name)))
    )
  })
}

const holds = (list: readonly string[] | undefined, word: string) =>
  list?.includes('*') === true || list?.includes(word) === true

const matchesUrl = (url: string, path: string) =>
  url === path || (url.endsWith('*') && path.startsWith(url.slice(0, -1)))
