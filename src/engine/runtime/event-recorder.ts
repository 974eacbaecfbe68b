import { type ApiClient, ApiError, isNotFound } from '../../k8s/api-client'
import type { KubeObject, NewObject } from '../../k8s/object'
import { toTimestamp } from '../../k8s/time'
import type { Kernel, Millis } from '../kernel/kernel'
import { EventSeries, type SeriesRow } from './event-series'
import type { RequestLimiter } from './request-limiter'

const SIMILAR_EVENTS = 10
const SIMILAR_INTERVAL: Millis = 600_000
const SPAM_BURST = 25
const SPAM_REFILL_PER_MS = 1 / 300_000
const MAX_NAMES = 20
/** Objects that a recorder remembers having spoken of. */
// Models events_cache.go maxLruCacheEntries
const REMEMBERED = 4096

export interface EventOptions {
  /** Which part of the object it is about, such as `spec.containers{main}`. */
  readonly fieldPath?: string
}

/** Which component writes its events in the newer form, and what it was doing when it said something. */
const ACTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'default-scheduler': { Scheduled: 'Binding', FailedScheduling: 'Scheduling', Preempted: 'Preempting' },
}
/** Where components of the control plane run. */
const CONTROL_PLANE_HOST = 'control-plane'

/** What an event is about. Nodes are referred to with their name in place of a uid, as kubelets do. */
export type EventTarget = Pick<KubeObject, 'apiVersion' | 'kind' | 'metadata'>

type EventType = 'Normal' | 'Warning'

/** An Event that was written, by its message; what was combined has none. */
interface Written {
  readonly message: string | undefined
  name: string
  readonly namespace: string
  count: number
  readonly firstTimestamp: string
}

/** Events of one object with the same type, reason and field path. */
interface SimilarEvents {
  readonly type: EventType
  readonly reason: string
  readonly fieldPath: string | undefined
  /** Different messages of the latest row of events, oldest first. */
  messages: string[]
  lastTime: Millis
  readonly written: Written[]
}

/** What was said about one object. */
interface Subject {
  readonly similar: SimilarEvents[]
  /** How many more events of each type may be written, and since when that many. */
  readonly allowed: { readonly type: EventType; tokens: number; time: Millis }[]
}

/**
 * Says what a component did, as core/v1 Events. Equal events become one with a count; from the tenth similar one in ten
 * minutes they are combined; and one object gets no more than 25 of a type from one component in a burst.
 */
// Models staging/src/k8s.io/client-go/tools/record/events_cache.go EventCorrelator
export class EventRecorder {
  /** By uid. */
  private readonly subjects = new Map<string, Subject>()
  private readonly source: { readonly component: string; readonly host?: string }
  private readonly actions: Readonly<Record<string, string>> | undefined
  /** Of a component that writes the newer form. */
  private readonly series = new EventSeries()
  private counter = 0

  constructor(
    private readonly kernel: Kernel,
    private readonly client: ApiClient,
    private readonly component: string,
    private readonly host?: string,
    /** Of the client that writes the events, when its other requests have to wait for them. */
    private readonly limiter?: RequestLimiter,
  ) {
    this.actions = ACTIONS[component]
    this.source = host === undefined ? { component } : { component, host }
  }

  event(target: EventTarget, type: EventType, reason: string, message: string, options: EventOptions = {}): void {
    if (this.actions === undefined) this.correlate(target, type, reason, message, options)
    else this.eventInSeries(target, type, reason, message)
  }

  // Models staging/src/k8s.io/client-go/tools/events/event_broadcaster.go recordToSink
  private eventInSeries(target: EventTarget, type: EventType, reason: string, message: string): void {
    const { now } = this.kernel
    for (const row of this.series.finished(now)) this.writeCount(row)
    const key = `${type} ${reason} ${target.metadata.uid} ${target.metadata.resourceVersion}`
    const row = this.series.repeat(key, now)
    // Later repeats are counted, and written when the series is over.
    if (row !== undefined && row.count > 2) return
    this.limiter?.reserve()
    if (row !== undefined) {
      this.writeCount(row)
      return
    }
    const record = this.newRecord(target, message)
    this.write(target, { type, reason, fieldPath: undefined }, message, record)
    this.series.begin(key, record, now)
  }

  private correlate(
    target: EventTarget,
    type: EventType,
    reason: string,
    message: string,
    options: EventOptions,
  ): void {
    const subject = this.subjectOf(target)
    const similar = similarEvents(subject, type, reason, options.fieldPath)
    const combined = this.isOneOfMany(similar, message)
    const text = combined ? `(combined from similar events): ${message}` : message
    const key = combined ? undefined : message
    const earlier = similar.written.find(written => written.message === key)
    const record = earlier ?? this.newRecord(target, key)
    record.count += 1
    if (earlier === undefined) similar.written.push(record)
    if (this.isSpam(subject, type)) return
    this.limiter?.reserve()
    if (earlier !== undefined && this.repeat(record, text)) return
    this.write(target, similar, text, record)
  }

  private newRecord({ metadata }: EventTarget, message: string | undefined): Written {
    return {
      message,
      name: `${metadata.name}.${this.nextSuffix()}`,
      namespace: metadata.namespace ?? 'default',
      count: 0,
      firstTimestamp: toTimestamp(this.kernel.now),
    }
  }

