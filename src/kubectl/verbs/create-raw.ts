import type { NewObject } from '../../k8s/object'
import { apiVersionOf, type ResourceType } from '../../k8s/resources'
import type { Invocation } from '../command/command-spec'
import { CommandFailure, PlainError } from '../command/failure'
import { USER_AGENT } from '../command/field-manager'
import { checkRawFlags, rawAddress, rawObject, readRawFile } from './raw-body'
import { objectText, requireKind } from './raw-objects'

/** `create --raw PATH -f FILE`: posts the file's object to that address, such as a Pod's eviction, and prints the answer. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/create/create.go Validate and pkg/rawhttp/raw.go RawPost
export function createRaw(invocation: Invocation): number {
  const { flags, io, session } = invocation
  if (flags.list('filename').length > 0 && flags.bool('edit')) {
    throw new PlainError('--raw and --edit are mutually exclusive')
  }
  const file = checkRawFlags(invocation)
  const { type, resource, namespace, name, subresource } = addressOf(rawAddress(invocation), invocation)
  const body = rawObject(readRawFile(invocation, file), type)
  if (subresource === undefined) requireKind(body, type)
  const { metadata } = body
  if (name !== undefined && metadata.name !== name) {
    const text = `name in URL does not match name in ${body.kind} object`
    throw new CommandFailure(`Error from server (BadRequest): ${text}`)
  }
  const place = { name: name ?? metadata.name, ...(namespace === undefined ? {} : { namespace }) }
  const object: NewObject = { ...body, metadata: { ...metadata, ...place } }
  const options = {
    because: 'created by a person',
    fieldManager: USER_AGENT,
    ...(subresource === undefined ? {} : { subresource }),
  }
  const answer = session.client.create(resource, object, options)
  io.out(`${subresource === undefined ? objectText(session.client, answer) : SUCCESS}\n`)
  return 0
}

/** What the server answers to a request that makes no object. */
const SUCCESS = '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Success","code":201}'

interface Address {
  readonly type: ResourceType
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
    ? { type, resource, namespace }
    : { type, resource, namespace, name, subresource: subresource as 'binding' | 'eviction' }
}
