import type { Node } from '../../../k8s/node'
import { ZONE_LABEL } from '../../../k8s/well-known'
import type { Kernel, Millis } from '../../kernel/kernel'

const EVICTION_RATE = 0.1
const SECONDARY_EVICTION_RATE = 0.01
const LARGE_CLUSTER = 50
const UNHEALTHY_SHARE = 0.55

export type ZoneState = 'initial' | 'normal' | 'partial disruption' | 'full disruption'

export interface ZoneCount {
  ready: number
  notReady: number
}

/** Region and zone of the node in one text; '' when it says neither. */
// Models staging/src/k8s.io/component-helpers/node/topology/helpers.go GetZoneKey
export function zoneOf(node: Node): string {
  const { labels } = node.metadata
  const region = labels?.['topology.kubernetes.io/region'] ?? labels?.['failure-domain.beta.kubernetes.io/region'] ?? ''
  const zone = labels?.[ZONE_LABEL] ?? labels?.['failure-domain.beta.kubernetes.io/zone'] ?? ''
  return region === '' && zone === '' ? '' : `${region}/${zone}`
}

// Models pkg/controller/nodelifecycle/node_lifecycle_controller.go ComputeZoneState
export function zoneState({ ready, notReady }: ZoneCount): ZoneState {
  if (ready === 0 && notReady > 0) return 'full disruption'
  return notReady > 2 && notReady / (notReady + ready) >= UNHEALTHY_SHARE ? 'partial disruption' : 'normal'
}

/** Nodes a second that may be tainted NoExecute. When most of a small zone is gone it is more likely the network: then none. */
// Models pkg/controller/nodelifecycle/node_lifecycle_controller.go setLimiterInZone
export function evictionRate(state: ZoneState, nodes: number): number {
  if (state !== 'partial disruption') return EVICTION_RATE
  return nodes > LARGE_CLUSTER ? SECONDARY_EVICTION_RATE : 0
}

/** The nodes of one zone that wait for their NoExecute taint, and how fast they get it. */
// Models pkg/controller/nodelifecycle/scheduler/rate_limited_queue.go RateLimitedTimedQueue with a burst of 1
export class ZoneQueue {
  private readonly waiting: string[] = []
  /** Waiting or done: a node is not queued twice until it is forgotten. */
  private readonly known = new Set<string>()
  private tokens = 1
  private updatedAt: Millis

  constructor(
    private readonly kernel: Kernel,
    private rate = EVICTION_RATE,
  ) {
    this.updatedAt = kernel.now
  }

  add(node: string): void {
    if (this.known.has(node)) return
    this.known.add(node)
    this.waiting.push(node)
  }

  forget(node: string): void {
    if (!this.known.delete(node)) return
    const index = this.waiting.indexOf(node)
    if (index >= 0) this.waiting.splice(index, 1)
  }

  /** The next node whose turn it is, if one waits and the rate allows it. */
  take(): string | undefined {
    this.refill()
    if (this.waiting.length === 0 || this.tokens < 1) return undefined
    this.tokens -= 1
    return this.waiting.shift()
  }

  /** How long until `take` may give one; undefined: not before something changes. */
  nextIn(): Millis | undefined {
    if (this.waiting.length === 0) return undefined
    this.refill()
    if (this.tokens >= 1) return 0
    return this.rate === 0 ? undefined : ((1 - this.tokens) / this.rate) * 1000
  }

  setRate(rate: number): void {
    if (rate === this.rate) return
    this.refill()
    this.rate = rate
    if (rate === 0) this.tokens = 0
    else this.tokens = this.tokens >= 1 ? 1 : 0
  }

  private refill(): void {
    const { now } = this.kernel
    this.tokens = Math.min(1, this.tokens + ((now - this.updatedAt) / 1000) * this.rate)
    this.updatedAt = now
  }
}
