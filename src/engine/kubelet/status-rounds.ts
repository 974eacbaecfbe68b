import type { Millis } from '../kernel/kernel'
import type { KubeletProcess } from './kubelet-process'

const PERIOD: Millis = 10_000

/** When a kubelet compares what it has said of its pods with what the API has: every ten seconds, from some moment on. */
// Models pkg/kubelet/status/status_manager.go Start
export class StatusRounds {
  private readonly phase: Millis
  private firstMissed: Millis | undefined

  constructor(private readonly process: KubeletProcess) {
    this.phase = process.random('status-rounds').integer(PERIOD)
  }

  /** The next round, later than now. */
  get next(): Millis {
    return (Math.floor((this.process.now - this.phase) / PERIOD) + 1) * PERIOD + this.phase
  }

  /** The process stands still from now on. */
  pause(): void {
    this.firstMissed = this.next
  }

  /**
   * The process goes on: whether there is a round at once. One that it slept through comes at once, and is in vain if the news of
   * its pods come later: that is chance.
   */
  hasOneOnResuming(): boolean {
    const { now } = this.process
    return (this.firstMissed ?? now) < now && this.process.random('status-rounds').next() >= 0.5
  }
}
