import { type ApiClient, ApiError } from '../../k8s/api-client'
import type { KubeObject, NewObject } from '../../k8s/object'
import { toTimestamp } from '../../k8s/time'
import type { Kernel, Millis } from '../kernel/kernel'

const SIMILAR_EVENTS = 10
const SIMILAR_INTERVAL: Millis = 600_000
const SPAM_BURST = 25
const SPAM_REFILL_PER_MS = 1 / 300_000
const MAX_NAMES = 20

export interface EventOptions {
  /** Which part of the object it is about, such as `spec.containers{main}`. */
  readonly fieldPath?: string
}

/** What an event is about. Nodes are referred to with their name in place of a uid, as kubelets do. */
export type EventTarget = Pick<KubeObject, 'apiVersion' | 'kind' | 'metadata'>

/**
 * Says what a component did, as core/v1 Events. Equal events become one with a count; from the tenth similar one in ten
 * minutes they are combined; and one object gets no more than 25 of a type from one component in a burst.
 */
// Models staging/src/k8s.io/client-go/tools/record/events_cache.go EventCorrelator
export class EventRecorder {
  private readonly similar = new Map<string, { messages: Set<string>; lastTime: Millis }>()
  private readonly known = new Map<string, { name: string; namespace: string; count: number; firstTimestamp: string }>()
  private readonly spam = new Map<string, { tokens: number; time: Millis }>()
  private counter = 0

  constructor(
    private readonly kernel: Kernel,
    private readonly client: ApiClient,
    private readonly component: string,
    private readonly host?: string,
  ) {}

  event(
    target: EventTarget,
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
    options: EventOptions = {},
  ): void {
    const involved = `${target.kind}/${target.metadata.namespace ?? ''}/${target.metadata.name}/${target.metadata.uid}`
    const aggregateKey = `${involved}/${options.fieldPath ?? ''}/${type}/${reason}`
    const combined = this.isOneOfMany(aggregateKey, message)
    const text = combined ? `(combined from similar events): ${message}` : message
    const key = combined ? aggregateKey : `${aggregateKey}/${message}`
    const now = toTimestamp(this.kernel.now)
    const earlier = this.known.get(key)
    const count = (earlier?.count ?? 0) + 1
    const namespace = target.metadata.namespace ?? 'default'
    const name = earlier?.name ?? `${target.metadata.name}.${this.nextSuffix()}`
    const record = { name, namespace, count, firstTimestamp: earlier?.firstTimestamp ?? now }
    this.known.set(key, record)
    if (this.isSpam(`${involved}/${type}`)) return
    if (earlier !== undefined && this.repeat(record, text, now)) return
    this.write(target, type, reason, text, options, record, now)
  }

  private isOneOfMany(aggregateKey: string, message: string): boolean {
    const now = this.kernel.now
    let record = this.similar.get(aggregateKey)
    if (record === undefined || now - record.lastTime > SIMILAR_INTERVAL) {
      record = { messages: new Set(), lastTime: now }
      this.similar.set(aggregateKey, record)
    }
    record.lastTime = now
    record.messages.add(message)
    if (record.messages.size < SIMILAR_EVENTS) return false
    const [first] = record.messages
    if (first !== undefined) record.messages.delete(first)
    return true
  }

  private isSpam(key: string): boolean {
    const now = this.kernel.now
    const bucket = this.spam.get(key) ?? { tokens: SPAM_BURST, time: now }
    bucket.tokens = Math.min(SPAM_BURST, bucket.tokens + (now - bucket.time) * SPAM_REFILL_PER_MS)
    bucket.time = now
    this.spam.set(key, bucket)
    if (bucket.tokens < 1) return true
    bucket.tokens -= 1
    return false
  }

  private repeat(record: { name: string; namespace: string; count: number }, message: string, now: string): boolean {
    try {
      this.client.patch('events', record.namespace, record.name, 'merge', {
        count: record.count,
        lastTimestamp: now,
        message,
      })
      return true
    } catch (error) {
      if (error instanceof ApiError && error.status.code === 404) return false
      throw error
    }
  }

  private write(
    target: EventTarget,
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
    options: EventOptions,
    record: { name: string; namespace: string; count: number; firstTimestamp: string },
    now: string,
  ): void {
    const event: NewObject = {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: record.name, namespace: record.namespace },
      involvedObject: {
        apiVersion: target.apiVersion,
        kind: target.kind,
        ...(target.metadata.namespace === undefined ? {} : { namespace: target.metadata.namespace }),
        name: target.metadata.name,
        ...unlessEmpty('uid', target.metadata.uid),
        ...(options.fieldPath === undefined ? {} : { fieldPath: options.fieldPath }),
        ...unlessEmpty('resourceVersion', target.metadata.resourceVersion),
      },
      type,
      reason,
      message,
      count: record.count,
      firstTimestamp: record.firstTimestamp,
      lastTimestamp: now,
      source: { component: this.component, ...(this.host === undefined ? {} : { host: this.host }) },
      reportingComponent: this.component,
      reportingInstance: this.host ?? '',
    }
    this.create(event, `${target.metadata.name}.`, record)
  }

  // Another component may have spoken of the same object at the same instant: then the name is taken, and the next one is not.
  private create(event: NewObject, prefix: string, record: { name: string }): void {
    for (let attempt = 0; attempt < MAX_NAMES; attempt++) {
      try {
        this.client.create('events', { ...event, metadata: { ...event.metadata, name: record.name } })
        return
      } catch (error) {
        // Events are best effort: a namespace that is being deleted, a name that is too long.
        if (!(error instanceof ApiError)) throw error
        if (error.status.reason !== 'AlreadyExists') return
        record.name = prefix + this.nextSuffix()
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

function unlessEmpty(field: 'uid' | 'resourceVersion', text: string): Readonly<Record<string, string>> {
  return text === '' ? {} : { [field]: text }
}
