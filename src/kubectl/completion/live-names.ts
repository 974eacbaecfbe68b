import { ApiError } from '../../k8s/api-client'
import type { KubeObject } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import { resourceNameOf } from '../../k8s/resources'
import { containersOf } from '../containers/target-pod'
import type { KubectlSession } from '../kubectl-session'
import { templateOf } from '../resources/pod-template'
import { findResourceType } from '../resources/resource-mapper'

/** The objects of a kind (in any of its names) as they are now; none for a kind that there is not. */
export function objectsOf(
  { client }: KubectlSession,
  kind: string,
  namespace: string | undefined,
): readonly KubeObject[] {
  const type = findResourceType(client.resourceTypes(), kind)
  if (type === undefined) return []
  try {
    const where = type.namespaced && namespace !== undefined ? { namespace } : {}
    return client.list(resourceNameOf(type), where)
  } catch (error) {
    if (error instanceof ApiError) return []
    throw error
  }
}

export const namesOf = (session: KubectlSession, kind: string, namespace: string | undefined): string[] =>
  objectsOf(session, kind, namespace).map(({ metadata }) => metadata.name)

/** Labels of the objects: key to the values it has on them. */
export function labelsOf(objects: readonly KubeObject[]): ReadonlyMap<string, ReadonlySet<string>> {
  const labels = new Map<string, Set<string>>()
  for (const { metadata } of objects) {
    for (const [key, value] of Object.entries(metadata.labels ?? {})) {
      const values = labels.get(key) ?? new Set()
      labels.set(key, values.add(value))
    }
  }
  return labels
}

/** Container names of a Pod, or of the Pods that an object makes. */
export function containerNames(session: KubectlSession, kind: string, name: string, namespace: string): string[] {
  const object = objectsOf(session, kind, namespace).find(({ metadata }) => metadata.name === name)
  if (object === undefined) return []
  const spec = object.kind === 'Pod' ? (object as Pod).spec : templateOf(object)?.spec
  return spec === undefined ? [] : containersOf({ ...object, spec } as Pod).map(container => container.name)
}
