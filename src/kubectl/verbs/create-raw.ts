import { toGoJson } from '../../k8s/go-json'
import type { NewObject } from '../../k8s/object'
import { apiVersionOf } from '../../k8s/resources'
import type { Invocation } from '../command/command-spec'
import { CommandFailure, PlainError } from '../command/failure'

/** `create --raw PATH -f FILE`: posts the file's object to that address, such as a Pod's eviction, and prints the answer. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/create/create.go Validate and pkg/rawhttp/raw.go RawPost
export function createRaw(invocation: Invocation): number {
  const { flags, io, session } = invocation
  if (flags.list('filename').length === 0) throw new PlainError('must specify one of -f and -k')
  if (flags.bool('edit')) throw new PlainError('--raw and --edit are mutually exclusive')
  if (flags.list('filename').length !== 1) {
    throw new PlainError('--raw can only use a single local file or stdin')
  }
  if (flags.string('output') !== '') throw new PlainError('--raw and --output are mutually exclusive')
  const { resource, namespace, name, subresource } = addressOf(flags.string('raw'), invocation)
  const body = readBody(invocation, flags.list('filename')[0] ?? '')
  const { metadata } = body
  if (name !== undefined && metadata.name !== name) {
    const text = `name in URL does not match name in ${body.kind} object`
    throw new CommandFailure(`Error from server (BadRequest): ${text}`)
  }
  const place = { name: name ?? metadata.name, ...(namespace === undefined ? {} : { namespace }) }
  const object: NewObject = { ...body, metadata: { ...metadata, ...place } }
  const options = { because: 'created by a person', ...(subresource === undefined ? {} : { subresource }) }
  const answer = session.client.create(resource, object, options)
  io.out(`${subresource === undefined ? toGoJson(answer) : SUCCESS}\n`)
  return 0
}

/** What the server answers to a request that makes no object. */
const SUCCESS = '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Success","code":201}'

function readBody({ io }: Invocation, file: string): NewObject {
  const text = file === '-' ? (io.stdin ?? '') : io.readFile(file.replace(/^\.\//, ''))
  if (text === undefined) throw new PlainError(`open ${file}: no such file or directory`)
  try {
    return JSON.parse(text) as NewObject
  } catch {
    throw new CommandFailure('Error from server (BadRequest): the body of the request was in an unknown format')
  }
}

interface Address {
  readonly resource: string
  readonly namespace?: string | undefined
  readonly name?: string | undefined
  readonly subresource?: 'binding' | 'eviction'
}

const ADDRESS =
  /^\/(?:api\/(v1)|apis\/([^/]+\/[^/]+))(?:\/namespaces\/([^/]+))?\/([a-z]+)(?:\/([^/]+)\/(binding|eviction))?$/

function addressOf(address: string, { session }: Invocation): Address {
  const match = ADDRESS.exec(address.replace(/\?.*$/, ''))
  const [, core, grouped, namespace, plural, name, subresource] = match ?? []
  const types = session.client.resourceTypes()
  const type = types.find(each => each.plural === plural && apiVersionOf(each) === (core ?? grouped))
  if (type === undefined)
    throw new CommandFailure('Error from server (NotFound): the server could not find the requested resource')
  const resource = type.group === '' ? type.plural : `${type.plural}.${type.group}`
  return subresource === undefined
    ? { resource, namespace }
    : { resource, namespace, name, subresource: subresource as 'binding' | 'eviction' }
}
