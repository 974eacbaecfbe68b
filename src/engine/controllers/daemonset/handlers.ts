import type { Node } from '../../../k8s/node'
import { controllerOf, type KubeObject, type OwnerReference, objectKey } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { isPodReady, isTerminating } from '../../../k8s/pod-conditions'
import { isEmptySelector, matchesLabelSelector } from '../../../k8s/selector'
import { deepEqual } from '../../../k8s/share-unchanged'
import type { ControllerRevision, DaemonSet } from '../../../k8s/workload'
import type { Expectations } from '../../runtime/expectations'
import type { Informer, InformerHandler } from '../../runtime/informer'
import type { StalenessGate } from '../../runtime/staleness-gate'
import { placeOf } from './daemon-nodes'

/** What the handlers of watch events turn to. */
export interface Wakeup {
  readonly daemonSets: Informer<DaemonSet>
  readonly expectations: Expectations
  readonly gate: StalenessGate
  /** Puts the DaemonSet into the queue, at once or in so many milliseconds. */
  wake(daemonSet: DaemonSet, delay?: number): void
  /** A node is new (no `before`) or has other labels or taints. */
  nodeChanged(before: Node | undefined, node: Node): void
  /** A pod on that node is no daemon pod, and another one than before: of interest where daemon pods are placed by room. */
  touchNeighbours(node: string): void
  /** A pod is gone from that node which no DaemonSet controls: there may be room now. */
  roomFreed(node: string): void
  /** Facts about that node are to be worked out again, for the owner with that uid or for all. */
  touch(node: string, owner?: string): void
  forget(daemonSet: DaemonSet): void
}

// Models pkg/controller/daemon/daemon_controller.go addDaemonset, updateDaemonset, deleteDaemonset
export function daemonSetHandler(wakeup: Wakeup): InformerHandler<DaemonSet> {
  const { gate } = wakeup
  const removed = (daemonSet: DaemonSet) => {
    const key = objectKey(daemonSet)
    gate.clear(key, daemonSet.metadata.uid)
    wakeup.expectations.forget(key)
    wakeup.forget(daemonSet)
    wakeup.wake(daemonSet)
  }
  return {
    added(daemonSet) {
      gate.saw('daemonsets.apps', daemonSet)
      wakeup.wake(daemonSet)
    },
    updated(before, daemonSet) {
      gate.saw('daemonsets.apps', daemonSet)
      if (before.metadata.uid !== daemonSet.metadata.uid) removed(before)
      wakeup.wake(daemonSet)
    },
    removed,
  }
}

// Models pkg/controller/daemon/daemon_controller.go addPod, updatePod, deletePod
export function podHandler(wakeup: Wakeup): InformerHandler<Pod> {
  const { expectations, gate } = wakeup
  const removed = (pod: Pod) => {
    touchPod(wakeup, pod)
    const daemonSet = ownerOf(wakeup, pod)
    if (daemonSet === undefined) {
      if (pod.spec.nodeName) wakeup.roomFreed(pod.spec.nodeName)
      return
    }
    expectations.deletionObserved(objectKey(daemonSet), pod.metadata.uid)
    wakeup.wake(daemonSet)
  }
  return {
    added(pod) {
      gate.saw('pods', pod)
      if (isTerminating(pod)) {
        removed(pod)
        return
      }
      touchPod(wakeup, pod)
      if (controllerOf(pod) === undefined) {
        wakeSelecting(wakeup, pod)
        return
      }
      const daemonSet = ownerOf(wakeup, pod)
      if (daemonSet === undefined) return
      expectations.creationObserved(objectKey(daemonSet))
      wakeup.wake(daemonSet)
    },
    updated(before, pod) {
      gate.saw('pods', pod)
      touchPod(wakeup, before)
      if (isTerminating(pod)) removed(pod)
      else podUpdated(wakeup, before, pod)
    },
    removed,
  }
}

