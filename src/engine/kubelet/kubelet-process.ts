import type { Cancel, Kernel, Millis, ScheduleOptions } from '../kernel/kernel'
import type { Random } from '../kernel/random'

/** The part of the kernel that a program on a machine needs. */
export interface ProcessKernel {
  readonly now: Millis
  schedule(delay: Millis, label: string, run: () => void, options?: ScheduleOptions): Cancel
  scheduleAt(time: Millis, label: string, run: () => void, options?: ScheduleOptions): Cancel
  random(stream: string): Random
}

/**
 * A process on a machine: what it has scheduled happens only while it lives. While it stands still (`suspend`) everything
 * waits, and happens in order when it goes on; when it has ended nothing of it happens any more.
 */
export class KubeletProcess implements ProcessKernel {
  private alive = true
  private suspended = false
  private backlog: (() => void)[] = []

  constructor(
    private readonly kernel: Kernel,
    readonly startedAt: Millis,
  ) {}

  get now(): Millis {
    return this.kernel.now
  }

  /** Whether it does anything at this moment. */
  get isActive(): boolean {
    return this.alive && !this.suspended
  }

  schedule(delay: Millis, label: string, run: () => void, options?: ScheduleOptions): Cancel {
    return this.scheduleAt(this.kernel.now + Math.max(0, delay), label, run, options)
  }

  scheduleAt(time: Millis, label: string, run: () => void, options?: ScheduleOptions): Cancel {
    if (!this.alive) return () => {}
    let isCancelled = false
    const unlessCancelled = () => {
      if (isCancelled || !this.alive) return
      if (this.suspended) this.backlog.push(unlessCancelled)
      else run()
    }
    const cancel = this.kernel.scheduleAt(time, label, unlessCancelled, options)
    return () => {
      isCancelled = true
      cancel()
    }
  }

  random(stream: string): Random {
    return this.kernel.random(stream)
  }

  /** `run` as it happens in this process: at once, later, or never. */
  guard(run: () => void): () => void {
    return () => {
      if (!this.alive) return
      if (this.suspended) this.backlog.push(run)
      else run()
    }
  }

  suspend(): void {
    this.suspended = true
  }

  resume(): void {
    this.suspended = false
    const backlog = this.backlog
    this.backlog = []
    for (const run of backlog) if (this.isActive) run()
  }

  end(): void {
    this.alive = false
    this.backlog = []
  }
}
