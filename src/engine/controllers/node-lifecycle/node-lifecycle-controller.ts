import { ApiError, isNotFound } from '../../../k8s/api-client'
import type { Node, Taint } from '../../../k8s/node'
import { objectKey } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { isPodReady } from '../../../k8s/pod-conditions'
import { toTimestamp } from '../../../k8s/time'
import { NOT_READY_TAINT, UNREACHABLE_TAINT } from '../../../k8s/well-known'
import type { ComponentContext } from '../../component'
import type { Cancel, Millis } from '../../kernel/kernel'
import type { Informer } from '../../runtime/informer'
import { type Process, request } from '../../runtime/process'
import { WorkQueue } from '../../runtime/work-queue'
import { hasTaint, noScheduleTaintChange, type TaintChange } from './condition-taints'
import { evictionDue, evictPods } from './node-eviction'
import { NodeHealth, type Suspect } from './node-health'
import { missingLabels } from './node-labels'
import { removeTaints, swapTaints } from './node-taints'
import { readyStatus, unknownConditions } from './silent-node'
import { evictionRate, type ZoneCount, ZoneQueue, type ZoneState, zoneOf, zoneState } from './zones'

const MONITOR = 'monitor'
const NO_EXECUTE = 'no-execute'
const NO_EXECUTE_PERIOD: Millis = 100
const NODE_WORKERS = 8
const POD_WORKERS = 4
const BY_NODE = 'spec.nodeName'
const NOT_READY: Taint = { key: NOT_READY_TAINT, effect: 'NoExecute' }
const UNREACHABLE: Taint = { key: UNREACHABLE_TAINT, effect: 'NoExecute' }
const NO_CHANGE: TaintChange = { add: [], remove: [] }

/** Watches over the nodes: says which are silent, and taints them for what their conditions say. */
// Models pkg/controller/nodelifecycle/node_lifecycle_controller.go
export function startNodeLifecycleController(context: ComponentContext): { pause(): void; resume(): void } {
  const controller = new NodeLifecycleController(context)
  return {
    pause() {
      for (const queue of controller.queues) queue.pause()
    },
    resume() {
      for (const queue of controller.queues) queue.resume()
    },
  }
}

class NodeLifecycleController {
  readonly queues: readonly WorkQueue[]
  private readonly loops: WorkQueue
  private readonly nodeQueue: WorkQueue
  private readonly podQueue: WorkQueue
  private readonly nodes: Informer<Node>
  private readonly pods: Informer<Pod>
  private readonly health: NodeHealth
  private readonly zoneStates = new Map<string, ZoneState>()
  private readonly zoneQueues = new Map<string, ZoneQueue>()
  /** Nodes whose pods could not all be marked. */
  private readonly retryPodsOf = new Set<string>()
  private cancelNoExecute: Cancel | undefined

  constructor(private readonly context: ComponentContext) {
    const { kernel, limiter, informers, heartbeats, timings } = context
    this.health = new NodeHealth({
      heartbeats,
      gracePeriod: timings.nodeMonitorGracePeriod,
      start: kernel.now,
      period: timings.nodeMonitorPeriod,
    })
    const queue = (name: string, workers: number, sync: (key: string) => Process) =>
      new WorkQueue({ name, kernel, limiter, workers, sync })
    this.loops = queue('node monitor', 2, key => (key === MONITOR ? this.monitor() : this.taintNoExecute()))
    this.nodeQueue = queue('node taints', NODE_WORKERS, name => this.syncNode(name))
    this.podQueue = queue('pods of silent nodes', POD_WORKERS, key => this.syncPod(key))
    this.queues = [this.loops, this.nodeQueue, this.podQueue]
    this.nodes = informers.informer<Node>('nodes')
    this.pods = informers.informer<Pod>('pods')
    this.pods.addIndex(BY_NODE, pod => pod.spec.nodeName)
    this.nodes.handle({
      added: node => this.nodeChanged(node),
      updated: (_, node) => this.nodeChanged(node),
      removed: node => this.health.removed(node),
    })
    this.pods.handle({
      added: pod => this.podPlaced(undefined, pod),
      updated: (before, pod) => this.podPlaced(before, pod),
    })
    this.scheduleMonitor(0)
  }

  private scheduleMonitor(delay: Millis): void {
    const { kernel, timings } = this.context
    kernel.schedule(
      delay,
      'node monitor',
      () => {
        this.loops.add(MONITOR)
        this.scheduleMonitor(timings.nodeMonitorPeriod)
      },
      { idle: true },
    )
  }

  // Most node updates are of no consequence; only those that are come into the queue.
  private nodeChanged(node: Node): void {
    this.health.changed(node)
    const { add, remove } = this.taintChange(node)
    if (add.length > 0 || remove.length > 0 || Object.keys(missingLabels(node.metadata.labels)).length > 0) {
      this.nodeQueue.add(node.metadata.name)
    }
  }

