import type { Pod } from '../../k8s/pod'
import type { Informer } from './informer'

const INDEX = 'spec.nodeName'

/** Lets `podsOnNode` find Pods by the node that they are bound to. */
export function indexByNode(pods: Informer<Pod>): void {
  pods.addIndex(INDEX, pod => pod.spec.nodeName || undefined)
}

/** All Pods that are bound to the node. Needs `indexByNode`. */
export function podsOnNode(pods: Informer<Pod>, node: string): Iterable<Pod> {
  return pods.byIndex(INDEX, node)
}
