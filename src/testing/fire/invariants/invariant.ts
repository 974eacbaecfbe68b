import type { ChangeSet } from '../../../engine/change-set'
import type { ClusterUnderFire } from '../cluster-under-fire'

/** Something that must hold whatever happens to a cluster. Each answer is a sentence that says what is wrong, or nothing. */
export interface Invariant {
  /** After each API transaction. */
  afterChange?(change: ChangeSet): string | undefined
  /** After each operation and the time that it was given. */
  afterStep?(): string | undefined
  /** When all has been mended and the cluster has come to rest. */
  atRest?(): string | undefined
}

/** Begins to watch a cluster that has come to be just now. */
export type StartInvariant = (cluster: ClusterUnderFire) => Invariant

/** What each transaction touched is checked at once; all that is stored is compared after so many steps, and at the end. */
export const STEPS_BETWEEN_ALL = 10
