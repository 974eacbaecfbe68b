import { findCondition } from '../../../k8s/conditions'
import type { Node } from '../../../k8s/node'
import { fromTimestamp } from '../../../k8s/time'
import { NOT_READY_TAINT, UNREACHABLE_TAINT } from '../../../k8s/well-known'
import type { Millis } from '../../kernel/kernel'
import type { NodeHeartbeats } from '../../node-heartbeats'
import { hasTaint } from './condition-taints'
import { readyStatus } from './silent-node'
import { type ZoneCount, zoneOf } from './zones'

const STARTUP_GRACE_PERIOD: Millis = 60_000

export interface HealthOptions {
  readonly heartbeats: NodeHeartbeats
  /** How long a node may be silent. */
  readonly gracePeriod: Millis
  /** Rounds are made at `start` and every `period` from there. */
  readonly start: Millis
  readonly period: Millis
}

interface Health {
  node: Node
  ready: string | undefined
  zone: string
  /** Carries a NoExecute taint of ours. */
  tainted: boolean
  /** When it was first seen, or last posted a status that the API server stored: silence is not counted from before that. */
  posted: Millis
  heartbeatTime: string | null | undefined
  /** As it is counted in its zone. */
  counted: boolean | undefined
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

/**
 * Who is well. The real controller looks at every node in every round; here a healthy node is looked at only when it changed,
 * or when it would be silent by now had nothing more been heard of it, so that 5,000 healthy nodes cost next to nothing.
 */
// Models pkg/controller/nodelifecycle/node_lifecycle_controller.go tryUpdateNodeHealth and classifyNodes
export class NodeHealth {
  private readonly byName = new Map<string, Health>()
  private readonly zones = new Map<string, ZoneCount>()
  /** Names of nodes by the time at which to look at them again. */
  private readonly due = new Map<Millis, Set<string>>()
  /** Nodes that changed since the last round, as they are now; undefined when they are gone. */
  private readonly changes = new Map<string, Node | undefined>()
  /** Not Ready, silent or tainted: looked at in every round. */
  private readonly unwell = new Set<string>()
  /** Silence before this moment does not count. */
  private countedFrom: Millis = Number.NEGATIVE_INFINITY

  constructor(private readonly options: HealthOptions) {}

  changed(node: Node): void {
    this.changes.set(node.metadata.name, node)
  }

  removed(node: Node): void {
    this.changes.set(node.metadata.name, undefined)
  }

  /** The node was given up: its conditions were made Unknown. */
  gaveUp(name: string): void {
    const health = this.byName.get(name)
    if (health !== undefined) health.ready = 'Unknown'
  }

  /** Whether the node was Ready in the last round; undefined for a node that was not there. */
  isReady(name: string): boolean | undefined {
    const health = this.byName.get(name)
    return health === undefined ? undefined : health.ready === 'True'
  }

  look(now: Millis): HealthRound {
    const added: Node[] = []
    const removed: Node[] = []
    const names = new Set(this.unwell)
    for (const name of this.takeDue(now)) names.add(name)
    for (const [name, node] of this.changes) {
      names.add(name)
      this.takeChange(name, node, now, added, removed)
    }
    this.changes.clear()
    const suspects: Suspect[] = []
    for (const name of names) {
      const suspect = this.examine(name, now)
      if (suspect !== undefined) suspects.push(suspect)
    }
    return { suspects, added, removed, zones: this.zones }
  }

  /** Every node gets the full grace period anew. */
  startAgain(now: Millis): void {
    this.countedFrom = now
  }

  private takeDue(now: Millis): string[] {
    const names: string[] = []
    for (const [time, those] of this.due) {
      if (time > now) continue
      names.push(...those)
      this.due.delete(time)
    }
    return names
  }

  private takeChange(name: string, node: Node | undefined, now: Millis, added: Node[], removed: Node[]): void {
    const health = this.byName.get(name)
    if (node === undefined) {
      if (health === undefined) return
      this.count(health, undefined)
      this.byName.delete(name)
      this.unwell.delete(name)
      removed.push(health.node)
    } else if (health === undefined || health.node.metadata.uid !== node.metadata.uid) {
      if (health === undefined) added.push(node)
      else this.count(health, undefined)
      this.byName.set(name, newHealth(node, now))
    } else {
      this.renew(health, node, now)
    }
  }

  private renew(health: Health, node: Node, now: Millis): void {
    const heartbeatTime = readyHeartbeat(node)
    const posted = heartbeatTime === health.heartbeatTime ? health.posted : now
    const facts = factsOf(node)
    if (facts.zone !== health.zone) this.count(health, undefined)
    Object.assign(health, { node, posted, heartbeatTime }, facts)
  }

  private examine(name: string, now: Millis): Suspect | undefined {
    const health = this.byName.get(name)
    if (health === undefined) return undefined
    const silentFrom = this.silentFrom(name, health)
    const silent = now > silentFrom
    const healthy = health.ready === 'True' && !silent
    this.count(health, healthy)
    if (!silent) this.lookAgainAfter(name, silentFrom)
    if (healthy && !health.tainted) {
      this.unwell.delete(name)
      return undefined
    }
    this.unwell.add(name)
    return { node: health.node, silent }
  }

  /** After this moment the node counts as silent. The real controller notices a beat in the first round after it. */
  private silentFrom(name: string, health: Health): Millis {
    const { heartbeats, gracePeriod, start, period } = this.options
    const beat = heartbeats.lastHeartbeat(name) ?? Number.NEGATIVE_INFINITY
    const noticed = start + Math.ceil((beat - start) / period) * period
    const heard = Math.max(noticed, health.posted, this.countedFrom)
    return heard + (health.ready === undefined ? STARTUP_GRACE_PERIOD : gracePeriod)
  }

  private lookAgainAfter(name: string, time: Millis): void {
    const names = this.due.get(time)
    if (names === undefined) this.due.set(time, new Set([name]))
    else names.add(name)
  }

  private count(health: Health, healthy: boolean | undefined): void {
    if (health.counted === healthy) return
    const zone = this.zones.get(health.zone) ?? { ready: 0, notReady: 0 }
    if (health.counted !== undefined) zone[health.counted ? 'ready' : 'notReady'] -= 1
    if (healthy !== undefined) zone[healthy ? 'ready' : 'notReady'] += 1
    health.counted = healthy
    if (zone.ready + zone.notReady === 0) this.zones.delete(health.zone)
    else this.zones.set(health.zone, zone)
  }
}

function newHealth(node: Node, now: Millis): Health {
  const facts = factsOf(node)
  const posted = facts.ready === undefined ? fromTimestamp(node.metadata.creationTimestamp) : now
  return { node, ...facts, posted, heartbeatTime: readyHeartbeat(node), counted: undefined }
}

function factsOf(node: Node): Pick<Health, 'ready' | 'zone' | 'tainted'> {
  const taints = node.spec?.taints
  const tainted = [NOT_READY_TAINT, UNREACHABLE_TAINT].some(key => hasTaint(taints, { key, effect: 'NoExecute' }))
  return { ready: readyStatus(node), zone: zoneOf(node), tainted }
}

function readyHeartbeat(node: Node): string | null | undefined {
  return findCondition(node.status?.conditions, 'Ready')?.lastHeartbeatTime
}
