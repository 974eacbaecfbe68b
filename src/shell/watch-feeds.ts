import type { ChangeSet } from '../engine/change-set'
import type { Engine } from '../engine/engine-interface'
import type { Watch, WatchEvent } from '../kubectl/kubectl-session'

/** More events than this between two looks are forgotten, oldest first. */
const MAX_PENDING = 100_000

interface Feed {
  readonly apiVersion: string
  readonly kind: string
  pending: WatchEvent[]
}

/** Watches on the API, made from the change sets of the engine. */
export class WatchFeeds {
  private readonly feeds = new Set<Feed>()

  constructor(engine: Engine) {
    engine.onChange(change => {
      if (this.feeds.size > 0) this.distribute(change)
    })
  }

  open(apiVersion: string, kind: string): Watch {
    const feed: Feed = { apiVersion, kind, pending: [] }
    this.feeds.add(feed)
    return {
      take() {
        const events = feed.pending
        feed.pending = []
        return events
      },
      stop: () => this.feeds.delete(feed),
    }
  }

  private distribute(change: ChangeSet): void {
    for (const object of change.added) this.push({ type: 'ADDED', object })
    for (const [, object] of change.updated) this.push({ type: 'MODIFIED', object })
    for (const object of change.removed) this.push({ type: 'DELETED', object })
  }

  private push(event: WatchEvent): void {
    for (const feed of this.feeds) {
      if (event.object.kind !== feed.kind || event.object.apiVersion !== feed.apiVersion) continue
      if (feed.pending.length >= MAX_PENDING) feed.pending.shift()
      feed.pending.push(event)
    }
  }
}
