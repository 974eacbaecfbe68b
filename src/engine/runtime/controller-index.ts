import { controllerOf, type KubeObject } from '../../k8s/object'
import type { Informer } from './informer'

const INDEX = 'controller'

const orphansOf = (namespace: string | undefined) => `orphans of ${namespace ?? ''}`

/** Lets `objectsOfController` find objects by who controls them; orphans are found by their namespace. */
// Models pkg/controller/controller_utils.go AddPodControllerIndexer
export function indexByController<T extends KubeObject>(informer: Informer<T>): void {
  informer.addIndex(INDEX, object => controllerOf(object)?.uid ?? orphansOf(object.metadata.namespace))
}

/** What `owner` controls, and, when asked for, what nobody controls in its namespace. Needs `indexByController`. */
// Models pkg/controller/controller_utils.go FilterPodsByOwner
export function objectsOfController<T extends KubeObject>(
  informer: Informer<T>,
  owner: KubeObject,
  withOrphans = false,
): T[] {
  const objects = [...informer.byIndex(INDEX, owner.metadata.uid)]
  if (withOrphans) objects.push(...informer.byIndex(INDEX, orphansOf(owner.metadata.namespace)))
  return objects
}

/** What nobody controls in the namespace. Needs `indexByController`. */
export function orphansIn<T extends KubeObject>(informer: Informer<T>, namespace: string | undefined): T[] {
  return [...informer.byIndex(INDEX, orphansOf(namespace))]
}
