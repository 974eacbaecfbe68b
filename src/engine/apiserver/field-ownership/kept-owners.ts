import type { KubeObject } from '../../../k8s/object'
import type { FieldOwners } from './field-owners'

/** What a write makes of the owners that were before it. */
export type OwnersUpdate = (before: FieldOwners) => FieldOwners

type Kept = FieldOwners | Pending

/** Owners that nobody has asked for: those of an older version of the object, and how the write changed them. */
interface Pending {
  readonly before: KubeObject
  readonly update: OwnersUpdate
  /** How many older versions this one holds in memory. */
  readonly depth: number
}

/** More than so many writes in a row are worked out, so that old versions can be forgotten. */
const MOST_PENDING = 256

/**
 * Who owns the fields of stored objects, as far as that is kept. It is worked out when somebody asks, which is seldom: a
 * DaemonSet's status is written all day.
 */
export class KeptOwners {
  private readonly kept = new WeakMap<KubeObject, Kept>()

  /** `infer`: the owners of an object of which nothing is kept. */
  constructor(private readonly infer: (object: KubeObject) => FieldOwners) {}

  has(object: KubeObject): boolean {
    return this.kept.has(object)
  }

  set(object: KubeObject, owners: FieldOwners): void {
    this.kept.set(object, owners)
  }

  /** The owners of `object` are those of `before`, after the update: worked out when somebody asks. */
  setUpdate(object: KubeObject, before: KubeObject, update: OwnersUpdate): void {
    const depth = depthOf(this.kept.get(before)) + 1
    this.kept.set(object, { before, update, depth })
    if (depth > MOST_PENDING) this.ownersOf(object)
  }

  /** `to` is a version of `from` whose owners are the same, unless it has been said who they are. */
  carryOver(from: KubeObject, to: KubeObject): void {
    const kept = this.kept.get(from)
    if (kept !== undefined && !this.kept.has(to)) this.kept.set(to, kept)
  }

  ownersOf(object: KubeObject): FieldOwners {
    const waiting: { readonly object: KubeObject; readonly update: OwnersUpdate }[] = []
    let oldest = object
    let kept = this.kept.get(object)
    while (kept !== undefined && isPending(kept)) {
      waiting.push({ object: oldest, update: kept.update })
      oldest = kept.before
      kept = this.kept.get(oldest)
    }
    let owners = kept ?? this.infer(oldest)
    for (const { object, update } of waiting.toReversed()) {
      owners = update(owners)
      this.kept.set(object, owners)
    }
    return owners
  }
}

const isPending = (kept: Kept): kept is Pending => 'update' in kept

const depthOf = (kept: Kept | undefined): number => (kept !== undefined && isPending(kept) ? kept.depth : 0)
