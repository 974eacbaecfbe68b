import type { Millis } from '../kernel/kernel'

interface Entry {
  delay: Millis
  updatedAt: Millis
}

/**
 * Pauses by key that double with every failure. `expiredAfter` of quiet before a failure starts afresh; it is measured from
 * the last update to the moment that the caller gives.
 */
// Models staging/src/k8s.io/client-go/util/flowcontrol/backoff.go Backoff
export class BackOff {
  private readonly entries = new Map<string, Entry>()

  constructor(
    private readonly first: Millis,
    private readonly max: Millis,
    private readonly expiredAfter: Millis,
  ) {}

  get(key: string): Millis {
    return this.entries.get(key)?.delay ?? 0
  }

  next(key: string, eventTime: Millis, now: Millis): void {
    const entry = this.entries.get(key)
    const delay =
      entry === undefined || this.isExpired(entry, eventTime) ? this.first : Math.min(entry.delay * 2, this.max)
    this.entries.set(key, { delay, updatedAt: now })
  }

  /** Whether the pause, counted from `eventTime`, is still on. */
  isInBackOffSince(key: string, eventTime: Millis, now: Millis): boolean {
    const entry = this.entries.get(key)
    if (entry === undefined || this.isExpired(entry, eventTime)) return false
    return now - eventTime < entry.delay
  }

  /** Whether the pause, counted from the last update, is still on. */
  isInBackOffSinceUpdate(key: string, now: Millis): boolean {
    const entry = this.entries.get(key)
    if (entry === undefined || this.isExpired(entry, now)) return false
    return now - entry.updatedAt < entry.delay
  }

  forgetAll(prefix: string): void {
    if (this.entries.size === 0) return
    for (const key of this.entries.keys()) if (key.startsWith(prefix)) this.entries.delete(key)
  }

  private isExpired(entry: Entry, eventTime: Millis): boolean {
    return eventTime - entry.updatedAt > this.expiredAfter
  }
}
