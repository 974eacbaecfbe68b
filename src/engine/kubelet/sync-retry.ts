import type { Cancel, Millis } from '../kernel/kernel'
import type { StartError } from './pod-sync'
import type { PodWorkerHost } from './pod-worker-host'

const RETRY: Millis = 10_000
const LONGEST_RETRY: Millis = 60_000
const RETRY_JITTER = 0.5

/** When a pod is synced again although nothing has happened to it. */
// Models pkg/kubelet/pod_workers.go completeWork
export class SyncRetry {
  private stop: Cancel | undefined

  constructor(
    private readonly host: PodWorkerHost,
    private readonly name: () => string,
    private readonly sync: () => void,
  ) {}

  cancel(): void {
    this.stop?.()
    this.stop = undefined
  }

  atNextBeat(): void {
    this.at(this.host.beatFrom(this.host.process.now + 1), false)
  }

  /** When the first back-off is over; after a while for errors without one. */
  afterErrors(errors: readonly StartError[]): void {
    const { process } = this.host
    const backOffs = errors.flatMap(({ backOffUntil }) => (backOffUntil === undefined ? [] : [backOffUntil]))
    const wait = backOffs.length === 0 ? RETRY : Math.min(...backOffs) - process.now
    const jitter = 1 + process.random('kubelet').next() * RETRY_JITTER
    const delay = Math.min(Math.max(wait, 0), LONGEST_RETRY) * jitter
    this.at(this.host.beatFrom(process.now + delay), true)
  }

  private at(time: Millis, idle: boolean): void {
    this.cancel()
    const retry = () => {
      this.stop = undefined
      this.sync()
    }
    this.stop = this.host.process.scheduleAt(time, `sync pod ${this.name()}`, retry, { idle })
  }
}
