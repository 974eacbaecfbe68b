import { REVISION_HASH_LABEL } from '../../../k8s/well-known'
import type { ControllerRevision, DaemonSet } from '../../../k8s/workload'
import { holdsTemplate } from '../../runtime/revision-data'

/** The revisions of a DaemonSet, told apart by whether they hold the template of now. */
export interface SortedRevisions {
  /** More than one only after an accident. */
  readonly current: readonly ControllerRevision[]
  readonly old: readonly ControllerRevision[]
  /** The number that the present one should have: one more than the highest of the old ones. */
  readonly number: number
}

/** The revisions that hold the present template, the others, and the number that a new one would get. */
export function sortRevisions(daemonSet: DaemonSet, revisions: readonly ControllerRevision[]): SortedRevisions {
  const current: ControllerRevision[] = []
  const old: ControllerRevision[] = []
  for (const revision of revisions) (holdsTemplate(revision, daemonSet.spec.template) ? current : old).push(revision)
  return { current, old, number: 1 + old.reduce((highest, { revision }) => Math.max(highest, revision), 0) }
}

/** Of several revisions that hold the same template, the one to keep: that with the highest number, the last of equals. */
// Models pkg/controller/daemon/update.go dedupCurHistories
export function revisionToKeep(current: readonly ControllerRevision[]): ControllerRevision | undefined {
  return current.reduce<ControllerRevision | undefined>(
    (kept, candidate) => (kept === undefined || candidate.revision >= kept.revision ? candidate : kept),
    undefined,
  )
}

/** The hash in a revision's label: the one that its pods carry. */
export function revisionHash(revision: ControllerRevision): string | undefined {
  return revision.metadata.labels?.[REVISION_HASH_LABEL]
}

/** The old revisions beyond `limit`, oldest first, without those that a pod still carries the hash of. */
// Models pkg/controller/daemon/update.go cleanupHistory
export function revisionsToDrop(
  old: readonly ControllerRevision[],
  limit: number,
  liveHashes: () => ReadonlySet<string>,
): readonly ControllerRevision[] {
  const excess = old.length - limit
  if (excess <= 0) return []
  const live = liveHashes()
  return [...old]
    .sort((a, b) => a.revision - b.revision)
    .filter(revision => !live.has(revisionHash(revision) ?? ''))
    .slice(0, excess)
}
