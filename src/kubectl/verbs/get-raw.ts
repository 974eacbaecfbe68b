import { toGoJson } from '../../k8s/go-json'
import { apiVersionOf } from '../../k8s/resources'
import type { Invocation } from '../command/command-spec'
import { CommandFailure, PlainError } from '../command/failure'
import { listObjects } from '../resources/resource-selection'

/** `get --raw PATH`: health, version, and lists and objects of the API. */
export function getRaw({ flags, io, session, args }: Invocation): void {
  if (args.length > 0) throw new PlainError('arguments may not be passed when --raw is specified')
  const path = flags.string('raw').replace(/\?.*$/, '')
  if (path === '/healthz' || path === '/livez' || path === '/readyz') {
    io.out('ok')
    return
  }
  if (path === '/version') {
    io.out(versionText(session.version.gitVersion))
    return
  }
  io.out(`${apiAnswer(path, session.client)}\n`)
}

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
  if (name !== undefined) return toGoJson(client.get(resource, namespace, name))
  const items = listObjects(client, type, where)
  const version = String(Math.max(0, ...items.map(item => Number(item.metadata.resourceVersion))))
  return `{"kind":"${type.kind}List","apiVersion":"${apiVersion}","metadata":{"resourceVersion":"${version}"},"items":${toGoJson(items)}}`
}
