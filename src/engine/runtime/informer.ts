import { type KubeObject, objectKey } from '../../k8s/object'
import type { ObjectStore, WatchEvent } from '../apiserver/object-store'
import type { Kernel, Millis } from '../kernel/kernel'

/** No events: never written to. */
const NOTHING: WatchEvent[] = []

export interface InformerHandler<T extends KubeObject> {
  added?(object: T): void
  updated?(before: T, object: T): void
  removed?(object: T): void
}

/**
 * A component's cache of one resource. It hears of writes after the watch's delivery time, so what it shows may be stale,
 * as in a real cluster; handlers run after the cache has changed.
 */
// Models staging/src/k8s.io/client-go/tools/cache/shared_informer.go
export class Informer<T extends KubeObject> {
  private readonly cache = new Map<string, T>()
  private handlers: readonly InformerHandler<T>[] = []
  private readonly indexes: {
    name: string
    valueFrom: (object: T) => string | undefined
    values: Map<string, Map<string, T>>
  }[] = []
  private pending = NOTHING
  private readonly label: string
  private readonly deliverPending = () => this.deliver()
  private held = false

  constructor(
    private readonly kernel: Kernel,
    store: ObjectStore,
    private readonly resource: string,
    private readonly delay: Millis,
  ) {
    this.label = `watch ${resource}`
    for (const object of store.all(resource).values()) this.cache.set(objectKey(object), object as T)
    store.watch(resource, event => this.receive(event))
  }

  get(key: string): T | undefined {
    return this.cache.get(key)
  }

  /** All cached objects, oldest first seen. */
  list(): Iterable<T> {
    return this.cache.values()
  }

  get size(): number {
    return this.cache.size
  }

  /** How many writes it has not heard of yet. */
  get behind(): number {
    return this.pending.length
  }

  /** What the cache will say of the key once everything that is on its way has arrived. */
  eventually(key: string): T | undefined {
    const event = this.pending.findLast(pending => pending.key === key)
    if (event === undefined) return this.cache.get(key)
    return event.type === 'removed' ? undefined : (event.object as T)
  }

  /** Registers handlers; what is cached already, the object of a running delivery too, is told through `added` at once. */
  handle(handler: InformerHandler<T>): void {
    this.handlers = [...this.handlers, handler]
    if (handler.added) for (const object of this.cache.values()) handler.added(object)
  }

  /** Keeps `byIndex(name, value)` up to date. `valueFrom` gives undefined for objects that stay out of the index. */
  addIndex(name: string, valueFrom: (object: T) => string | undefined): void {
    if (this.indexes.some(index => index.name === name)) return
    const index = { name, valueFrom, values: new Map<string, Map<string, T>>() }
    this.indexes.push(index)
    for (const [key, object] of this.cache) addTo(index.values, valueFrom(object), key, object)
  }

  byIndex(name: string, value: string): Iterable<T> {
    const index = this.indexes.find(candidate => candidate.name === name)
    if (index === undefined) throw new RangeError(`informer of ${this.resource} has no index ${name}`)
    return index.values.get(value)?.values() ?? []
  }

  /** Stops delivery (a delayed watch) until `release`. */
  hold(): void {
    this.held = true
  }

  release(): void {
    this.held = false
    if (this.pending.length > 0) this.scheduleDelivery()
  }

  private receive(event: WatchEvent): void {
    if (this.pending.length > 0) {
      this.pending.push(event)
      return
    }
    this.pending = [event]
    if (!this.held) this.scheduleDelivery()
  }

  private scheduleDelivery(): void {
    this.kernel.schedule(this.delay, this.label, this.deliverPending)
  }

  // What was written since the first of the batch arrives with it: a little earlier than its own delay, in order all the same.
  private deliver(): void {
    if (this.held) return
    const events = this.pending
    this.pending = NOTHING
    for (const event of events) this.apply(event)
  }

  private apply(event: WatchEvent): void {
    const { key } = event
    const object = event.object as T
    const before = this.cache.get(key)
    for (const index of this.indexes) {
      const from = before === undefined ? undefined : index.valueFrom(before)
      const to = event.type === 'removed' ? undefined : index.valueFrom(object)
      if (from !== to) removeFrom(index.values, from, key)
      addTo(index.values, to, key, object)
    }
    if (event.type === 'removed') {
      this.cache.delete(key)
      for (const handler of this.handlers) handler.removed?.(object)
      return
    }
    this.cache.set(key, object)
    for (const handler of this.handlers) {
      if (before === undefined) handler.added?.(object)
      else handler.updated?.(before, object)
    }
  }
}

function addTo<T>(values: Map<string, Map<string, T>>, value: string | undefined, key: string, object: T): void {
  if (value === undefined) return
  const objects = values.get(value)
  if (objects === undefined) values.set(value, new Map([[key, object]]))
  else objects.set(key, object)
}

function removeFrom<T>(values: Map<string, Map<string, T>>, value: string | undefined, key: string): void {
  if (value === undefined) return
  const objects = values.get(value)
  objects?.delete(key)
  if (objects?.size === 0) values.delete(value)
}

/** The informers of one process (controller manager, scheduler, …): one for each resource, shared by its parts. */
export class InformerFactory {
  private readonly informers = new Map<string, Informer<KubeObject>>()

  constructor(
    private readonly kernel: Kernel,
    private readonly store: ObjectStore,
    private readonly delay: Millis,
  ) {}

  informer<T extends KubeObject>(resource: string): Informer<T> {
    let informer = this.informers.get(resource)
    if (informer === undefined) {
      informer = new Informer<KubeObject>(this.kernel, this.store, resource, this.delay)
      this.informers.set(resource, informer)
    }
    return informer as unknown as Informer<T>
  }

  /** Every informer that somebody asked for so far, by its resource. */
  all(): ReadonlyMap<string, Informer<KubeObject>> {
    return this.informers
  }
}
