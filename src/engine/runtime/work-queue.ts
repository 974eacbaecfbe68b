import type { Kernel, Millis } from '../kernel/kernel'
import { type Process, runProcess } from './process'
import type { RequestLimiter } from './request-limiter'

const BASE_DELAY: Millis = 5
const MAX_DELAY: Millis = 1_000_000

export interface WorkQueueOptions {
  /** Shown in traces. */
  readonly name: string
  readonly kernel: Kernel
  readonly limiter: RequestLimiter
  /** Keys that may be worked on at the same (virtual) time. One key is never worked on twice at once. */
  readonly workers?: number
  /** The first pause after an error, and the longest: 5 ms and 1,000 s when absent. */
  readonly baseDelay?: Millis
  readonly maxDelay?: Millis
  /** One pass over the object named by `key`. An error that it throws puts the key back with a growing pause. */
  readonly sync: (key: string) => Process
}

/**
 * Keys to look at, each at most once; a key that comes while it is being worked on is worked on again afterwards. Retries
 * wait longer each time: 5 ms, 10 ms, … up to 1,000 s, unless the options say otherwise.
 */
// Models staging/src/k8s.io/client-go/util/workqueue/queue.go and default_rate_limiters.go
export class WorkQueue {
  private readonly waiting: string[] = []
  private readonly dirty = new Set<string>()
  private readonly processing = new Set<string>()
  private readonly failures = new Map<string, number>()
  private readonly delayed = new Map<string, { due: Millis; cancel: () => void }>()
  private wakeScheduled = false
  private paused = false

  constructor(private readonly options: WorkQueueOptions) {}

  add(key: string): void {
    if (this.dirty.has(key)) return
    this.dirty.add(key)
    if (this.processing.has(key)) return
    this.waiting.push(key)
    this.wake()
  }

  /** Adds the key after `delay`; an earlier date that is already set for it stands. `idle`: waiting for it is not work. */
  addAfter(key: string, delay: Millis, options: { idle?: boolean; awaited?: boolean } = {}): void {
    if (delay <= 0) {
      this.add(key)
      return
    }
    const { kernel, name } = this.options
    const due = kernel.now + delay
    const earlier = this.delayed.get(key)
    if (earlier !== undefined) {
      if (earlier.due <= due) return
      earlier.cancel()
    }
    const cancel = kernel.schedule(
      delay,
      `queue ${name}`,
      () => {
        this.delayed.delete(key)
        this.add(key)
      },
      { idle: options.idle ?? true, awaited: options.awaited ?? false },
    )
    this.delayed.set(key, { due, cancel })
  }

  /** Adds the key after the pause that its failures so far have earned it. */
  addRateLimited(key: string): void {
    const failures = this.failures.get(key) ?? 0
    this.failures.set(key, failures + 1)
    const { kernel, name, baseDelay = BASE_DELAY, maxDelay = MAX_DELAY } = this.options
    const delay = Math.min(baseDelay * 2 ** failures, maxDelay)
    kernel.schedule(delay, `retry ${name}`, () => this.add(key), { idle: delay > 1_000 })
  }

  forget(key: string): void {
    this.failures.delete(key)
  }

  /** A component that has lost its leadership does nothing until `resume`. */
  pause(): void {
    this.paused = true
  }

  resume(): void {
    this.paused = false
    if (this.waiting.length > 0) this.wake()
  }

  private wake(): void {
    if (this.wakeScheduled || this.paused) return
    this.wakeScheduled = true
    this.options.kernel.schedule(0, `work ${this.options.name}`, () => {
      this.wakeScheduled = false
      this.startWorkers()
    })
  }

  private startWorkers(): void {
    const { workers = 1 } = this.options
    while (!this.paused && this.processing.size < workers) {
      const key = this.waiting.shift()
      if (key === undefined) return
      this.dirty.delete(key)
      this.processing.add(key)
      this.work(key)
    }
  }

  private work(key: string): void {
    const { kernel, limiter, name, sync } = this.options
    runProcess(kernel, limiter, `${name} ${key}`, sync(key), error => {
      this.processing.delete(key)
      if (error === undefined) this.forget(key)
      else if (isRetriable(error)) this.addRateLimited(key)
      else throw error
      if (this.dirty.has(key)) this.waiting.push(key)
      if (this.waiting.length > 0) this.wake()
    })
  }
}

// A refusal by the API server is life in a cluster; anything else is a fault of ours and must be seen.
function isRetriable(error: unknown): boolean {
  return error instanceof Error && (error.name === 'ApiError' || error.name === 'RetryError')
}

/** Thrown by a sync that wants to be called again with the usual growing pause. */
export class RetryError extends Error {
  override readonly name = 'RetryError'
}
