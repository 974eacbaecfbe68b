import { EVERYTHING } from '../../k8s/resources'
import type { Invocation } from '../command/command-spec'
import { CommandFailure, PlainError } from '../command/failure'
import type { FlagSet, FlagSpec } from '../command/flag-set'
import { findResourceType } from '../resources/resource-mapper'
import type { CreateGenerator } from './create-object'

const API_VERSION = 'rbac.authorization.k8s.io/v1'
const API_GROUP = 'rbac.authorization.k8s.io'

const list = (name: string): FlagSpec => ({ name, type: 'list', default: '[]' })
const text = (name: string): FlagSpec => ({ name, type: 'string', default: "''" })

const RULE_FLAGS = [list('resource'), list('resource-name'), list('verb')]
const SUBJECT_FLAGS = [text('clusterrole'), list('group'), list('serviceaccount'), list('user')]

export const RBAC_GENERATORS: readonly CreateGenerator[] = [
  {
    name: 'clusterrole',
    short: 'Create a cluster role',
    flags: [{ name: 'aggregation-rule', type: 'list', default: '' }, list('non-resource-url'), ...RULE_FLAGS],
    make: clusterRole,
  },
  {
    name: 'clusterrolebinding',
    short: 'Create a cluster role binding for a particular cluster role',
    flags: SUBJECT_FLAGS,
    required: ['clusterrole'],
    make: (name, flags) => binding('ClusterRoleBinding', name, 'ClusterRole', flags.string('clusterrole'), flags),
  },
  {
    name: 'role',
    short: 'Create a role with single rule',
    flags: RULE_FLAGS,
    make: (name, flags, invocation) => ({
      apiVersion: API_VERSION,
      kind: 'Role',
      metadata: { name },
      rules: rulesOf(flags, invocation),
    }),
  },
  {
    name: 'rolebinding',
    short: 'Create a role binding for a particular role or cluster role',
    flags: [...SUBJECT_FLAGS, text('role')],
    make(name, flags) {
      const [role, clusterRole] = [flags.string('role'), flags.string('clusterrole')]
      if ((role === '') === (clusterRole === '')) {
        throw new PlainError('exactly one of clusterrole or role must be specified')
      }
      const kind = role === '' ? 'ClusterRole' : 'Role'
      return binding('RoleBinding', name, kind, role || clusterRole, flags)
    },
  },
]

function clusterRole(name: string, flags: FlagSet, invocation: Invocation) {
  const urls = flags.commaList('non-resource-url')
  const aggregation = flags.list('aggregation-rule').flatMap(each => each.split(','))
  const object = { apiVersion: API_VERSION, kind: 'ClusterRole', metadata: { name } }
  if (aggregation.length > 0) {
    const matchLabels = Object.fromEntries(aggregation.map(pair => pair.split('=')))
    return { ...object, aggregationRule: { clusterRoleSelectors: [{ matchLabels }] }, rules: null }
  }
  if (urls.length === 0) return { ...object, rules: rulesOf(flags, invocation) }
  if (flags.commaList('resource').length > 0)
    throw new PlainError('resource and nonResourceURL cannot be specified together')
  return { ...object, rules: [{ nonResourceURLs: urls, verbs: verbsOf(flags) }] }
}

function verbsOf(flags: FlagSet): readonly string[] {
  const verbs = [...new Set(flags.commaList('verb'))]
  if (verbs.length === 0) throw new PlainError('at least one verb must be specified')
  return verbs.includes('*') ? ['*'] : verbs
}

/** One rule for each API group of the resources. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/create/create_role.go generateResourcePolicyRules
function rulesOf(flags: FlagSet, { io, session }: Invocation): readonly object[] {
  const verbs = verbsOf(flags)
  const words = flags.commaList('resource')
  if (words.length === 0) throw new PlainError('at least one resource must be specified')
  for (const verb of verbs) {
    if (!KNOWN_VERBS.has(verb)) io.err(`Warning: '${verb}' is not a standard resource verb\n`)
  }
  const byGroup = new Map<string, string[]>()
  for (const word of words) {
    const [name = '', subresource] = word.split('/')
    const type = findResourceType(session.client.resourceTypes(), name)
    if (type === undefined && name !== '*') {
      throw new CommandFailure(`the server doesn't have a resource type ${JSON.stringify(name)}`)
    }
    const resources = byGroup.get(type?.group ?? '') ?? []
    resources.push(`${type?.plural ?? '*'}${subresource === undefined ? '' : `/${subresource}`}`)
    byGroup.set(type?.group ?? '', resources)
  }
  const names = flags.commaList('resource-name')
  return [...byGroup].map(([group, resources]) => ({
    apiGroups: [group],
    ...(names.length === 0 ? {} : { resourceNames: names }),
    resources,
    verbs,
  }))
}

const KNOWN_VERBS: ReadonlySet<string> = new Set([...EVERYTHING, '*', 'use', 'bind', 'escalate', 'impersonate'])

function binding(kind: string, name: string, roleKind: string, role: string, flags: FlagSet) {
  return {
    apiVersion: API_VERSION,
    kind,
    metadata: { name },
    roleRef: { apiGroup: API_GROUP, kind: roleKind, name: role },
    ...subjectsOf(flags),
  }
}

function subjectsOf(flags: FlagSet): { readonly subjects?: readonly object[] } {
  const subjects = [
    ...flags.commaList('user').map(name => ({ apiGroup: API_GROUP, kind: 'User', name })),
    ...flags.commaList('group').map(name => ({ apiGroup: API_GROUP, kind: 'Group', name })),
    ...flags.commaList('serviceaccount').map(account => {
      const [namespace = '', name, more] = account.split(':')
      if (name === undefined || name === '' || namespace === '' || more !== undefined) {
        throw new PlainError('serviceaccount must be <namespace>:<name>')
      }
      return { kind: 'ServiceAccount', name, namespace }
    }),
  ]
  return subjects.length === 0 ? {} : { subjects }
}
