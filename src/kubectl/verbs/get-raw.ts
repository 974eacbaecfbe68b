import { toGoJson } from '../../k8s/go-json'
import { goQuote } from '../../k8s/go-quote'
import { apiVersionOf } from '../../k8s/resources'
import type { Invocation } from '../command/command-spec'
import { CommandFailure, PlainError } from '../command/failure'
import { listObjects } from '../resources/resource-selection'

/** `get --raw PATH`: health, version, and lists and objects of the API. */
export function getRaw({ flags, io, session, args }: Invocation): void {
  if (args.length > 0) throw new PlainError('arguments may not be passed when --raw is specified')
  const path = flags.string('raw').replace(/\?.*$/, '')
  if (!path.startsWith('/'))
    throw new PlainError(`--raw must be a valid URL path: parse ${goQuote(path)}: invalid URI for request`)
  if (HEALTH.test(path)) {
    io.out('ok')
    return
  }
  if (path === '/version') {
    io.out(versionText(session.version.gitVersion))
    return
  }
  io.out(`${discoveryAnswer(path, session) ?? apiAnswer(path, session.client)}\n`)
}

/** What `/api` and `/apis` say of what there is; undefined for other paths. */
// Models staging/src/k8s.io/apiserver/pkg/endpoints/discovery/group.go
function discoveryAnswer(path: string, { client, server }: Invocation['session']): string | undefined {
  if (path === '/api') {
    const addresses = [{ clientCIDR: '0.0.0.0/0', serverAddress: server.replace(/^https?:\/\//, '') }]
    return JSON.stringify({ kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: addresses })
  }
  const groups = [...new Set(client.resourceTypes().flatMap(({ group }) => (group === '' ? [] : [group])))]
  const described = (group: string) => {
    const served = [...new Set(client.resourceTypes().flatMap(type => (type.group === group ? [type.version] : [])))]
    const versions = served.map(version => ({ groupVersion: `${group}/${version}`, version }))
    return { name: group, versions, preferredVersion: versions[0] }
  }
  if (path === '/apis') return JSON.stringify({ kind: 'APIGroupList', apiVersion: 'v1', groups: groups.map(described) })
  const [, group = ''] = /^\/apis\/([^/]+)$/.exec(path) ?? []
  if (!groups.includes(group)) return undefined
  return JSON.stringify({ kind: 'APIGroup', apiVersion: 'v1', ...described(group) })
}

/** Whether the server is well, or one part of it. */
const HEALTH = /^\/(?:healthz|livez|readyz)(?:\/(?:ping|log|etcd))?$/

function versionText(gitVersion: string): string {
  const [, major = '1', minor = '36'] = /^v(\d+)\.(\d+)/.exec(gitVersion) ?? []
  const fields = [
    ['major', major],
    ['minor', minor],
    ['emulationMajor', major],
    ['emulationMinor', minor],
    ['minCompatibilityMajor', major],
    ['minCompatibilityMinor', String(Number(minor) - 1)],
    ['gitVersion', gitVersion],
    ['gitCommit', '0000000'],
    ['gitTreeState', 'clean'],
    ['buildDate', '2026-01-01T00:00:00Z'],
    ['goVersion', 'go1.26.8'],
    ['compiler', 'gc'],
    ['platform', 'linux/amd64'],
  ]
  return `{\n${fields.map(([name, value]) => `  "${name}": "${value}"`).join(',\n')}\n}`
}

function apiAnswer(path: string, client: Invocation['session']['client']): string {
  const match = /^\/(?:api\/(v1)|apis\/([^/]+\/[^/]+))(?:\/namespaces\/([^/]+))?\/([a-z]+)(?:\/([^/]+))?$/.exec(path)
  const apiVersion = match?.[1] ?? match?.[2]
  const [, , , namespace, plural, name] = match ?? []
  const type = client.resourceTypes().find(each => each.plural === plural && apiVersionOf(each) === apiVersion)
  if (type === undefined)
    throw new CommandFailure('Error from server (NotFound): the server could not find the requested resource')
  const where = namespace === undefined ? {} : { namespace }
  const resource = type.group === '' ? type.plural : `${type.plural}.${type.group}`
  if (name !== undefined) {
    const { kind, apiVersion: version, ...rest } = client.get(resource, namespace, name)
    return `{"kind":"${kind}","apiVersion":"${version}",${toGoJson(rest).slice(1)}`
  }
  const items = listObjects(client, type, where)
  const version = String(Math.max(0, ...items.map(item => Number(item.metadata.resourceVersion))))
  return `{"kind":"${type.kind}List","apiVersion":"${apiVersion}","metadata":{"resourceVersion":"${version}"},"items":${toGoJson(items)}}`
}
