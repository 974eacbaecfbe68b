import { canonicalText } from '../../../k8s/canonical-text'
import type { PodTemplate } from '../../../k8s/pod'
import { REVISION_HASH_LABEL } from '../../../k8s/well-known'
import type { ControllerRevision, DaemonSet } from '../../../k8s/workload'

/** The revisions of a DaemonSet, told apart by whether they hold the template of now. */
export interface SortedRevisions {
  /** More than one only after an accident. */
  readonly current: readonly ControllerRevision[]
  readonly old: readonly ControllerRevision[]
  /** The number that the present one should have: one more than the highest of the old ones. */
  readonly number: number
}

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

/** What a revision keeps: a patch that puts the template back. */
// Models pkg/controller/daemon/update.go getPatch
export function revisionData(template: PodTemplate): unknown {
  return { spec: { template: { ...template, $patch: 'replace' } } }
}

const dataTexts = new WeakMap<object, string>()

// Models pkg/controller/daemon/update.go Match
export function holdsTemplate(revision: ControllerRevision, template: PodTemplate): boolean {
  const { data } = revision
  if (data === null || typeof data !== 'object') return false
  return (
    remembered(data, () => canonicalText(data)) === remembered(template, () => canonicalText(revisionData(template)))
  )
}

function remembered(key: object, make: () => string): string {
  let text = dataTexts.get(key)
  if (text === undefined) {
    text = make()
    dataTexts.set(key, text)
  }
  return text
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
