import type { Node } from '../../../k8s/node'
import { fromTimestamp } from '../../../k8s/time'
import type { Millis } from '../../kernel/kernel'
import type { NodeHeartbeats } from '../../node-heartbeats'
import type { Informer } from '../../runtime/informer'
import { hasTaint, NOT_READY, UNREACHABLE } from './condition-taints'
import { readyStatus } from './silent-node'
import { type ZoneCount, zoneOf } from './zones'

const STARTUP_GRACE_PERIOD: Millis = 60_000

interface Health {
  /** The version of the node that the fields below were read from. */
  node: Node
  ready: string | undefined
  zone: string
  tainted: boolean
  /** The beat that was last seen, and when it was seen: silence is counted from there. */
  beat: Millis | undefined
  heartbeatTime: string | null | undefined
  probe: Millis
}

/** A node that needs a closer look in this round. */
export interface Suspect {
  readonly node: Node
  /** Nothing was heard of it for longer than it is given. */
  readonly silent: boolean
}

export interface HealthRound {
  readonly suspects: readonly Suspect[]
  readonly added: readonly Node[]
  readonly removed: readonly Node[]
  readonly zones: ReadonlyMap<string, ZoneCount>
}

type KnownNodes = Pick<Informer<Node>, 'list' | 'get' | 'size'>

/** When each node was last heard of. A look at 5,000 healthy nodes is a loop over a few fields each. */
// Models pkg/controller/nodelifecycle/node_lifecycle_controller.go tryUpdateNodeHealth
export class NodeHealth {
  private readonly byName = new Map<string, Health>()

  constructor(
    private readonly heartbeats: NodeHeartbeats,
    private readonly gracePeriod: Millis,
  ) {}

  /** Whether the node was not Ready when it was last looked at; undefined for a node that was never looked at. */
  isReady(name: string): boolean | undefined {
    const health = this.byName.get(name)
    return health === undefined ? undefined : health.ready === 'True'
  }

  look(nodes: KnownNodes, now: Millis): HealthRound {
    const suspects: Suspect[] = []
    const added: Node[] = []
    const zones = new Map<string, ZoneCount>()
    for (const node of nodes.list()) {
      const { name } = node.metadata
      let health = this.byName.get(name)
      if (health === undefined || health.node.metadata.uid !== node.metadata.uid) {
        if (health === undefined) added.push(node)
        health = this.start(node, now)
        this.byName.set(name, health)
      }
      this.renew(health, node, now)
      const silent = now > health.probe + (health.ready === undefined ? STARTUP_GRACE_PERIOD : this.gracePeriod)
      const healthy = health.ready === 'True' && !silent
      countIn(zones, health.zone, healthy)
      if (!healthy || health.tainted) suspects.push({ node, silent })
    }
    return { suspects, added, removed: this.byName.size > nodes.size ? this.forgetMissing(nodes) : [], zones }
  }

  /** Every node gets the full grace period anew. */
  startAgain(now: Millis): void {
    for (const health of this.byName.values()) health.probe = now
  }

  private start(node: Node, now: Millis): Health {
    const probe = readyStatus(node) === undefined ? fromTimestamp(node.metadata.creationTimestamp) : now
    return {
      node,
      ...factsOf(node),
      beat: this.heartbeats.lastHeartbeat(node.metadata.name),
      heartbeatTime: readyHeartbeat(node),
      probe,
    }
  }

  private renew(health: Health, node: Node, now: Millis): void {
    const beat = this.heartbeats.lastHeartbeat(node.metadata.name)
    if (beat !== health.beat) {
      health.beat = beat
      health.probe = now
    }
    if (health.node === node) return
    const heartbeatTime = readyHeartbeat(node)
    if (heartbeatTime !== health.heartbeatTime) {
      health.heartbeatTime = heartbeatTime
      health.probe = now
    }
    Object.assign(health, { node }, factsOf(node))
  }

  private forgetMissing(nodes: KnownNodes): Node[] {
    const removed: Node[] = []
    for (const [name, { node }] of this.byName) {
      if (nodes.get(name) !== undefined) continue
      this.byName.delete(name)
      removed.push(node)
    }
    return removed
  }
}

function factsOf(node: Node): Pick<Health, 'ready' | 'zone' | 'tainted'> {
  const taints = node.spec?.taints
  return {
    ready: readyStatus(node),
    zone: zoneOf(node),
    tainted:
      hasTaint(taints, { key: NOT_READY, effect: 'NoExecute' }) ||
      hasTaint(taints, { key: UNREACHABLE, effect: 'NoExecute' }),
  }
}

function readyHeartbeat(node: Node): string | null | undefined {
  return node.status?.conditions?.find(condition => condition.type === 'Ready')?.lastHeartbeatTime
}

function countIn(zones: Map<string, ZoneCount>, zone: string, healthy: boolean): void {
  let count = zones.get(zone)
  if (count === undefined) {
    count = { ready: 0, notReady: 0 }
    zones.set(zone, count)
  }
  if (healthy) count.ready += 1
  else count.notReady += 1
}
