import { goQuote } from '../../k8s/go-quote'
import type { ResourceType } from '../../k8s/resources'
import { apiVersionOf, resourceNameOf } from '../../k8s/resources'
import type { CommandSpec } from '../command/command-spec'
import { CommandFailure, PlainError } from '../command/failure'
import { immediate } from '../command/immediate'
import type { ApiDocumentation } from '../documentation/api-documentation'
import { customDocumentation } from '../explain/custom-documentation'
import { findField } from '../explain/find-field'
import { plaintext, plaintextHeading } from '../explain/plaintext'
import { plaintextOpenapiV2 } from '../explain/plaintext-openapiv2'
import { findResourceType } from '../resources/resource-mapper'

const FORMATS = new Map([
  ['plaintext', plaintext],
  ['plaintext-openapiv2', plaintextOpenapiV2],
])

// Models staging/src/k8s.io/kubectl/pkg/cmd/explain/explain.go
export const explainCommand: CommandSpec = {
  name: 'explain',
  short: 'Get documentation for a resource',
  group: 'Basic Commands (Intermediate)',
  completes: 'resource',
  flags: [
    { name: 'api-version', type: 'string', default: "''" },
    { name: 'output', short: 'o', type: 'string', default: "'plaintext'" },
    { name: 'recursive', short: 'R', type: 'bool', default: 'false' },
  ],
  run: immediate(({ args, flags, session, io }) => {
    const [words, more] = args
    if (words === undefined) {
      throw new PlainError(
        'You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.',
      )
    }
    if (more !== undefined) throw new PlainError('We accept only this format: explain RESOURCE')
    const format = FORMATS.get(flags.string('output'))
    const { type, path } = typeAndPath(session.client.resourceTypes(), words, flags.string('api-version'))
    if (format === undefined) throw new PlainError(`unrecognized format: ${flags.string('output')}`)
    const known = session.documentation?.api
    if (known === undefined) throw new PlainError('the documentation has not been loaded yet: try again in a moment')
    const { api, typeKey } = documentationOf(type, known)
    const found = findField(api, typeKey, path)
    if (found === undefined) {
      io.out(plaintextHeading(type))
      throw new PlainError(`field ${goQuote(path.at(-1) ?? '')} does not exist`)
    }
    const { group, kind, version } = type
    io.out(format({ group, kind, version, api, ...found }, flags.bool('recursive')))
    return 0
  }),
}

/** `ds.spec.template`, with or without the group: `daemonsets.apps.spec`. Throws as kubectl does. */
// Models staging/src/k8s.io/kubectl/pkg/explain/explain.go SplitAndParseResourceRequestWithMatchingPrefix
function typeAndPath(
  types: readonly ResourceType[],
  words: string,
  apiVersion: string,
): { readonly type: ResourceType; readonly path: readonly string[] } {
  if (words.startsWith('.') || words.includes('..') || words.includes('[')) {
    throw new PlainError('invalid jsonpath syntax, first node must be field node')
  }
  const [word = '', ...rest] = words.split('.')
  const preferred = findResourceType(types, word)
  if (preferred === undefined) throw new CommandFailure(`the server doesn't have a resource type ${goQuote(word)}`)
  const type = apiVersion === '' ? preferred : inVersion(types, preferred, apiVersion)
  const full = resourceNameOf(type)
  // `deployments.apps/v1` is the group, and a version that nobody looks at.
  const path = words.startsWith(`${full}.`) || words === full ? words.slice(full.length).split('.') : rest
  const fields = path.filter(name => name !== '')
  return { type, path: fields.length === 1 && fields[0] === apiVersionOf(type) ? [] : fields }
}

function inVersion(types: readonly ResourceType[], preferred: ResourceType, apiVersion: string): ResourceType {
  const other = types.find(each => each.plural === preferred.plural && apiVersionOf(each) === apiVersion)
  if (other !== undefined) return other
  const known = types.some(each => apiVersionOf(each) === apiVersion)
  const resource = `${apiVersion.includes('/') ? '' : '/'}${apiVersion}, Resource=${preferred.plural}`
  throw new PlainError(
    known ? `GVR (${resource}) not found in OpenAPI schema` : `couldn't find resource for ${goQuote(resource)}`,
  )
}

function documentationOf(type: ResourceType, known: ApiDocumentation) {
  if (type.custom !== undefined) return customDocumentation(type.custom, known)
  const typeKey = known.kinds[`${apiVersionOf(type)} ${type.kind}`]
  if (typeKey === undefined) throw notDocumented(type)
  return { api: known, typeKey }
}

function notDocumented(type: ResourceType): PlainError {
  return new PlainError(`GVR (${apiVersionOf(type)}, Resource=${type.plural}) not found in OpenAPI schema`)
}