  private taintChange(node: Node): TaintChange {
    return this.context.behaviour.taintsNodesByCondition ? noScheduleTaintChange(node) : NO_CHANGE
  }

  private *syncNode(name: string): Process {
    const node = this.nodes.get(name)
    if (node === undefined) return
    const change = this.taintChange(node)
    if (change.add.length > 0 || change.remove.length > 0) {
      yield* swapTaints(this.context, node, change, 'its taints follow its conditions and spec.unschedulable')
    }
    const labels = missingLabels(node.metadata.labels)
    if (Object.keys(labels).length === 0) return
    const options = { because: 'old label names follow the present ones' }
    const { client } = this.context
    yield* request(() => client.patch('nodes', undefined, name, 'merge', { metadata: { labels } }, options))
  }

  // Models pkg/controller/nodelifecycle/node_lifecycle_controller.go monitorNodeHealth
  private *monitor(): Process {
    const round = this.health.look(this.context.kernel.now)
    for (const node of round.added) yield* this.welcome(node)
    for (const node of round.removed)
      this.announce(node, 'RemovingNode', `Removing Node ${node.metadata.name} from Controller`)
    for (const suspect of round.suspects) yield* this.examine(suspect)
    yield* this.handleDisruption(round.zones)
    this.scheduleNoExecute()
  }

  private *welcome(node: Node): Process {
    this.announce(node, 'RegisteredNode', `Registered Node ${node.metadata.name} in Controller`)
    yield* this.markReachable(node)
  }

  private announce(node: Node, reason: string, text: string): void {
    this.context.recorder.event(node, 'Normal', reason, `Node ${node.metadata.name} event: ${text}`)
  }

  private *examine({ node, silent }: Suspect): Process {
    const { name } = node.metadata
    const before = readyStatus(node)
    const current = silent ? yield* this.markUnknown(node) : node
    const ready = current && readyStatus(current)
    if (current === undefined || ready === undefined) return
    const fell = before === 'True' && ready !== 'True'
    if (ready === 'True') yield* this.markReachable(current)
    else yield* this.queueLost(current, ready, fell)
    if (fell) this.context.recorder.event(node, 'Normal', 'NodeNotReady', `Node ${name} status is now: NodeNotReady`)
    if (fell || (this.retryPodsOf.has(name) && before !== 'True')) yield* this.markPodsNotReady(name)
    else this.retryPodsOf.delete(name)
  }

  /** Answers the node as it is now; undefined when it is gone. */
  private *markUnknown(node: Node): Process<Node | undefined> {
    if (readyStatus(node) === 'Unknown') return node
    const { client, kernel } = this.context
    const status = { ...node.status, conditions: unknownConditions(node, kernel.now) }
    const options = {
      subresource: 'status',
      because: 'its kubelet has been silent for longer than the grace period',
    } as const
    try {
      return (yield* request(() => client.update('nodes', { ...node, status }, options))) as Node
    } catch (error) {
      // Gone, or it spoke at this very moment: the next round will see.
      if (error instanceof ApiError) return undefined
      throw error
    }
  }

  private *queueLost(node: Node, ready: 'False' | 'Unknown', isNews: boolean): Process {
    const { evictsBy, taintsSilentNodes } = this.context.behaviour
    if (isNews && taintsSilentNodes === 'next-round') return
    if (evictsBy === 'taints') yield* this.queueForTaint(node, ready)
    else this.queueForEviction(node, ready)
  }

  // Models pkg/controller/nodelifecycle/node_lifecycle_controller.go processTaintBaseEviction
  private *queueForTaint(node: Node, ready: 'False' | 'Unknown'): Process {
    const [taint, opposite] = ready === 'False' ? [NOT_READY, UNREACHABLE] : [UNREACHABLE, NOT_READY]
    if (hasTaint(node.spec?.taints, opposite)) {
      yield* swapTaints(this.context, node, { add: [taint], remove: [opposite] }, `its Ready condition is ${ready} now`)
      return
    }
    const queue = this.zoneQueue(zoneOf(node))
    if (!hasTaint(node.spec?.taints, taint)) queue.forget(node.metadata.name)
    queue.add(node.metadata.name)
  }

  // Models pkg/controller/nodelifecycle/node_lifecycle_controller.go monitorNodeStatus of 1.11
  private queueForEviction(node: Node, ready: 'False' | 'Unknown'): void {
    const { kernel, timings } = this.context
    if (evictionDue(node, ready, timings.nodeMonitorGracePeriod) > kernel.now) return
    this.zoneQueue(zoneOf(node)).add(node.metadata.name)
  }

  private *markReachable(node: Node): Process {
    const because = 'the node is Ready'
    yield* removeTaints(this.context, node, [UNREACHABLE], because)
    yield* removeTaints(this.context, node, [NOT_READY], because)
    this.zoneQueue(zoneOf(node)).forget(node.metadata.name)
  }

