import type { Node } from '../../../k8s/node'
import { controllerOf, objectKey } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import type { ControllerRevision, DaemonSet } from '../../../k8s/workload'
import type { Component, ComponentContext } from '../../component'
import { indexByController } from '../../runtime/controller-index'
import { Expectations } from '../../runtime/expectations'
import type { Informer } from '../../runtime/informer'
import { podsOnNode } from '../../runtime/node-index'
import type { Process } from '../../runtime/process'
import { StalenessGate } from '../../runtime/staleness-gate'
import { WorkQueue } from '../../runtime/work-queue'
import { DaemonNodes, indexByTargetNode } from './daemon-nodes'
import { FailedPodBackoff, NO_BACKOFF, type PodBackoff } from './failed-pod-backoff'
import { daemonSetHandler, nodeHandler, podHandler, revisionHandler, type Wakeup } from './handlers'
import { nodeShouldRunDaemonPod } from './placement'
import { type SyncTools, syncDaemonSet } from './sync'

/** A sync, with its requests to the API, takes some milliseconds. */
const TIME_OF_SYNC = 4
const WORKERS = 2

/** Starts the DaemonSet controller. `pause` is the loss of its leadership: it watches on, but does nothing. */
export function startDaemonSetController(context: ComponentContext): Component {
  const controller = new DaemonSetController(context)
  return {
    pause: () => controller.pause(),
    resume: () => controller.resume(),
  }
}

// Models pkg/controller/daemon/daemon_controller.go DaemonSetsController
class DaemonSetController implements SyncTools, Wakeup {
  readonly daemonSets: Informer<DaemonSet>
  readonly pods: Informer<Pod>
  readonly revisions: Informer<ControllerRevision>
  readonly expectations: Expectations
  readonly gate: StalenessGate
  readonly backoff: PodBackoff
  private readonly nodes: Informer<Node>
  private readonly known = new Map<string, DaemonNodes>()
  /** DaemonSets that wait for room, and on which nodes. */
  private readonly suspended = new Map<string, ReadonlySet<string>>()
  private readonly queue: WorkQueue
  private readonly nodeQueue: WorkQueue

  constructor(readonly context: ComponentContext) {
    const { kernel, limiter, informers, behaviour } = context
    this.gate = new StalenessGate(behaviour.waitsForOwnWrites)
    this.backoff = behaviour.backsOffFailedPods ? new FailedPodBackoff() : NO_BACKOFF
    this.expectations = new Expectations(kernel)
    const queueOf = (name: string, sync: (key: string) => Process) =>
      new WorkQueue({ name, kernel, limiter, workers: WORKERS, sync })
    this.queue = queueOf('daemonset', key => syncDaemonSet(this, key))
    this.nodeQueue = queueOf('daemonset-node-updates', name => this.syncNode(name))
    this.daemonSets = informers.informer('daemonsets.apps')
    this.revisions = informers.informer('controllerrevisions.apps')
    this.pods = informers.informer('pods')
    this.nodes = informers.informer('nodes')
    indexByController(this.pods)
    indexByController(this.revisions)
    indexByTargetNode(this.pods)
    this.daemonSets.handle(daemonSetHandler(this))
    this.revisions.handle(revisionHandler(this))
    this.pods.handle(podHandler(this))
    this.nodes.handle(nodeHandler(this))
  }

  pause(): void {
    this.queue.pause()
    this.nodeQueue.pause()
  }

  resume(): void {
    this.queue.resume()
    this.nodeQueue.resume()
  }

  wake(daemonSet: DaemonSet, delay = 0): void {
    this.queue.addAfter(objectKey(daemonSet), delay, { awaited: true })
  }

  wakeAfter(key: string, delay: number, options: { awaited?: boolean } = {}): void {
    this.queue.addAfter(key, delay, options)
  }

  nodeChanged(before: Node | undefined, node: Node): void {
    if (this.context.behaviour.nodeChangeWakes === 'work-to-do') this.nodeQueue.add(node.metadata.name)
    else this.compareVerdicts(before, node)
  }

  suspend(key: string, nodes: readonly string[]): void {
    if (nodes.length > 0) this.suspended.set(key, new Set(nodes))
    else this.suspended.delete(key)
  }

  // Models pkg/controller/daemon/daemon_controller.go requeueSuspendedDaemonPods of 1.11
  roomFreed(node: string): void {
    for (const [key, nodes] of this.suspended) if (nodes.has(node)) this.queue.addRateLimited(key)
  }

  touchNeighbours(node: string): void {
    if (this.context.behaviour.placesDaemonPods === 'daemonset-controller') this.touch(node)
  }

  touch(node: string, owner?: string): void {
    const isAlone = this.context.behaviour.placesDaemonPods === 'scheduler'
    if (owner !== undefined && isAlone) this.known.get(owner)?.touch(node)
    else for (const nodes of this.known.values()) nodes.touch(node)
  }

  forget(daemonSet: DaemonSet): void {
    this.known.delete(daemonSet.metadata.uid)
  }

  nodesOf(daemonSet: DaemonSet): DaemonNodes {
    const { uid } = daemonSet.metadata
    let nodes = this.known.get(uid)
    if (nodes === undefined) {
      nodes = new DaemonNodes(uid, this.nodes, this.pods, this.context.behaviour)
      this.known.set(uid, nodes)
    }
    return nodes
  }

  /**
   * A node has come or changed: wakes the DaemonSets for which it is now another node than before. A new taint that a
   * running pod does not tolerate is therefore counted at once.
   */
  // Models pkg/controller/daemon/daemon_controller.go addNode, updateNode of 1.30
  private compareVerdicts(before: Node | undefined, node: Node): void {
    const { behaviour } = this.context
    for (const daemonSet of this.daemonSets.list()) {
      const now = nodeShouldRunDaemonPod(node, daemonSet, behaviour)
      const was = before === undefined ? undefined : nodeShouldRunDaemonPod(before, daemonSet, behaviour)
      const changed =
        was === undefined
          ? now.shouldRun
          : was.shouldRun !== now.shouldRun || was.shouldContinueRunning !== now.shouldContinueRunning
      if (changed) this.wake(daemonSet)
    }
  }

  /**
   * A node has come or changed: wakes the DaemonSets that have something to do there, and those whose count of misplaced
   * pods may be wrong now. A new taint that a running pod does not tolerate is therefore not counted at once.
   */
  // Models pkg/controller/daemon/daemon_controller.go syncNodeUpdate
  private *syncNode(name: string): Process {
    const node = this.nodes.get(name)
    if (node === undefined) return
    const occupants = new Set<string>()
    for (const pod of podsOnNode(this.pods, name)) {
      const owner = controllerOf(pod)
      if (owner?.kind === 'DaemonSet') occupants.add(`${pod.metadata.namespace}/${owner.name}`)
    }
    const { behaviour, kernel } = this.context
    const concerned = [...this.daemonSets.list()].filter(daemonSet => {
      const { shouldRun, shouldContinueRunning } = nodeShouldRunDaemonPod(node, daemonSet, behaviour)
      const occupied = occupants.has(objectKey(daemonSet))
      return occupied ? !shouldContinueRunning || daemonSet.status.numberMisscheduled > 0 : shouldRun
    })
    // Which of them is first to make its pod is chance; the scheduler may have placed that before it hears of the next.
    const inTurn = concerned.length < 2 ? concerned : kernel.random('daemonsets of a node').shuffled(concerned)
    for (const [index, daemonSet] of inTurn.entries()) this.wake(daemonSet, index * TIME_OF_SYNC)
  }
}
