import type { Pod } from '../../k8s/pod'
import type { Millis } from '../kernel/kernel'
import type { PluginName } from './plugin'
import { podPriority } from './pod-priority'
import { PriorityHeap } from './priority-heap'
import type { ClusterEvent } from './queueing-hints'

const INITIAL_BACKOFF: Millis = 1_000
const MAX_BACKOFF: Millis = 10_000
/** Pods that no event has woken are tried again after this long; looked for every half minute. */
const MAX_IN_UNSCHEDULABLE: Millis = 300_000
const FLUSH_PERIOD: Millis = 30_000

type Place = 'active' | 'backoff' | 'error-backoff' | 'unschedulable' | 'none'

/** A Pod that waits for a node, and what came of the attempts so far. */
export interface QueuedPod {
  pod: Pod
  readonly sequence: number
  /** When it came into the queue, or when its last attempt failed. */
  timestamp: Millis
  unschedulableCount: number
  errorCount: number
  rejectors: ReadonlySet<PluginName>
  place: Place
  backoffUntil: Millis
}

export interface SchedulingQueueOptions {
  now(): Millis
  /** There is something to pop, perhaps only at `time`. `idle`: waiting for it is not work. */
  wake(time: Millis, idle: boolean): void
  /** A Pod that is busy removing others is not tried meanwhile. */
  isPreempting(uid: string): boolean
  /** Whether the event may let the Pod fit, which these plugins have turned down. */
  isWorthTrying(pod: Pod, rejectors: ReadonlySet<PluginName>, event: ClusterEvent): boolean
  /** With nothing better to do, a Pod that was found unschedulable is tried before its pause is over. */
  readonly cutsBackoffShort: boolean
}

/**
 * Pods without a node: those to try next (by priority, then age), those that wait out a pause after a failure, and those
 * that nothing but a change in the cluster can help.
 */
// Models pkg/scheduler/backend/queue/scheduling_queue.go PriorityQueue
export class SchedulingQueue {
  private readonly pods = new Map<string, QueuedPod>()
  private readonly unschedulable = new Set<QueuedPod>()
  private readonly active = new PriorityHeap<QueuedPod>(comesFirst)
  private readonly backoff = new PriorityHeap<QueuedPod>(endsFirst)
  private readonly errorBackoff = new PriorityHeap<QueuedPod>(endsFirst)
  private sequence = 0

  constructor(private readonly options: SchedulingQueueOptions) {}

  /** Pods that wait, in whatever part of the queue. */
  get size(): number {
    return this.pods.size
  }

  add(pod: Pod): void {
    const queued: QueuedPod = {
      pod,
      sequence: this.sequence++,
      timestamp: this.options.now(),
      unschedulableCount: 0,
      errorCount: 0,
      rejectors: new Set(),
      place: 'none',
      backoffUntil: -1,
    }
    this.pods.set(pod.metadata.uid, queued)
    this.activate(queued)
  }

  update(before: Pod, pod: Pod): void {
    const queued = this.pods.get(pod.metadata.uid)
    if (queued === undefined) {
      this.add(pod)
      return
    }
    queued.pod = pod
    if (queued.place === 'unschedulable') this.consider(queued, { kind: 'pod-changed', before, pod })
  }

  delete(uid: string): void {
    const queued = this.pods.get(uid)
    if (queued === undefined) return
    this.pods.delete(uid)
    this.move(queued, 'none')
  }

  /** Takes the Pod to try now out of the queue. */
  pop(): QueuedPod | undefined {
    const now = this.options.now()
    this.endBackoff(this.backoff, 'backoff', now)
    this.endBackoff(this.errorBackoff, 'error-backoff', now)
    const cutShort = this.options.cutsBackoffShort ? () => this.popFrom(this.backoff, 'backoff') : () => undefined
    const queued = this.popFrom(this.active, 'active') ?? cutShort()
    if (queued !== undefined) {
      this.pods.delete(queued.pod.metadata.uid)
      queued.place = 'none'
    }
    return queued
  }

  /** Whether `pop` would find something now. */
  get isReady(): boolean {
    this.dropMoved(this.active, 'active')
    if (this.active.size > 0) return true
    this.dropMoved(this.backoff, 'backoff')
    if (this.options.cutsBackoffShort ? this.backoff.size > 0 : this.hasEnded(this.backoff)) return true
    this.dropMoved(this.errorBackoff, 'error-backoff')
    return this.hasEnded(this.errorBackoff)
  }

  /** Puts a Pod back whose attempt failed. Without rejectors it failed by an error and is tried again after a pause. */
  putBack(queued: QueuedPod, pod: Pod, rejectors: ReadonlySet<PluginName>): void {
    const now = this.options.now()
    queued.pod = pod
    queued.timestamp = now
    queued.rejectors = rejectors
    if (rejectors.size > 0) {
      queued.unschedulableCount += 1
      queued.errorCount = 0
    } else queued.errorCount += 1
    queued.backoffUntil = alignedToSecond(now + backoffDuration(queued.errorCount || queued.unschedulableCount))
    this.pods.set(pod.metadata.uid, queued)
    if (rejectors.size > 0) this.rest(queued)
    else this.requeue(queued)
  }

