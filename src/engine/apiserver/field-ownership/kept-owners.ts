import type { KubeObject } from '../../../k8s/object'
import type { FieldOwners } from './field-owners'

/** What a write makes of the owners that were before. */
export type OwnerChange = (before: FieldOwners) => FieldOwners

type Kept = FieldOwners | Later

/** Owners that nobody has asked for: those of an older version of the object, and how the write changed them. */
interface Later {
  readonly before: KubeObject
  readonly change: OwnerChange
  /** How many older versions this one holds in memory. */
  readonly depth: number
}

/** More than so many writes in a row are worked out, so that old versions can be forgotten. */
const MOST_LATER = 256

/**
 * Who owns the fields of stored objects, as far as that is kept. It is worked out when somebody asks, which is seldom: a
 * DaemonSet's status is written all day.
 */
export class KeptOwners {
  private readonly kept = new WeakMap<KubeObject, Kept>()

  /** `tell`: the owners of an object of which nothing is kept. */
  constructor(private readonly tell: (object: KubeObject) => FieldOwners) {}

  has(object: KubeObject): boolean {
    return this.kept.has(object)
  }

  set(object: KubeObject, owners: FieldOwners): void {
    this.kept.set(object, owners)
  }

  /** The owners of `object` are those of `before`, changed. */
  setLater(object: KubeObject, before: KubeObject, change: OwnerChange): void {
    const depth = depthOf(this.kept.get(before)) + 1
    this.kept.set(object, { before, change, depth })
    if (depth > MOST_LATER) this.of(object)
  }

  /** `to` is a version of `from` whose owners are the same, unless it has been said who they are. */
  carryOver(from: KubeObject, to: KubeObject): void {
    const kept = this.kept.get(from)
    if (kept !== undefined && !this.kept.has(to)) this.kept.set(to, kept)
  }

  of(object: KubeObject): FieldOwners {
    const waiting: { readonly object: KubeObject; readonly change: OwnerChange }[] = []
    let oldest = object
    let kept = this.kept.get(object)
    while (kept !== undefined && isLater(kept)) {
      waiting.push({ object: oldest, change: kept.change })
      oldest = kept.before
      kept = this.kept.get(oldest)
    }
    let owners = kept ?? this.tell(oldest)
    for (const { object, change } of waiting.toReversed()) {
      owners = change(owners)
      this.kept.set(object, owners)
    }
    return owners
  }
}

const isLater = (kept: Kept): kept is Later => 'change' in kept

const depthOf = (kept: Kept | undefined): number => (kept !== undefined && isLater(kept) ? kept.depth : 0)
