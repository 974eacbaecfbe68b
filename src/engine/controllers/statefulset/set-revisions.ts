import { FNV_OFFSET, FNV_PRIME } from '../../../base/fnv'
import { ApiError } from '../../../k8s/api-client'
import { utf8 } from '../../../k8s/base64'
import { canonicalText } from '../../../k8s/canonical-text'
import { toGoJson } from '../../../k8s/go-json'
import type { Pod } from '../../../k8s/pod'
import type { StatefulSet } from '../../../k8s/stateful-set'
import { REVISION_HASH_LABEL } from '../../../k8s/well-known'
import type { ControllerRevision } from '../../../k8s/workload'
import type { ComponentContext } from '../../component'
import { controllerReference } from '../../runtime/claim-pods'
import { type Process, request } from '../../runtime/process'
import { holdsTemplate, revisionData } from '../../runtime/revision-data'
import { safeEncode } from '../../safe-encode'

export const REVISIONS = 'controllerrevisions.apps'
const HASH_LABEL = 'controller.kubernetes.io/hash'
const LONGEST_PREFIX = 223

/** Which revision most pods have, and which they are to have. */
export interface SetRevisions {
  readonly current: ControllerRevision
  readonly update: ControllerRevision
  readonly collisionCount: number
}

type Client = Pick<ComponentContext, 'client'>

/** Oldest first. */
// Models pkg/controller/history/controller_history.go SortControllerRevisions
export function sortedRevisions(revisions: readonly ControllerRevision[]): ControllerRevision[] {
  const texts = ({ metadata }: ControllerRevision) => `${metadata.creationTimestamp} ${metadata.name}`
  return [...revisions].sort((a, b) => a.revision - b.revision || (texts(a) < texts(b) ? -1 : 1))
}

/**
 * Finds the revision that holds the set's template, or makes it; one that is not the newest becomes so. `revisions` are sorted.
 */
// Models pkg/controller/statefulset/stateful_set_control.go getStatefulSetRevisions
export function* setRevisions(
  { client }: Client,
  set: StatefulSet,
  revisions: readonly ControllerRevision[],
): Process<SetRevisions> {
  const newest = revisions.at(-1)
  const equal = revisions.filter(revision => holdsTemplate(revision, set.spec.template)).at(-1)
  const number = (newest?.revision ?? 0) + 1
  let collisionCount = set.status.collisionCount ?? 0
  let update: ControllerRevision
  if (equal !== undefined && newest !== undefined && canonicalText(newest.data) === canonicalText(equal.data)) {
    update = newest
  } else if (equal !== undefined) {
    const because = `the template is again that of revision ${equal.revision}, which becomes ${number}`
    const renumbered = { ...equal, revision: number }
    update = (yield* request(() => client.update(REVISIONS, renumbered, { because }))) as ControllerRevision
  } else {
    const made = yield* createRevision({ client }, set, number, collisionCount)
    update = made.revision
    collisionCount = made.collisionCount
  }
  const current = revisions.find(({ metadata }) => metadata.name === set.status.currentRevision) ?? update
  return { current, update, collisionCount }
}

// Models pkg/controller/history/controller_history.go CreateControllerRevision
function* createRevision(
  { client }: Client,
  set: StatefulSet,
  number: number,
  collisions: number,
): Process<{ readonly revision: ControllerRevision; readonly collisionCount: number }> {
  const { name: prefix, namespace, annotations } = set.metadata
  const data = revisionData(set.spec.template)
  const hash = revisionHash(data, collisions)
  for (let collisionCount = collisions; ; collisionCount++) {
    const name = `${prefix.slice(0, LONGEST_PREFIX)}-${revisionHash(data, collisionCount)}`
    const metadata = {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      labels: { ...set.spec.template.metadata?.labels, [HASH_LABEL]: hash },
      ...(annotations === undefined ? {} : { annotations }),
      ownerReferences: [controllerReference(set)],
    }
    const object = { apiVersion: 'apps/v1', kind: 'ControllerRevision', metadata, data, revision: number }
    try {
      const because = `the template of ${prefix} is new: revision ${number}`
      const revision = (yield* request(() => client.create(REVISIONS, object, { because }))) as ControllerRevision
      return { revision, collisionCount }
    } catch (error) {
      if (!(error instanceof ApiError) || error.status.reason !== 'AlreadyExists') throw error
      const existing = (yield* request(() => client.get(REVISIONS, namespace, name))) as ControllerRevision
      if (canonicalText(existing.data) === canonicalText(data)) return { revision: existing, collisionCount }
    }
  }
}

/** FNV-1 of the patch's text and the count of collisions. */
// Models pkg/controller/history/controller_history.go HashControllerRevision
function revisionHash(data: unknown, collisionCount: number): string {
  let hash = FNV_OFFSET
  for (const byte of utf8(`${toGoJson(data)}${collisionCount}`)) hash = Math.imul(hash, FNV_PRIME) ^ byte
  return safeEncode(hash)
}

/** Deletes the oldest revisions beyond the set's limit, but none that is in use. */
// Models pkg/controller/statefulset/stateful_set_control.go truncateHistory
export function* truncateHistory(
  { client }: Client,
  set: StatefulSet,
  pods: readonly Pod[],
  revisions: readonly ControllerRevision[],
  inUse: readonly ControllerRevision[],
): Process {
  const limit = set.spec.revisionHistoryLimit ?? 10
  if (limit < 0) return
  const live = new Set([
    ...inUse.map(({ metadata }) => metadata.name),
    ...pods.map(({ metadata }) => metadata.labels?.[REVISION_HASH_LABEL]),
  ])
  const old = revisions.filter(({ metadata }) => !live.has(metadata.name))
  for (const { metadata, revision } of old.slice(0, Math.max(0, old.length - limit))) {
    const because = `revision ${revision} is beyond revisionHistoryLimit ${limit}`
    yield* request(() => client.delete(REVISIONS, metadata.namespace, metadata.name, { because }))
  }
}
