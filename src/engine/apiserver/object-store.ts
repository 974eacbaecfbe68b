import { type KubeObject, objectKey } from '../../k8s/object'
import type { ChangeSet } from '../change-set'
import type { Kernel, Millis } from '../kernel/kernel'

export type WatchEvent =
  | { readonly type: 'added'; readonly object: KubeObject }
  | { readonly type: 'updated'; readonly before: KubeObject; readonly object: KubeObject }
  | { readonly type: 'removed'; readonly object: KubeObject }

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
    for (const { resource, from, to } of writes) {
      if (to !== undefined) this.objectsOf(resource).set(objectKey(to), to)
      else if (from !== undefined) this.objectsOf(resource).delete(objectKey(from))
    }
    this.sequence += 1
    const change = changeOf(this.sequence, this.kernel.now, by, because, writes)
    for (const { resource, from, to } of writes) this.notify(resource, from, to)
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

  private notify(resource: string, from: KubeObject | undefined, to: KubeObject | undefined): void {
    const listeners = this.watchers.get(resource)
    if (listeners === undefined) return
    const event = watchEvent(from, to)
    if (event === undefined) return
    for (const listener of listeners) listener(event)
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

function watchEvent(before: KubeObject | undefined, object: KubeObject | undefined): WatchEvent | undefined {
  if (object === undefined) return before === undefined ? undefined : { type: 'removed', object: before }
  return before === undefined ? { type: 'added', object } : { type: 'updated', before, object }
}