function podUpdated(wakeup: Wakeup, before: Pod, pod: Pod): void {
  touchPod(wakeup, pod)
  const ownerChanged = wakeFormerOwner(wakeup, before, pod)
  if (controllerOf(pod) === undefined) {
    if (ownerChanged || !deepEqual(before.metadata.labels, pod.metadata.labels)) wakeSelecting(wakeup, pod)
    return
  }
  const daemonSet = ownerOf(wakeup, pod)
  if (daemonSet === undefined) return
  wakeup.wake(daemonSet)
  const { minReadySeconds = 0 } = daemonSet.spec
  // One second more, because timestamps have whole seconds.
  if (minReadySeconds > 0 && !isPodReady(before) && isPodReady(pod))
    wakeup.wake(daemonSet, minReadySeconds * 1000 + 1000)
}

// Models pkg/controller/daemon/daemon_controller.go addHistory, updateHistory, deleteHistory
export function revisionHandler(wakeup: Wakeup): InformerHandler<ControllerRevision> {
  const removed = (revision: ControllerRevision) => {
    const daemonSet = ownerOf(wakeup, revision)
    if (daemonSet !== undefined) wakeup.wake(daemonSet)
  }
  return {
    added(revision) {
      if (revision.metadata.deletionTimestamp !== undefined) removed(revision)
      else if (controllerOf(revision) === undefined) wakeSelecting(wakeup, revision)
    },
    updated(before, revision) {
      const ownerChanged = wakeFormerOwner(wakeup, before, revision)
      if (controllerOf(revision) !== undefined) removed(revision)
      else if (ownerChanged || !deepEqual(before.metadata.labels, revision.metadata.labels))
        wakeSelecting(wakeup, revision)
    },
    removed,
  }
}

// Models pkg/controller/daemon/daemon_controller.go addNode, updateNode: a deletion wakes nobody
export function nodeHandler(wakeup: Wakeup): InformerHandler<Node> {
  return {
    added(node) {
      wakeup.touch(node.metadata.name)
      wakeup.nodeChanged(undefined, node)
    },
    updated(before, node) {
      if (samePlace(before, node)) return
      wakeup.touch(node.metadata.name)
      wakeup.nodeChanged(before, node)
    },
    removed(node) {
      wakeup.touch(node.metadata.name)
    },
  }
}

// Models pkg/controller/daemon/daemon_controller.go shouldIgnoreNodeUpdate
function samePlace(before: Node, node: Node): boolean {
  return (
    deepEqual(before.metadata.labels ?? {}, node.metadata.labels ?? {}) &&
    deepEqual(before.spec?.taints ?? [], node.spec?.taints ?? [])
  )
}

function touchPod(wakeup: Wakeup, pod: Pod): void {
  const owner = controllerOf(pod)
  if (owner?.kind === 'DaemonSet') wakeup.touch(placeOf(pod), owner.uid)
  else wakeup.touchNeighbours(placeOf(pod))
}

/** The DaemonSet that controls the object, if it is (still) there. */
function ownerOf(wakeup: Wakeup, object: KubeObject): DaemonSet | undefined {
  return resolve(wakeup, object.metadata.namespace, controllerOf(object))
}

// Models pkg/controller/daemon/daemon_controller.go resolveControllerRef
function resolve(
  wakeup: Wakeup,
  namespace: string | undefined,
  reference: OwnerReference | undefined,
): DaemonSet | undefined {
  if (reference?.kind !== 'DaemonSet') return undefined
  const daemonSet = wakeup.daemonSets.get(`${namespace}/${reference.name}`)
  return daemonSet?.metadata.uid === reference.uid ? daemonSet : undefined
}

function wakeFormerOwner(wakeup: Wakeup, before: KubeObject, object: KubeObject): boolean {
  const former = controllerOf(before)
  if (deepEqual(former ?? {}, controllerOf(object) ?? {})) return false
  const daemonSet = resolve(wakeup, before.metadata.namespace, former)
  if (daemonSet !== undefined) wakeup.wake(daemonSet)
  return true
}

/** An orphan may be adopted by any DaemonSet that selects it. */
// Models pkg/controller/daemon/daemon_controller.go getDaemonSetsForPod, getDaemonSetsForHistory
function wakeSelecting(wakeup: Wakeup, orphan: KubeObject): void {
  for (const daemonSet of wakeup.daemonSets.list()) {
    const { selector } = daemonSet.spec
    if (daemonSet.metadata.namespace !== orphan.metadata.namespace || isEmptySelector(selector)) continue
    if (matchesLabelSelector(selector, orphan.metadata.labels)) wakeup.wake(daemonSet)
  }
}
