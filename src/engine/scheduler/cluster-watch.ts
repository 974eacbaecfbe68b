import type { Node } from '../../k8s/node'
import type { Pod } from '../../k8s/pod'
import { isPodTerminal } from '../../k8s/pod-conditions'
import type { InformerFactory } from '../runtime/informer'
import type { PersistentVolumeClaim } from './filters/volume-claims'
import type { NodeCache } from './node-cache'
import type { NominatedPods } from './nominated-pods'
import { podPriority } from './pod-priority'
import { isResponsibleFor } from './responsibility'
import type { SchedulingQueue } from './scheduling-queue'

export interface SchedulerState {
  readonly cache: NodeCache
  readonly queue: SchedulingQueue
  readonly nominated: NominatedPods
}

/** Keeps the cache and the queue in step with what the API server tells of nodes and Pods. */
// Models pkg/scheduler/eventhandlers.go addAllEventHandlers
export function watchCluster(informers: InformerFactory, state: SchedulerState): void {
  const { cache, queue } = state
  informers.informer<Node>('nodes').handle({
    added(node) {
      cache.setNode(node)
      queue.moveAll({ kind: 'node', node })
    },
    updated(before, node) {
      cache.setNode(node)
      if (mayMatterToPods(before, node)) queue.moveAll({ kind: 'node', before, node })
    },
    removed(node) {
      cache.removeNode(node.metadata.name)
      queue.moveAll({ kind: 'node-removed', node })
    },
  })
  // Pods whose containers have ended for good take no room any more: for the scheduler they are gone.
  informers.informer<Pod>('pods').handle({
    added(pod) {
      if (!isPodTerminal(pod)) podAdded(state, pod)
    },
    updated(before, pod) {
      if (isPodTerminal(before)) return
      if (isPodTerminal(pod)) podGone(state, pod)
      else podChanged(state, before, pod)
    },
    removed(pod) {
      if (!isPodTerminal(pod)) podGone(state, pod)
    },
  })
  informers.informer<PersistentVolumeClaim>('persistentvolumeclaims').handle({
    added: claim => queue.moveAll({ kind: 'claim', claim }),
    updated: (_, claim) => queue.moveAll({ kind: 'claim', claim }),
  })
}

/** Heartbeats and conditions help no Pod. */
// Models pkg/scheduler/framework/events.go NodeSchedulingPropertiesChange
function mayMatterToPods(before: Node, node: Node): boolean {
  return (
    before.spec.unschedulable !== node.spec.unschedulable ||
    before.spec.taints !== node.spec.taints ||
    before.metadata.labels !== node.metadata.labels ||
    before.status?.allocatable !== node.status?.allocatable
  )
}

function isAssigned(pod: Pod): boolean {
  return (pod.spec.nodeName ?? '') !== ''
}

function podAdded({ cache, queue, nominated }: SchedulerState, pod: Pod): void {
  if (isAssigned(pod)) {
    cache.setPod(pod)
    queue.moveAll({ kind: 'pod-placed', pod })
  } else if (isResponsibleFor(pod)) {
    queue.add(pod)
    nominated.set(pod, pod.status?.nominatedNodeName)
  }
}

function podChanged(state: SchedulerState, before: Pod, pod: Pod): void {
  const { cache, queue, nominated } = state
  if (isAssigned(before)) {
    cache.setPod(pod)
    if (before.metadata.labels !== pod.metadata.labels || before.spec !== pod.spec) {
      queue.moveAll({ kind: 'placed-pod-changed', before, pod })
    }
  } else if (isAssigned(pod)) {
    queue.delete(pod.metadata.uid)
    nominated.remove(pod.metadata.uid)
    cache.setPod(pod)
    queue.moveAll({ kind: 'pod-placed', pod })
  } else if (isResponsibleFor(pod)) waitingPodChanged(state, before, pod)
}

function waitingPodChanged({ cache, queue, nominated }: SchedulerState, before: Pod, pod: Pod): void {
  const { uid } = pod.metadata
  if (cache.isAssumed(uid)) {
    const isDeleted = pod.metadata.deletionTimestamp !== undefined && before.metadata.deletionTimestamp === undefined
    if (isDeleted && cache.forget(uid)) queue.moveAll({ kind: 'pod-gone', pod })
    return
  }
  queue.update(before, pod)
  const was = before.status?.nominatedNodeName ?? ''
  const is = pod.status?.nominatedNodeName ?? ''
  if (was === is) return
  nominated.set(pod, is)
  if (was !== '') queue.moveAll({ kind: 'pod-gone', pod: before }, notMoreImportantThan(before))
}

function podGone({ cache, queue, nominated }: SchedulerState, pod: Pod): void {
  const { uid } = pod.metadata
  if (isAssigned(pod)) {
    cache.removePod(uid)
    queue.moveAll({ kind: 'pod-gone', pod })
    return
  }
  if (!isResponsibleFor(pod)) return
  queue.delete(uid)
  nominated.remove(uid)
  if (cache.forget(uid)) queue.moveAll({ kind: 'pod-gone', pod })
  else if (pod.status?.nominatedNodeName) queue.moveAll({ kind: 'pod-gone', pod }, notMoreImportantThan(pod))
}

function notMoreImportantThan(pod: Pod): (other: Pod) => boolean {
  return other => podPriority(other) <= podPriority(pod)
}
