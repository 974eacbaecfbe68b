import type { ListOptions } from '../../k8s/api-client'
import { parseFieldSelector } from '../../k8s/field-selector'
import type { KubeObject } from '../../k8s/object'
import { resourceNameOf } from '../../k8s/resources'
import { matchesLabelSelector } from '../../k8s/selector'
import { checksOf } from './decode-body'
import { keyOf, resourceType, type ServerContext } from './request'
import { badRequest, notFound } from './status-errors'

/** Throws ApiError when there is no such object, or no such kind. */
// Models staging/src/k8s.io/apiserver/pkg/endpoints/handlers/get.go GetResource
export function getObject(
  server: ServerContext,
  resource: string,
  namespace: string | undefined,
  name: string,
): KubeObject {
  const type = resourceType(server, resource)
  const object = server.store.get(resourceNameOf(type), keyOf(type, namespace, name))
  if (object === undefined) throw notFound(type, name)
  return object
}

type Test = (object: KubeObject) => boolean

/** By namespace and name, as etcd lists them. */
export function listObjects(server: ServerContext, resource: string, options: ListOptions): readonly KubeObject[] {
  const type = resourceType(server, resource)
  const tests = listTests(server, resource, options)
  const stored = server.store.all(resourceNameOf(type))
  const within = type.namespaced && options.namespace !== undefined ? `${options.namespace}/` : ''
  const keys: string[] = []
  for (const [key, object] of stored) {
    if (key.startsWith(within) && tests.every(test => test(object))) keys.push(key)
  }
  // Texts are sorted several times faster than objects.
  keys.sort()
  const found: KubeObject[] = []
  for (const key of keys) {
    const object = stored.get(key)
    if (object !== undefined) found.push(object)
  }
  return found
}

function listTests(server: ServerContext, resource: string, { labelSelector, fieldSelector }: ListOptions): Test[] {
  const tests: Test[] = []
  if (labelSelector !== undefined && labelSelector !== '') {
    const selector =
      typeof labelSelector === 'string'
        ? refusing(() => checksOf(server).parseLabelSelector(labelSelector))
        : labelSelector
    tests.push(object => matchesLabelSelector(selector, object.metadata.labels))
  }
  if (fieldSelector !== undefined && fieldSelector !== '') {
    const matches = refusing(() => parseFieldSelector(resource, fieldSelector))
    tests.push(object => matches(object))
  }
  return tests
}

function refusing<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    if (error instanceof SyntaxError) throw badRequest(error.message)
    throw error
  }
}
