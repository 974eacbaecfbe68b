import type { Node, Taint } from '../../../k8s/node'
import type { Pod } from '../../../k8s/pod'
import { NOT_READY_TAINT, UNREACHABLE_TAINT } from '../../../k8s/well-known'
import type { ComponentContext } from '../../component'
import type { Cancel, Millis } from '../../kernel/kernel'
import type { Process } from '../../runtime/process'
import { hasTaint } from './condition-taints'
import { evictionDue, evictPods } from './node-eviction'
import { removeTaints, swapTaints } from './node-taints'
import { readyStatus } from './silent-node'
import { evictionRate, type ZoneCount, ZoneQueue, type ZoneState, zoneOf, zoneState } from './zones'

const PERIOD: Millis = 100
const NOT_READY: Taint = { key: NOT_READY_TAINT, effect: 'NoExecute' }
const UNREACHABLE: Taint = { key: UNREACHABLE_TAINT, effect: 'NoExecute' }

export interface LostNodesOptions {
  readonly context: ComponentContext
  /** The node as the cache shows it. */
  readonly nodeOf: (name: string) => Node | undefined
  /** All nodes, as the cache shows them now. */
  readonly allNodes: () => readonly Node[]
  /** The Pods that are bound to the node. */
  readonly podsOn: (node: string) => readonly Pod[]
  /** A pass is due: `taintNoExecute` is to run. */
  readonly due: () => void
}

/** The nodes that are not Ready, zone by zone: each gets its NoExecute taint in its turn, at the rate of its zone. */
export class LostNodes {
  private readonly zoneStates = new Map<string, ZoneState>()
  private readonly zoneQueues = new Map<string, ZoneQueue>()
  private cancelNext: Cancel | undefined

  constructor(private readonly options: LostNodesOptions) {}

  /** Puts a node that is not Ready into its zone's queue; `isNews`: it was Ready in the round before. */
  *queue(node: Node, ready: 'False' | 'Unknown', isNews: boolean): Process {
    const { evictsBy, taintsSilentNodes } = this.options.context.behaviour
    if (isNews && taintsSilentNodes === 'next-round') return
    if (evictsBy === 'taints') yield* this.queueForTaint(node, ready)
    else this.queueForEviction(node, ready)
  }

  // Models pkg/controller/nodelifecycle/node_lifecycle_controller.go processTaintBaseEviction
  private *queueForTaint(node: Node, ready: 'False' | 'Unknown'): Process {
    const [taint, opposite] = ready === 'False' ? [NOT_READY, UNREACHABLE] : [UNREACHABLE, NOT_READY]
    if (hasTaint(node.spec?.taints, opposite)) {
      const change = { add: [taint], remove: [opposite] }
      yield* swapTaints(this.options.context, node, change, `its Ready condition is ${ready} now`)
      return
    }
    const queue = this.zoneQueue(zoneOf(node))
    if (!hasTaint(node.spec?.taints, taint)) queue.forget(node.metadata.name)
    queue.add(node.metadata.name)
  }

  // Models pkg/controller/nodelifecycle/node_lifecycle_controller.go monitorNodeStatus of 1.11
  private queueForEviction(node: Node, ready: 'False' | 'Unknown'): void {
    const { kernel, timings } = this.options.context
    if (evictionDue(node, ready, timings.nodeMonitorGracePeriod) > kernel.now) return
    this.zoneQueue(zoneOf(node)).add(node.metadata.name)
  }

  /** Takes off the node what was put on it while it was lost. */
  // Models pkg/controller/nodelifecycle/node_lifecycle_controller.go markNodeAsReachable
  *markReachable(node: Node): Process {
    const because = 'the node is Ready'
    yield* removeTaints(this.options.context, node, [UNREACHABLE], because)
    yield* removeTaints(this.options.context, node, [NOT_READY], because)
    this.zoneQueue(zoneOf(node)).forget(node.metadata.name)
  }

  private zoneQueue(zone: string): ZoneQueue {
    let queue = this.zoneQueues.get(zone)
    if (queue === undefined) {
      queue = new ZoneQueue(this.options.context.kernel)
      this.zoneQueues.set(zone, queue)
      this.zoneStates.set(zone, 'initial')
    }
    return queue
  }

  /** When everything seems lost, it is the control plane that is cut off: then nothing is evicted. `startAgain`: the silence of all nodes is counted from now. */
  // Models pkg/controller/nodelifecycle/node_lifecycle_controller.go handleDisruption
  *handleDisruption(zones: ReadonlyMap<string, ZoneCount>, startAgain: () => void): Process {
    for (const zone of this.zoneStates.keys()) if (!zones.has(zone)) this.zoneStates.delete(zone)
    const before = [...this.zoneStates.values()]
    const wasAllLost = before.every(state => state === 'full disruption')
    const states = new Map([...zones].map(([zone, count]) => [zone, zoneState(count)]))
    const isAllLost = [...states.values()].every(state => state === 'full disruption')
    if (isAllLost && wasAllLost) return
    if (isAllLost) {
      for (const node of this.options.allNodes()) yield* this.markReachable(node)
    } else if (wasAllLost) {
      startAgain()
    }
    for (const [zone, state] of states) {
      const { ready, notReady } = zones.get(zone) ?? { ready: 0, notReady: 0 }
      this.zoneQueue(zone).setRate(isAllLost ? 0 : evictionRate(state, ready + notReady))
      this.zoneStates.set(zone, state)
    }
  }

  /** Sees to it that a pass is made when the next node's turn comes. */
  scheduleNext(): void {
    this.cancelNext?.()
    this.cancelNext = undefined
    const waits: Millis[] = []
    for (const queue of this.zoneQueues.values()) {
      const wait = queue.nextIn()
      if (wait !== undefined) waits.push(wait)
    }
    if (waits.length === 0) return
    const { kernel } = this.options.context
    const due = kernel.now + Math.max(Math.min(...waits), 1)
    const delay = Math.ceil(due / PERIOD) * PERIOD - kernel.now
    this.cancelNext = kernel.schedule(delay, 'taint NoExecute', this.options.due, { idle: delay > PERIOD })
  }

  // Models pkg/controller/nodelifecycle/node_lifecycle_controller.go doNoExecuteTaintingPass
  *taintNoExecute(): Process {
    const { context, nodeOf, podsOn } = this.options
    for (const queue of this.zoneQueues.values()) {
      for (let name = queue.take(); name !== undefined; name = queue.take()) {
        const node = nodeOf(name)
        const ready = node && readyStatus(node)
        if (node === undefined || ready === undefined || ready === 'True') continue
        if (context.behaviour.evictsBy === 'node-controller') {
          yield* evictPods(context, node, podsOn(name))
          continue
        }
        const [add, remove] = ready === 'False' ? [NOT_READY, UNREACHABLE] : [UNREACHABLE, NOT_READY]
        yield* swapTaints(context, node, { add: [add], remove: [remove] }, `its Ready condition is ${ready}`)
      }
    }
    this.scheduleNext()
  }
}
