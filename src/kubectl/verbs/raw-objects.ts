import { asGoStruct } from '../../engine/object-checks'
import { type ApiClient, ApiError } from '../../k8s/api-client'
import { encodeBase64 } from '../../k8s/base64'
import { toOrderedJson } from '../../k8s/go-json'
import type { KubeObject, NewObject } from '../../k8s/object'
import { apiVersionOf, type ResourceType, resourceNameOf } from '../../k8s/resources'
import { CommandFailure } from '../command/failure'
import { USER_AGENT } from '../command/field-manager'
import { SCALABLE } from '../resources/resource-mapper'
import { listObjects, notAllowed } from '../resources/resource-selection'
import { scaleOf } from './get-subresource'
import type { Query } from './raw-query'

const OBJECT_PATH =
  /^\/(?:api\/(v1)|apis\/([^/]+\/[^/]+))(?:\/namespaces\/([^/]+))?\/([a-z]+)(?:\/([^/]+)(?:\/(status|scale))?)?$/

interface ObjectAddress {
  readonly type: ResourceType
  readonly resource: string
  readonly namespace: string | undefined
  readonly name: string | undefined
  readonly subresource: string | undefined
}

/** What a path of the API names. Throws CommandFailure. */
function addressed(path: string, client: ApiClient): ObjectAddress {
  const match = OBJECT_PATH.exec(path)
  const apiVersion = match?.[1] ?? match?.[2]
  const [, , , namespace, plural, name, subresource] = match ?? []
  const type = client.resourceTypes().find(each => each.plural === plural && apiVersionOf(each) === apiVersion)
  if (type === undefined) throw NOTHING_THERE
  return { type, resource: resourceNameOf(type), namespace, name, subresource }
}

/** What the server answers to `delete --raw`: that it is done, or the object that is going. Throws CommandFailure and ApiError. */
// Models staging/src/k8s.io/apiserver/pkg/endpoints/handlers/delete.go DeleteResource
export function deleteAnswer(path: string, client: ApiClient): string {
  const { type, resource, namespace, name, subresource } = addressed(path, client)
  if (name === undefined || subresource !== undefined) throw NOTHING_THERE
  const { kind, metadata } = client.delete(resource, namespace, name, { because: 'deleted by a person' })
  const { uid } = metadata
  const left = client
    .list(resource, namespace === undefined ? {} : { namespace })
    .find(each => each.metadata.uid === uid)
  if (left !== undefined && kind === type.kind) return objectText(client, left)
  const group = type.group === '' ? {} : { group: type.group }
  const details = { name, ...group, kind: type.plural, uid }
  return toOrderedJson({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details })
}

/**
 * What the server answers to a PUT. `read` makes the object of the request's text. Throws CommandFailure and ApiError.
 */
// Models staging/src/k8s.io/apiserver/pkg/endpoints/handlers/update.go UpdateResource
export function updateAnswer(path: string, read: (type: ResourceType) => NewObject, client: ApiClient): string {
  const { type, resource, namespace, name, subresource } = addressed(path, client)
  if (name === undefined) throw notAllowed()
  if (subresource === 'scale' && !SCALABLE.has(type.kind)) throw NOTHING_THERE
  const object = read(type)
  if (subresource !== 'scale') requireKind(object, type)
  const { metadata } = object
  if (metadata.name !== undefined && metadata.name !== name) {
    throw badRequest(`the name of the object (${metadata.name}) does not match the name on the URL (${name})`)
  }
  if (metadata.namespace !== undefined && metadata.namespace !== (namespace ?? '')) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request')
  }
  const place = { name, ...(namespace === undefined ? {} : { namespace }) }
  const options = {
    because: 'replaced by a person',
    fieldManager: USER_AGENT,
    ...(isSubresource(subresource) ? { subresource } : {}),
  }
  return objectText(client, client.update(resource, { ...object, metadata: { ...metadata, ...place } }, options))
}

/** Throws ApiError when the object is of another kind than the address. */
export function requireKind({ kind, apiVersion }: NewObject, type: ResourceType): void {
  if (kind === type.kind) return
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1)
  const conversion = `converting (${version}.${kind}) to (${type.group || 'core'}.${type.kind}): unknown conversion`
  throw badRequest(`${kind} in version "${version}" cannot be handled as a ${type.kind}: ${conversion}`)
}

const isSubresource = (name: string | undefined): name is 'status' | 'scale' => name === 'status' || name === 'scale'

function badRequest(message: string): ApiError {
  return new ApiError({ code: 400, reason: 'BadRequest', message })
}

/** One object, or a list. Throws CommandFailure and ApiError. */
export function objectAnswer(path: string, query: Query, client: ApiClient): string {
  const { type, resource, namespace, name, subresource } = addressed(path, client)
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
  return `{"kind":"${type.kind}List","apiVersion":"${apiVersionOf(type)}","metadata":${metadata},"items":[${texts.join(',')}]}`
}

const NOTHING_THERE = new CommandFailure(
  'Error from server (NotFound): the server could not find the requested resource',
)

/** As the server writes it: with who owns which fields, in the order of Go's struct. In lists without its kind. */
export function objectText(client: ApiClient, object: KubeObject, named = true): string {
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
