import { sha256 } from '../../base/sha256'
import { encodeBase64Bytes, utf8 } from '../../k8s/base64'
import { apiVersionOf, EVERYTHING, type ResourceType } from '../../k8s/resources'
import type { Invocation } from '../command/command-spec'
import { HEALTH_PATHS } from './raw-health'

/** What the server says of itself: its paths, groups, versions and kinds; undefined for other paths. */
// Models staging/src/k8s.io/apiserver/pkg/endpoints/discovery
export function discoveryAnswer(path: string, { client, server }: Invocation['session']): string | undefined {
  const types = client.resourceTypes()
  if (path === '/') return `${JSON.stringify({ paths: pathsOf(types) }, undefined, 2)}`
  if (path === '/api') {
    const addresses = [{ clientCIDR: '0.0.0.0/0', serverAddress: server.replace(/^https?:\/\//, '') }]
    return line({ kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: addresses })
  }
  const groups = groupsOf(types)
  if (path === '/apis') {
    return line({ kind: 'APIGroupList', apiVersion: 'v1', groups: groups.map(group => described(group, types)) })
  }
  const [, group, groupVersion] = /^\/apis\/(?:([^/]+)|([^/]+\/[^/]+))$/.exec(path) ?? []
  if (group !== undefined)
    return groups.includes(group) ? line({ kind: 'APIGroup', apiVersion: 'v1', ...described(group, types) }) : undefined
  return resourcesAnswer(path === '/api/v1' ? 'v1' : (groupVersion ?? ''), types)
}

const line = (answer: object) => `${JSON.stringify(answer)}\n`

/** The order in which the server lists its groups. */
// Models pkg/controlplane/apiserver/aggregator.go apiVersionPriorities
const GROUP_ORDER = [
  'apiregistration.k8s.io',
  'apps',
  'events.k8s.io',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'autoscaling',
  'batch',
  'certificates.k8s.io',
  'networking.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'storage.k8s.io',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'scheduling.k8s.io',
  'coordination.k8s.io',
  'node.k8s.io',
  'discovery.k8s.io',
  'resource.k8s.io',
  'flowcontrol.apiserver.k8s.io',
]

function groupsOf(types: readonly ResourceType[]): readonly string[] {
  const groups = [...new Set(types.flatMap(({ group }) => (group === '' ? [] : [group])))]
  const place = (group: string) => (GROUP_ORDER.includes(group) ? GROUP_ORDER.indexOf(group) : GROUP_ORDER.length)
  return groups.sort((a, b) => place(a) - place(b))
}

function described(group: string, types: readonly ResourceType[]) {
  const versions = versionsOf(group, types).map(version => ({ groupVersion: `${group}/${version}`, version }))
  return { name: group, versions, preferredVersion: versions[0] }
}

/** The preferred one first. */
function versionsOf(group: string, types: readonly ResourceType[]): readonly string[] {
  const own = types.filter(type => type.group === group)
  return [...new Set([...own.map(({ version }) => version), ...own.flatMap(({ olderVersions = [] }) => olderVersions)])]
}

function pathsOf(types: readonly ResourceType[]): readonly string[] {
  const groups = groupsOf(types).flatMap(group => [
    `/apis/${group}`,
    ...versionsOf(group, types).map(version => `/apis/${group}/${version}`),
  ])
  return [...OTHER_PATHS, ...groups, ...HEALTH_PATHS].sort()
}

const OTHER_PATHS = [
  '/.well-known/openid-configuration',
  '/api',
  '/api/v1',
  '/apis',
  '/apis/',
  '/flagz',
  '/metrics',
  '/metrics/slis',
  '/openapi/v2',
  '/openapi/v3',
  '/openapi/v3/',
  '/openid/v1/jwks',
  '/statusz',
  '/version',
]

function resourcesAnswer(groupVersion: string, types: readonly ResourceType[]): string | undefined {
  const own = types.filter(
    type =>
      apiVersionOf(type) === groupVersion ||
      type.olderVersions?.some(version => apiVersionOf({ ...type, version }) === groupVersion) === true,
  )
  if (own.length === 0) return undefined
  const resources = own
    .flatMap(type => [describedType(type), ...subresourcesOf(type)])
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const version = groupVersion === 'v1' ? {} : { apiVersion: 'v1' }
  return line({ kind: 'APIResourceList', ...version, groupVersion, resources })
}

interface Described {
  readonly name: string
  readonly singularName: string
  readonly namespaced: boolean
  readonly kind: string
  readonly verbs: readonly string[]
}

function describedType(type: ResourceType): Described {
  const { plural, singular, namespaced, kind, verbs = EVERYTHING, shortNames, categories } = type
  return {
    name: plural,
    singularName: singular,
    namespaced,
    kind,
    verbs,
    ...(shortNames.length === 0 ? {} : { shortNames }),
    ...(categories.length === 0 ? {} : { categories }),
    // What cannot be watched is not stored.
    ...(verbs.includes('watch') ? { storageVersionHash: storageHash(type) } : {}),
  }
}

// Models staging/src/k8s.io/apiserver/pkg/endpoints/discovery/storageversionhash.go
function storageHash({ group, version, kind }: ResourceType): string {
  const digest = sha256(utf8(`${group}/${version}/${kind}`)).slice(0, 16)
  return encodeBase64Bytes([...digest.matchAll(/../g)].map(([byte]) => Number.parseInt(byte, 16)))
}

interface Subresource {
  readonly kind?: string
  readonly group?: string
  readonly version?: string
  readonly verbs: readonly string[]
}

const CHANGE = ['get', 'patch', 'update']
const SCALE: Subresource = { group: 'autoscaling', version: 'v1', kind: 'Scale', verbs: CHANGE }
const CONNECT = ['create', 'delete', 'get', 'patch', 'update']

const WITH_STATUS: ReadonlySet<string> = new Set([
  ...['namespaces', 'nodes', 'persistentvolumeclaims', 'persistentvolumes', 'pods', 'replicationcontrollers'],
  ...['resourcequotas', 'services', 'daemonsets', 'deployments', 'replicasets', 'statefulsets', 'cronjobs', 'jobs'],
  ...['poddisruptionbudgets', 'horizontalpodautoscalers', 'ingresses', 'apiservices', 'customresourcedefinitions'],
  ...['certificatesigningrequests', 'flowschemas', 'prioritylevelconfigurations', 'validatingadmissionpolicies'],
  ...['volumeattachments', 'servicecidrs', 'resourceclaims'],
])

/** What stands behind the names of single objects, besides their status. */
const SUBRESOURCES: Readonly<Record<string, Readonly<Record<string, Subresource>>>> = {
  namespaces: { finalize: { verbs: ['update'] } },
  nodes: { proxy: { kind: 'NodeProxyOptions', verbs: CONNECT } },
  services: { proxy: { kind: 'ServiceProxyOptions', verbs: CONNECT } },
  pods: {
    attach: { kind: 'PodAttachOptions', verbs: ['create', 'get'] },
    binding: { kind: 'Binding', verbs: ['create'] },
    ephemeralcontainers: { verbs: CHANGE },
    eviction: { group: 'policy', version: 'v1', kind: 'Eviction', verbs: ['create'] },
    exec: { kind: 'PodExecOptions', verbs: ['create', 'get'] },
    log: { verbs: ['get'] },
    portforward: { kind: 'PodPortForwardOptions', verbs: ['create', 'get'] },
    proxy: { kind: 'PodProxyOptions', verbs: CONNECT },
    resize: { verbs: CHANGE },
  },
  serviceaccounts: {
    token: { group: 'authentication.k8s.io', version: 'v1', kind: 'TokenRequest', verbs: ['create'] },
  },
  replicationcontrollers: { scale: SCALE },
  deployments: { scale: SCALE },
  replicasets: { scale: SCALE },
  statefulsets: { scale: SCALE },
  certificatesigningrequests: { approval: { verbs: CHANGE } },
}

function subresourcesOf({ plural, namespaced, kind }: ResourceType): readonly Described[] {
  const status: Readonly<Record<string, Subresource>> = WITH_STATUS.has(plural) ? { status: { verbs: CHANGE } } : {}
  return Object.entries({ ...SUBRESOURCES[plural], ...status }).map(([name, own]) => ({
    name: `${plural}/${name}`,
    singularName: '',
    namespaced,
    ...(own.group === undefined ? {} : { group: own.group, version: own.version }),
    kind: own.kind ?? kind,
    verbs: own.verbs,
  }))
}
