import type { ListOptions } from '../../k8s/api-client'
import { parseFieldSelector } from '../../k8s/field-selector'
import { parseLabelSelector } from '../../k8s/label-selector-parser'
import type { KubeObject } from '../../k8s/object'
import { compareStorageKeys } from '../../k8s/object-order'
import { resourceNameOf } from '../../k8s/resources'
import { matchesLabelSelector } from '../../k8s/selector'
import { keyOf, resourceType, type ServerContext } from './request'
import { badRequest, notFound } from './status-errors'

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
  const tests = listTests(resource, options)
  const found: KubeObject[] = []
  for (const object of server.store.all(resourceNameOf(type)).values()) {
    if (type.namespaced && options.namespace !== undefined && object.metadata.namespace !== options.namespace) continue
    if (tests.every(test => test(object))) found.push(object)
  }
  return found.sort(compareStorageKeys)
}

function listTests(resource: string, { labelSelector, fieldSelector }: ListOptions): Test[] {
  const tests: Test[] = []
  if (labelSelector !== undefined && labelSelector !== '') {
    const selector =
      typeof labelSelector === 'string' ? refusing(() => parseLabelSelector(labelSelector)) : labelSelector
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
