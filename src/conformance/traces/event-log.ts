import { type EventObject, eventComponent, eventTimes } from '../../k8s/event'
import type { Snapshot, TraceEvent } from './trace'
import type { TraceCluster } from './trace-cluster'

/** Made by a timer, or by the machines: not in the recordings. */
const LEFT_OUT: ReadonlySet<string> = new Set(['RegisteredNode', 'RemovingNode'])
const REPEATED: ReadonlySet<string> = new Set(['FailedScheduling', 'FailedCreate'])
const COMBINED = '(combined from similar events): '

interface Seen {
  readonly type: string
  readonly reason: string
  readonly message: string
  readonly object: string
  /** The object's own name, as it is. */
  readonly name: string
  readonly added: number
}

/** In one order: which of two equal texts with different counts comes first is no difference. */
export function sortEvents(events: readonly TraceEvent[]): TraceEvent[] {
  return [...events].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}

/** What was said since the last time, in the recorder's form. */
export class EventLog {
  private readonly counts = new Map<string, number>()
  private readonly repeated = new Set<string>()

  constructor(
    private readonly cluster: TraceCluster,
    private readonly leftOut: readonly (readonly [string, string])[] = [],
  ) {}

  /** `unbound` is that of the same snapshot: a FailedScheduling that is no pod's state is an attempt in passing. */
  take(unbound: Snapshot['unbound']): TraceEvent[] {
    const standing = new Set(unbound.map(entry => entry.message))
    const sums = new Map<string, { event: Seen; count: number | '*' }>()
    for (const event of this.news()) {
      const repeated = REPEATED.has(event.reason)
      const message = repeated ? event.message.replace(COMBINED, '') : event.message
      const key = [event.type, event.reason, message, event.object].join('\u0000')
      if (event.reason === 'FailedScheduling' && !standing.has(message)) continue
      if (repeated) {
        // Once for each pod, whose name is not in the key.
        const first = `${event.name}\u0000${key}`
        if (this.repeated.has(first)) continue
        this.repeated.add(first)
        sums.set(key, { event: { ...event, message }, count: '*' })
      } else {
        const sum = sums.get(key)?.count
        sums.set(key, { event, count: event.added + (typeof sum === 'number' ? sum : 0) })
      }
    }
    const events = [...sums.values()].map(
      ({ event, count }): TraceEvent => [event.type, event.reason, event.message, count, event.object],
    )
    return sortEvents(events)
  }

  /** Forgets what was said before the first step. */
  skip(): void {
    for (const _event of this.news());
  }

  private *news(): Iterable<Seen> {
    for (const event of this.cluster.list('events') as unknown as readonly EventObject[]) {
      const before = this.counts.get(event.metadata.uid) ?? 0
      const { count } = eventTimes(event)
      if (count === before) continue
      this.counts.set(event.metadata.uid, count)
      const { kind } = event.involvedObject
      if (LEFT_OUT.has(event.reason) || eventComponent(event) === 'kubelet') continue
      if (this.leftOut.some(([leftKind, reason]) => leftKind === kind && reason === event.reason)) continue
      const object = `${kind}/${this.objectName(kind, event.involvedObject.name)}`
      yield {
        type: event.type,
        reason: event.reason,
        message: this.messageText(event.message),
        object,
        name: event.involvedObject.name,
        added: count - before,
      }
    }
  }

  private objectName(kind: string, name: string): string {
    if (kind === 'Node') return this.cluster.groupOf(name)
    if (kind === 'ReplicaSet') return name.replace(/-[^-]+$/, '')
    if (kind !== 'Pod') return name
    return name.replace(/(-[456789bcdf]{7,10})?-[bcdfghjklmnpqrstvwxz2456789]{5}$/, '')
  }

  private messageText(message: string): string {
    let text = message
      .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<uid>')
      .replace(/(?<![a-z0-9.-])[a-z0-9.-]+-(?:[bcdfghjklmnpqrstvwxz2456789]{5})?(?![a-z0-9-])/g, match =>
        this.ownName(match),
      )
      .replace(/(?<=replica set )[a-z0-9.-]+/g, '<replicaset>')
    for (const node of this.cluster.nodeNames()) {
      text = text.replace(new RegExp(`(?<![a-z0-9.-])${node}(?![a-z0-9.-])`, 'gi'), `<${this.cluster.groupOf(node)}>`)
    }
    return text
  }

  /** A name that a controller's pod may have had. */
  private ownName(name: string): string {
    return /[0-9a-z]-$/.test(name) || /-[bcdfghjklmnpqrstvwxz2456789]{5}$/.test(name) ? '<pod>' : name
  }
}