  private subjectOf({ kind, metadata }: EventTarget): Subject {
    const { subjects } = this
    const key = metadata.uid === '' ? `${kind}/${metadata.namespace ?? ''}/${metadata.name}` : metadata.uid
    const known = subjects.get(key)
    const subject = known ?? { similar: [], allowed: [] }
    // Only a long memory needs its order.
    if (known !== undefined && subjects.size > REMEMBERED / 2) subjects.delete(key)
    if (known === undefined || subjects.size > REMEMBERED / 2) subjects.set(key, subject)
    if (subjects.size > REMEMBERED) {
      const [oldest] = subjects.keys()
      if (oldest !== undefined) subjects.delete(oldest)
    }
    return subject
  }

  private isOneOfMany(similar: SimilarEvents, message: string): boolean {
    const now = this.kernel.now
    if (now - similar.lastTime > SIMILAR_INTERVAL) similar.messages = []
    similar.lastTime = now
    if (!similar.messages.includes(message)) similar.messages.push(message)
    if (similar.messages.length < SIMILAR_EVENTS) return false
    similar.messages.shift()
    return true
  }

  private isSpam({ allowed }: Subject, type: EventType): boolean {
    const now = this.kernel.now
    let bucket = allowed.find(candidate => candidate.type === type)
    if (bucket === undefined) {
      bucket = { type, tokens: SPAM_BURST, time: now }
      allowed.push(bucket)
    }
    bucket.tokens = Math.min(SPAM_BURST, bucket.tokens + (now - bucket.time) * SPAM_REFILL_PER_MS)
    bucket.time = now
    if (bucket.tokens < 1) return true
    bucket.tokens -= 1
    return false
  }

  private repeat({ namespace, name, count }: Written, message: string): boolean {
    return this.patch(namespace, name, { count, lastTimestamp: toTimestamp(this.kernel.now), message })
  }

  private writeCount({ namespace, name, count, lastTime }: SeriesRow): void {
    this.patch(namespace, name, { series: { count, lastObservedTime: moment(lastTime) } })
  }

  /** False when the Event is not there any more. */
  private patch(namespace: string, name: string, body: object): boolean {
    try {
      this.client.patch('events', namespace, name, 'merge', body)
      return true
    } catch (error) {
      if (isNotFound(error)) return false
      throw error
    }
  }

  private write(
    target: EventTarget,
    similar: Pick<SimilarEvents, 'type' | 'reason' | 'fieldPath'>,
    message: string,
    record: Written,
  ): void {
    const now = toTimestamp(this.kernel.now)
    const { name, namespace, count, firstTimestamp } = record
    const event: NewObject = {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name, namespace },
      involvedObject: involvedObject(target, similar.fieldPath),
      type: similar.type,
      reason: similar.reason,
      message,
      ...(this.actions === undefined
        ? {
            count,
            eventTime: null,
            firstTimestamp,
            lastTimestamp: now,
            source: this.source,
            reportingInstance: this.host ?? '',
          }
        : {
            action: this.actions[similar.reason] ?? similar.reason,
            eventTime: moment(this.kernel.now),
            firstTimestamp: null,
            lastTimestamp: null,
            source: {},
            reportingInstance: `${this.component}-${CONTROL_PLANE_HOST}`,
          }),
      reportingComponent: this.component,
    }
    this.create(event, `${target.metadata.name}.`, record)
  }

  // Another component may have spoken of the same object at the same instant: then the name is taken, and the next one is not.
  private create(event: NewObject, prefix: string, record: { name: string }): void {
    let named = event
    for (let attempt = 0; attempt < MAX_NAMES; attempt++) {
      try {
        this.client.create('events', named)
        return
      } catch (error) {
        // Events are best effort: a namespace that is being deleted, a name that is too long.
        if (!(error instanceof ApiError)) throw error
        if (error.status.reason !== 'AlreadyExists') return
        record.name = prefix + this.nextSuffix()
        named = { ...event, metadata: { ...event.metadata, name: record.name } }
      }
    }
  }

  // The real name ends in the time in nanoseconds; here the time and a counter make it unique.
  private nextSuffix(): string {
    this.counter += 1
    return (
      BigInt(0x18800000) * 0x100000000n +
      BigInt(Math.round(this.kernel.now)) * 1_000_000n +
      BigInt(this.counter)
    ).toString(16)
  }
}

/** A time as the newer form writes it: to the microsecond. */
function moment(time: Millis): string {
  const milliseconds = Math.floor(time % 1000)
  return toTimestamp(time).replace('Z', `.${String(milliseconds).padStart(3, '0')}000Z`)
}

function similarEvents(
  { similar }: Subject,
  type: EventType,
  reason: string,
  fieldPath: string | undefined,
): SimilarEvents {
  for (const events of similar) {
    if (events.reason === reason && events.type === type && events.fieldPath === fieldPath) return events
  }
  const events: SimilarEvents = { type, reason, fieldPath, messages: [], lastTime: 0, written: [] }
  similar.push(events)
  return events
}

function involvedObject({ apiVersion, kind, metadata }: EventTarget, fieldPath: string | undefined) {
  const { namespace, name, uid, resourceVersion } = metadata
  const involved: Record<string, string> = { apiVersion, kind }
  if (namespace !== undefined) involved.namespace = namespace
  involved.name = name
  if (uid !== '') involved.uid = uid
  if (fieldPath !== undefined) involved.fieldPath = fieldPath
  if (resourceVersion !== '') involved.resourceVersion = resourceVersion
  return involved
}
