import type { ApiClient } from '../../k8s/api-client'
import { goQuote } from '../../k8s/go-quote'
import type { ResourceType } from '../../k8s/resources'
import { apiVersionOf } from '../../k8s/resources'
import { PlainError } from '../command/failure'

/** How kubectl names an object in a sentence: `daemonset.apps/agent`. */
export const objectName = (type: ResourceType, name: string) => `${singularName(type)}/${name}`

/** `daemonset.apps`, `pod`. */
export const singularName = (type: ResourceType) =>
  type.group === '' ? type.kind.toLowerCase() : `${type.kind.toLowerCase()}.${type.group}`

// Kinds of this group come first when a name fits several groups.
const GROUP_ORDER = ['', 'apps', 'batch']

/** The kinds that a word stands for: a plural, singular, short name or kind, with or without version and group. */
// Models staging/src/k8s.io/apimachinery/pkg/runtime/schema ParseResourceArg and cli-runtime's mappingFor
export function findResourceType(types: readonly ResourceType[], word: string): ResourceType | undefined {
  const lower = word.toLowerCase()
  // Short names count only as they are written: `DS` is nothing.
  const named = (name: string, written: string, type: ResourceType) =>
    type.plural === name || type.singular === name || type.shortNames.includes(written)
  const [writtenName = '', ...rest] = word.split('.')
  const group = rest.join('.').toLowerCase()
  const candidates = types.filter(type => {
    if (named(lower, word, type)) return true
    if (rest.length === 0 || !named(writtenName.toLowerCase(), writtenName, type)) return false
    // `events.v1.` names a version of the core group; a prefix of the group is enough, as in the API machinery.
    return (
      group === type.group ||
      group === `${type.version}.${type.group}` ||
      // A short name is spelled out before anybody looks at the version.
      (type.shortNames.includes(writtenName) && rest.slice(1).join('.') === type.group) ||
      (type.group !== '' && type.group.startsWith(group))
    )
  })
  return candidates.sort((a, b) => groupRank(a) - groupRank(b))[0]
}

const groupRank = (type: ResourceType) => {
  const rank = GROUP_ORDER.indexOf(type.group)
  return rank < 0 ? GROUP_ORDER.length : rank
}

/** The kind that a word of a command line means: `po`, `daemonsets.apps`. Throws PlainError when it means none. */
export function mapWord(client: ApiClient, word: string): ResourceType {
  const type = findResourceType(client.resourceTypes(), word)
  if (type === undefined) {
    const [resource = ''] = word.split('.')
    throw new PlainError(`the server doesn't have a resource type ${goQuote(resource)}`)
  }
  return type
}

/** The kinds that the words of `ds,po` or `all` stand for, each once. */
export function mapWords(client: ApiClient, words: string): readonly ResourceType[] {
  const types = words.split(',').flatMap(word => {
    const category = client.resourceTypes().filter(type => type.categories.includes(word))
    return category.length > 0 ? inCategoryOrder(category) : [mapWord(client, word)]
  })
  return [...new Set(types)]
}

// The order in which discovery lists the groups: what `kubectl get all` shows first.
function inCategoryOrder(types: readonly ResourceType[]): readonly ResourceType[] {
  const order = [
    'pods',
    'replicationcontrollers',
    'services',
    'daemonsets',
    'deployments',
    'replicasets',
    'statefulsets',
  ]
  const rank = (type: ResourceType) => {
    const index = order.indexOf(type.plural)
    return index < 0 ? order.length : index
  }
  return [...types].sort((a, b) => rank(a) - rank(b))
}

/** The kind of a manifest, as it is or all in small letters; undefined when the server does not serve it. */
// Models staging/src/k8s.io/client-go/restmapper/discovery.go NewDiscoveryRESTMapper
export function mapKind(client: ApiClient, apiVersion: string, kind: string): ResourceType | undefined {
  const isNamed = (type: ResourceType) => type.kind === kind || type.kind.toLowerCase() === kind
  const isServed = (type: ResourceType) =>
    [type.version, ...(type.olderVersions ?? [])].some(version => apiVersionOf({ ...type, version }) === apiVersion)
  const served = client.resourceTypes().filter(isServed)
  return served.find(isNamed) ?? listKind(served, kind) ?? withoutVersion(client, apiVersion, isNamed)
}

/** `apps/` names a group that is served and a path that is not. */
function withoutVersion(client: ApiClient, apiVersion: string, isNamed: (type: ResourceType) => boolean) {
  if (!/^[^/]+\/$/.test(apiVersion)) return undefined
  const type = client.resourceTypes().find(one => `${one.group}/` === apiVersion && isNamed(one))
  return type && { ...type, version: '', plural: `${type.plural}/` }
}

/** kubectl takes lists for kinds with a resource of their own, which no server has. */
function listKind(served: readonly ResourceType[], kind: string): ResourceType | undefined {
  const listed = served.find(type => `${type.kind}List` === kind)
  const [like] = kind === 'List' ? served : []
  const type = listed ?? like
  if (type === undefined) return undefined
  const singular = kind.toLowerCase()
  const namespaced = listed?.namespaced ?? false
  return { ...type, kind, singular, plural: `${singular}s`, shortNames: [], categories: [], namespaced }
}

/** The kinds that have a number of replicas to set. */
export const SCALABLE: ReadonlySet<string> = new Set([
  'Deployment',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
])
