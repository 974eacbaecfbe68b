import type { ClusterUnderFire } from '../cluster-under-fire'

/** How long after a held watch has been released what components know counts as fresh again, in virtual milliseconds. */
const AFTERMATH = 30_000

/**
 * Whether the components know how things stand. While a watch is held they decide on what was true once, as real ones do:
 * a budget can then be overdrawn.
 */
export function calmWatch(cluster: ClusterUnderFire): () => boolean {
  let disturbed = Number.NEGATIVE_INFINITY
  return () => {
    if (cluster.held.size > 0) disturbed = cluster.engine.now
    return cluster.engine.now - disturbed > AFTERMATH
  }
}