  /** Tries again every Pod that the event might help. */
  moveAll(event: ClusterEvent, concerns: (pod: Pod) => boolean = () => true): void {
    if (this.unschedulable.size === 0) return
    for (const queued of [...this.unschedulable]) if (concerns(queued.pod)) this.consider(queued, event)
  }

  /** Tries the Pod again whatever it waits for. */
  force(uid: string): void {
    const queued = this.pods.get(uid)
    if (queued !== undefined && queued.place !== 'active') this.activate(queued)
  }

  /** Tries the Pod again when its pause is over. */
  retryAfterBackoff(uid: string): void {
    const queued = this.pods.get(uid)
    if (queued?.place === 'unschedulable') this.requeue(queued)
  }

  /** Tries again the Pods that have waited for five minutes. */
  // Models scheduling_queue.go flushUnschedulablePodsLeftover
  flush(): void {
    const now = this.options.now()
    for (const queued of [...this.unschedulable]) {
      if (isGated(queued.pod)) continue
      if (now - queued.timestamp >= MAX_IN_UNSCHEDULABLE) this.requeue(queued)
      else this.options.wake(nextFlush(queued.timestamp), true)
    }
  }

  private consider(queued: QueuedPod, event: ClusterEvent): void {
    if (this.options.isWorthTrying(queued.pod, queued.rejectors, event)) this.requeue(queued)
  }

  private requeue(queued: QueuedPod): void {
    if (queued.backoffUntil < alignedToSecond(this.options.now())) {
      this.activate(queued)
      return
    }
    if (!this.mayBeTried(queued)) return
    const isError = queued.rejectors.size === 0
    this.move(queued, isError ? 'error-backoff' : 'backoff')
    ;(isError ? this.errorBackoff : this.backoff).push(queued)
    if (isError) this.options.wake(queued.backoffUntil + 1_000, true)
    else this.options.wake(this.options.cutsBackoffShort ? this.options.now() : queued.backoffUntil + 1_000, false)
  }

  private activate(queued: QueuedPod): void {
    if (!this.mayBeTried(queued)) return
    this.move(queued, 'active')
    this.active.push(queued)
    this.options.wake(this.options.now(), false)
  }

  private mayBeTried(queued: QueuedPod): boolean {
    if (isGated(queued.pod)) queued.rejectors = new Set<PluginName>(['SchedulingGates'])
    else if (!this.options.isPreempting(queued.pod.metadata.uid)) return true
    this.rest(queued)
    return false
  }

  private rest(queued: QueuedPod): void {
    this.move(queued, 'unschedulable')
    if (!isGated(queued.pod)) this.options.wake(nextFlush(queued.timestamp), true)
  }

  private move(queued: QueuedPod, place: Place): void {
    if (place === 'unschedulable') this.unschedulable.add(queued)
    else this.unschedulable.delete(queued)
    queued.place = place
  }

  private endBackoff(heap: PriorityHeap<QueuedPod>, place: Place, now: Millis): void {
    this.dropMoved(heap, place)
    for (let next = heap.peek(); next !== undefined && next.backoffUntil < alignedToSecond(now); next = heap.peek()) {
      heap.pop()
      this.activate(next)
      this.dropMoved(heap, place)
    }
  }

  /** Whether the pause of some Pod there is over. */
  private hasEnded(heap: PriorityHeap<QueuedPod>): boolean {
    const next = heap.peek()
    return next !== undefined && next.backoffUntil < alignedToSecond(this.options.now())
  }

  private popFrom(heap: PriorityHeap<QueuedPod>, place: Place): QueuedPod | undefined {
    this.dropMoved(heap, place)
    return heap.pop()
  }

  // A Pod that has moved on leaves its entry behind.
  private dropMoved(heap: PriorityHeap<QueuedPod>, place: Place): void {
    for (let next = heap.peek(); next !== undefined && next.place !== place; next = heap.peek()) heap.pop()
  }
}

// Models pkg/scheduler/framework/plugins/queuesort/priority_sort.go Less
function comesFirst(a: QueuedPod, b: QueuedPod): boolean {
  const byPriority = podPriority(b.pod) - podPriority(a.pod)
  if (byPriority !== 0) return byPriority < 0
  return a.timestamp < b.timestamp || (a.timestamp === b.timestamp && a.sequence < b.sequence)
}

function endsFirst(a: QueuedPod, b: QueuedPod): boolean {
  return a.backoffUntil < b.backoffUntil || (a.backoffUntil === b.backoffUntil && comesFirst(a, b))
}

// Models pkg/scheduler/backend/queue/backoff_queue.go calculateBackoffDuration
function backoffDuration(failures: number): Millis {
  return Math.min(INITIAL_BACKOFF * 2 ** (failures - 1), MAX_BACKOFF)
}

function alignedToSecond(time: Millis): Millis {
  return Math.floor(time / 1_000) * 1_000
}

function nextFlush(timestamp: Millis): Millis {
  return Math.ceil((timestamp + MAX_IN_UNSCHEDULABLE) / FLUSH_PERIOD) * FLUSH_PERIOD
}

function isGated(pod: Pod): boolean {
  return (pod.spec.schedulingGates ?? []).length > 0
}
