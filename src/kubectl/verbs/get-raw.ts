import { asGoStruct } from '../../engine/object-checks'
import type { ApiClient } from '../../k8s/api-client'
import { encodeBase64 } from '../../k8s/base64'
import { toOrderedJson } from '../../k8s/go-json'
import { goQuote } from '../../k8s/go-quote'
import type { KubeObject } from '../../k8s/object'
import { apiVersionOf, resourceNameOf } from '../../k8s/resources'
import type { Invocation } from '../command/command-spec'
import { CommandFailure, PlainError } from '../command/failure'
import { SCALABLE } from '../resources/resource-mapper'
import { listObjects } from '../resources/resource-selection'
import { scaleOf } from './get-subresource'
import { discoveryAnswer } from './raw-discovery'
import { healthAnswer } from './raw-health'
import { parseQuery, type Query } from './raw-query'

/** `get --raw PATH`: health, version, what the server has, and lists and objects of the API. */
// Models staging/src/k8s.io/kubectl/pkg/rawhttp/raw.go RawGet
export function getRaw({ flags, io, session, args }: Invocation): void {
  if (args.length > 0) throw new PlainError('arguments may not be passed when --raw is specified')
  const address = flags.string('raw')
  if (!address.startsWith('/'))
    throw new PlainError(`--raw must be a valid URL path: parse ${goQuote(address)}: invalid URI for request`)
  const [path = '', query = ''] = address.split('?', 2)
  const asked = parseQuery(query)
  const answer =
    healthAnswer(path, asked) ??
    (path.replace(/\/$/, '') === '/version' ? versionText(session.version.gitVersion) : undefined) ??
    discoveryAnswer(path, session)
  io.out(answer ?? `${objectAnswer(path, asked, session.client)}\n`)
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

const OBJECT_PATH =
  /^\/(?:api\/(v1)|apis\/([^/]+\/[^/]+))(?:\/namespaces\/([^/]+))?\/([a-z]+)(?:\/([^/]+)(?:\/(status|scale))?)?$/

/** One object, or a list. Throws CommandFailure and ApiError. */
function objectAnswer(path: string, query: Query, client: ApiClient): string {
  const match = OBJECT_PATH.exec(path)
  const apiVersion = match?.[1] ?? match?.[2]
  const [, , , namespace, plural, name, subresource] = match ?? []
  const type = client.resourceTypes().find(each => each.plural === plural && apiVersionOf(each) === apiVersion)
  if (type === undefined) throw NOTHING_THERE
  const resource = resourceNameOf(type)
  if (name !== undefined) {
    const object = client.get(resource, namespace, name)
    if (subresource !== 'scale') return objectText(client, object)
    if (!SCALABLE.has(type.kind)) throw NOTHING_THERE
    const { kind, apiVersion: version, ...rest } = scaleOf(object)
    return toOrderedJson({ kind, apiVersion: version, ...rest })
  }
  const items = listObjects(client, type, {
    ...(namespace === undefined ? {} : { namespace }),
    ...selectorsOf(query),
  })
  const { length } = items
  const limit = Number(query.getAll('limit')[0] ?? '0') || length
  const version = String(Math.max(0, ...items.map(item => Number(item.metadata.resourceVersion))))
  const rest =
    length > limit
      ? { continue: encodeBase64(items[limit - 1]?.metadata.name ?? ''), remainingItemCount: length - limit }
      : {}
  const metadata = toOrderedJson({ resourceVersion: version, ...rest })
  const texts = items.slice(0, limit).map(item => objectText(client, item, false))
  return `{"kind":"${type.kind}List","apiVersion":"${apiVersion}","metadata":${metadata},"items":[${texts.join(',')}]}`
}

const NOTHING_THERE = new CommandFailure(
  'Error from server (NotFound): the server could not find the requested resource',
)

/** As the server writes it: with who owns which fields, in the order of Go's struct. In lists without its kind. */
function objectText(client: ApiClient, object: KubeObject, named = true): string {
  const managedFields = client.managedFields(object)
  const whole = {
    ...object,
    metadata: { ...object.metadata, ...(managedFields.length === 0 ? {} : { managedFields }) },
  }
  const { kind, apiVersion, ...fields } = asGoStruct(object.kind, whole)
  return toOrderedJson(named ? { kind, apiVersion, ...fields } : fields)
}

function selectorsOf(query: Query) {
  const [labelSelector = ''] = query.getAll('labelSelector')
  const [fieldSelector = ''] = query.getAll('fieldSelector')
  return {
    ...(labelSelector === '' ? {} : { labelSelector }),
    ...(fieldSelector === '' ? {} : { fieldSelector }),
  }
}