  // Models pkg/controller/util/node/controller_utils.go MarkPodsNotReady
  private *markPodsNotReady(name: string): Process {
    this.retryPodsOf.delete(name)
    for (const pod of [...this.pods.byIndex(BY_NODE, name)]) {
      try {
        yield* this.markPodNotReady(pod)
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        this.retryPodsOf.add(name)
      }
    }
  }

  private *markPodNotReady(pod: Pod): Process {
    if (!isPodReady(pod)) return
    const { client, kernel, recorder } = this.context
    const lastTransitionTime = toTimestamp(kernel.now)
    const conditions = pod.status.conditions?.map(condition =>
      condition.type === 'Ready' ? { ...condition, status: 'False' as const, lastTransitionTime } : condition,
    )
    const options = { subresource: 'status', because: `nothing is heard of node ${pod.spec.nodeName}` } as const
    try {
      yield* request(() => client.update('pods', { ...pod, status: { ...pod.status, conditions } }, options))
    } catch (error) {
      if (isNotFound(error)) return
      throw error
    }
    recorder.event(pod, 'Warning', 'NodeNotReady', 'Node is not ready')
  }

  private podPlaced(before: Pod | undefined, pod: Pod): void {
    const { nodeName } = pod.spec
    if (nodeName === undefined || nodeName === before?.spec.nodeName) return
    if (this.health.isReady(nodeName) === false) this.podQueue.add(objectKey(pod))
  }

  // Models pkg/controller/nodelifecycle/node_lifecycle_controller.go processPod
  private *syncPod(key: string): Process {
    const pod = this.pods.get(key)
    const { nodeName } = pod?.spec ?? {}
    if (pod === undefined || nodeName === undefined || this.nodes.get(nodeName) === undefined) return
    if (this.health.isReady(nodeName) === false) yield* this.markPodNotReady(pod)
  }

  private zoneQueue(zone: string): ZoneQueue {
    let queue = this.zoneQueues.get(zone)
    if (queue === undefined) {
      queue = new ZoneQueue(this.context.kernel)
      this.zoneQueues.set(zone, queue)
      this.zoneStates.set(zone, 'initial')
    }
    return queue
  }

  /** When everything seems lost, it is the control plane that is cut off: then nothing is evicted. */
  // Models pkg/controller/nodelifecycle/node_lifecycle_controller.go handleDisruption
  private *handleDisruption(zones: ReadonlyMap<string, ZoneCount>): Process {
    for (const zone of this.zoneStates.keys()) if (!zones.has(zone)) this.zoneStates.delete(zone)
    const before = [...this.zoneStates.values()]
    const wasAllLost = before.every(state => state === 'full disruption')
    const states = new Map([...zones].map(([zone, count]) => [zone, zoneState(count)]))
    const isAllLost = [...states.values()].every(state => state === 'full disruption')
    if (isAllLost && wasAllLost) return
    if (isAllLost) {
      for (const node of [...this.nodes.list()]) yield* this.markReachable(node)
    } else if (wasAllLost) {
      this.health.startAgain(this.context.kernel.now)
    }
    for (const [zone, state] of states) {
      const { ready, notReady } = zones.get(zone) ?? { ready: 0, notReady: 0 }
      this.zoneQueue(zone).setRate(isAllLost ? 0 : evictionRate(state, ready + notReady))
      this.zoneStates.set(zone, state)
    }
  }

  private scheduleNoExecute(): void {
    this.cancelNoExecute?.()
    this.cancelNoExecute = undefined
    const waits: Millis[] = []
    for (const queue of this.zoneQueues.values()) {
      const wait = queue.nextIn()
      if (wait !== undefined) waits.push(wait)
    }
    if (waits.length === 0) return
    const { kernel } = this.context
    const due = kernel.now + Math.max(Math.min(...waits), 1)
    const delay = Math.ceil(due / NO_EXECUTE_PERIOD) * NO_EXECUTE_PERIOD - kernel.now
    const run = () => this.loops.add(NO_EXECUTE)
    this.cancelNoExecute = kernel.schedule(delay, 'taint NoExecute', run, { idle: delay > NO_EXECUTE_PERIOD })
  }

  // Models pkg/controller/nodelifecycle/node_lifecycle_controller.go doNoExecuteTaintingPass
  private *taintNoExecute(): Process {
    for (const queue of this.zoneQueues.values()) {
      for (let name = queue.take(); name !== undefined; name = queue.take()) {
        const node = this.nodes.get(name)
        const ready = node && readyStatus(node)
        if (node === undefined || ready === undefined || ready === 'True') continue
        if (this.context.behaviour.evictsBy === 'node-controller') {
          yield* evictPods(this.context, node, [...this.pods.byIndex(BY_NODE, name)])
          continue
        }
        const [add, remove] = ready === 'False' ? [NOT_READY, UNREACHABLE] : [UNREACHABLE, NOT_READY]
        yield* swapTaints(this.context, node, { add: [add], remove: [remove] }, `its Ready condition is ${ready}`)
      }
    }
    this.scheduleNoExecute()
  }
}
