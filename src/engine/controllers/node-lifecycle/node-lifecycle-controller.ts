import { ApiError } from '../../../k8s/api-client'
import type { Node } from '../../../k8s/node'
import type { Component, ComponentContext } from '../../component'
import type { Millis } from '../../kernel/kernel'
import type { Informer } from '../../runtime/informer'
import { type Process, request } from '../../runtime/process'
import { WorkQueue } from '../../runtime/work-queue'
import { noScheduleTaintChange, type TaintChange } from './condition-taints'
import { LostNodes } from './lost-nodes'
import { NodeHealth, type Suspect } from './node-health'
import { missingLabels } from './node-labels'
import { swapTaints } from './node-taints'
import { PodsOfSilentNodes } from './pods-of-silent-nodes'
import { readyStatus, unknownConditions } from './silent-node'

const MONITOR = 'monitor'
const NO_EXECUTE = 'no-execute'
const NODE_WORKERS = 8
const NO_CHANGE: TaintChange = { add: [], remove: [] }

/** Watches over the nodes: says which are silent, and taints them for what their conditions say. */
// Models pkg/controller/nodelifecycle/node_lifecycle_controller.go
export function startNodeLifecycleController(context: ComponentContext): Component {
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
  private readonly nodes: Informer<Node>
  private readonly health: NodeHealth
  private readonly lost: LostNodes
  private readonly silentPods: PodsOfSilentNodes

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
    this.loops = queue('node monitor', 2, key => (key === MONITOR ? this.monitor() : this.lost.taintNoExecute()))
    this.nodeQueue = queue('node taints', NODE_WORKERS, name => this.syncNode(name))
    this.nodes = informers.informer<Node>('nodes')
    this.nodes.handle({
      added: node => this.nodeChanged(node),
      updated: (_, node) => this.nodeChanged(node),
      removed: node => this.health.removed(node),
    })
    this.silentPods = new PodsOfSilentNodes(context, this.nodes, this.health)
    this.lost = new LostNodes({
      context,
      nodeOf: name => this.nodes.get(name),
      allNodes: () => [...this.nodes.list()],
      podsOn: node => this.silentPods.on(node),
      due: () => this.loops.add(NO_EXECUTE),
    })
    this.queues = [this.loops, this.nodeQueue, this.silentPods.queue]
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
    const startAgain = () => this.health.startAgain(this.context.kernel.now)
    yield* this.lost.handleDisruption(round.zones, startAgain)
    this.lost.scheduleNext()
  }

  private *welcome(node: Node): Process {
    this.announce(node, 'RegisteredNode', `Registered Node ${node.metadata.name} in Controller`)
    yield* this.lost.markReachable(node)
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
    if (ready === 'True') yield* this.lost.markReachable(current)
    else yield* this.lost.queue(current, ready, fell)
    if (fell) this.context.recorder.event(node, 'Normal', 'NodeNotReady', `Node ${name} status is now: NodeNotReady`)
    yield* this.silentPods.follow(name, fell, before === 'True')
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
      const unknown = (yield* request(() => client.update('nodes', { ...node, status }, options))) as Node
      this.health.gaveUp(node.metadata.name)
      return unknown
    } catch (error) {
      // Gone, or it spoke at this very moment: the next round will see.
      if (error instanceof ApiError) return undefined
      throw error
    }
  }
}
