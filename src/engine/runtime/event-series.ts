import type { Millis } from '../kernel/kernel'

/** A series that nothing is added to for so long is over; looked for as often. */
const FINISHED_AFTER: Millis = 360_000

/** An Event that was written, and how often it was said since. */
export interface SeriesRow {
  readonly name: string
  readonly namespace: string
  count: number
  lastTime: Millis
}

/**
 * What a component that writes the newer form of events has said lately. An event is told apart by what it is about, that
 * object's version included, and by its reason; not by its message. So as long as the object does not change, all that is
 * said of it for one reason counts as the first event once more.
 */
// Models staging/src/k8s.io/client-go/tools/events/event_broadcaster.go eventCache
export class EventSeries {
  private readonly rows = new Map<string, SeriesRow>()
  private nextLook: Millis = FINISHED_AFTER

  /** Counts the event if it was said before; undefined when it is new. */
  repeat(key: string, now: Millis): SeriesRow | undefined {
    const row = this.rows.get(key)
    if (row === undefined) return undefined
    row.count += 1
    row.lastTime = now
    return row
  }

  begin(key: string, event: { readonly name: string; readonly namespace: string }, now: Millis): void {
    this.rows.set(key, { name: event.name, namespace: event.namespace, count: 1, lastTime: now })
  }

  /** Forgets what is over, and answers the series among it: their last counts have not been written. */
  // Models event_broadcaster.go finishSeries
  finished(now: Millis): readonly SeriesRow[] {
    if (now < this.nextLook) return []
    this.nextLook = now - (now % FINISHED_AFTER) + FINISHED_AFTER
    const over = [...this.rows].filter(([, { lastTime }]) => now - lastTime > FINISHED_AFTER)
    for (const [key] of over) this.rows.delete(key)
    return over.map(([, row]) => row).filter(({ count }) => count > 1)
  }
}
