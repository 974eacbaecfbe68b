import { type KubeObject, objectKey } from '../../k8s/object'
import type { ChangeSet } from '../change-set'
import type { Kernel, Millis } from '../kernel/kernel'

/** What a watcher hears of a write. */
export interface WatchEvent {
  readonly type: 'added' | 'updated' | 'removed'
  readonly resource: string
  /** The object's key. */
  readonly key: string
  /** As it is now; a removed one as it was. */
  readonly object: KubeObject
  /** Of an update: what it was before. */
  readonly before: KubeObject | undefined
}

/** One write of a transaction: from undefined is a creation, to undefined a removal. */
export interface Write {
  readonly resource: string
  readonly from: KubeObject | undefined
  readonly to: KubeObject | undefined
}

const NOTHING: ReadonlyMap<string, KubeObject> = new Map()
const NONE: readonly never[] = []

/**
 * The storage behind the API server: resource name → key → object, a revision counter, and watchers that are told of each
 * write in order. It knows nothing of what the objects mean.
 */
export class ObjectStore {
  private readonly resources = new Map<string, Map<string, KubeObject>>()
  private readonly watchers = new Map<string, ((event: WatchEvent) => void)[]>()
  private readonly changeListeners: ((change: ChangeSet) => void)[] = []
  private revision = 0
  private sequence = 0

  constructor(private readonly kernel: Kernel) {}

  /** The resourceVersion that the next write will have. */
  nextRevision(): string {
    this.revision += 1
    return String(this.revision)
  }

  get currentRevision(): string {
    return String(this.revision)
  }

  get(resource: string, key: string): KubeObject | undefined {
    return this.resources.get(resource)?.get(key)
  }

  /** Live view of one resource by key, in the order of creation. */
  all(resource: string): ReadonlyMap<string, KubeObject> {
    return this.resources.get(resource) ?? NOTHING
  }

  /** Names of the resources that hold at least one object. */
  resourceNames(): string[] {
    return [...this.resources].filter(([, objects]) => objects.size > 0).map(([name]) => name)
  }

  /** Carries out the writes as one transaction and tells everybody. */
  commit(by: string, because: string | undefined, writes: readonly Write[]): ChangeSet {
    const events = writes.map(write => this.carryOut(write))
    this.sequence += 1
    const change = changeOf(this.sequence, this.kernel.now, by, because, writes)
    for (const event of events) this.notify(event)
    for (const listener of this.changeListeners) listener(change)
    return change
  }

  /** Tells `listener` of every later write to `resource`, in order, within the transaction's commit. */
  watch(resource: string, listener: (event: WatchEvent) => void): void {
    const listeners = this.watchers.get(resource)
    if (listeners === undefined) this.watchers.set(resource, [listener])
    else listeners.push(listener)
  }

  onChange(listener: (change: ChangeSet) => void): void {
    this.changeListeners.push(listener)
  }

  private objectsOf(resource: string): Map<string, KubeObject> {
    let objects = this.resources.get(resource)
    if (objects === undefined) {
      objects = new Map()
      this.resources.set(resource, objects)
    }
    return objects
  }

  private carryOut({ resource, from, to }: Write): WatchEvent | undefined {
    const object = to ?? from
    if (object === undefined) return undefined
    const key = objectKey(object)
    if (to === undefined) this.objectsOf(resource).delete(key)
    else this.objectsOf(resource).set(key, to)
    const type = to === undefined ? 'removed' : from === undefined ? 'added' : 'updated'
    return { type, resource, key, object, before: from }
  }

  private notify(event: WatchEvent | undefined): void {
    if (event === undefined) return
    for (const listener of this.watchers.get(event.resource) ?? NONE) listener(event)
  }
}

// By far the most transactions are one write, and all of them are remembered: those get by with one list of their own.
function changeOf(
  sequence: number,
  time: Millis,
  by: string,
  because: string | undefined,
  writes: readonly Write[],
): ChangeSet {
  let added: readonly KubeObject[] = NONE
  let updated: readonly (readonly [KubeObject, KubeObject])[] = NONE
  let removed: readonly KubeObject[] = NONE
  for (const { from, to } of writes) {
    if (from === undefined) {
      if (to !== undefined) added = added.length === 0 ? [to] : [...added, to]
    } else if (to === undefined) removed = removed.length === 0 ? [from] : [...removed, from]
    else updated = updated.length === 0 ? [[from, to]] : [...updated, [from, to]]
  }
  return { sequence, time, by, because, added, updated, removed }
}
