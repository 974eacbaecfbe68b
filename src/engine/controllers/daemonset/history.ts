import { ApiError } from '../../../k8s/api-client'
import type { Pod } from '../../../k8s/pod'
import { REVISION_HASH_LABEL } from '../../../k8s/well-known'
import type { ControllerRevision, DaemonSet } from '../../../k8s/workload'
import type { ComponentContext } from '../../component'
import { claimObjects, controllerReference } from '../../runtime/claim-pods'
import { type Process, request } from '../../runtime/process'
import { holdsTemplate, revisionData } from '../../runtime/revision-data'
import { RetryError } from '../../runtime/work-queue'
import { revisionHash, revisionsToDrop, revisionToKeep, sortRevisions } from './revisions'

const REVISIONS = 'controllerrevisions.apps'
const DAEMON_SETS = 'daemonsets.apps'

export interface History {
  readonly current: ControllerRevision
  readonly old: readonly ControllerRevision[]
}

type Context = Pick<ComponentContext, 'client' | 'hashTemplate'>
type Client = Pick<ComponentContext, 'client'>

/**
 * Finds the revision that holds the DaemonSet's template, or makes it; brings its number up to date (a rollback makes the
 * old revision the newest); adopts what the selector matches.
 */
// Models pkg/controller/daemon/update.go constructHistory
export function* constructHistory(
  { client, hashTemplate }: Context,
  daemonSet: DaemonSet,
  candidates: Iterable<ControllerRevision>,
  pods: () => Iterable<Pod>,
): Process<History> {
  const revisions = yield* claimObjects<ControllerRevision>({
    client,
    owner: daemonSet,
    ownerResource: DAEMON_SETS,
    selector: daemonSet.spec.selector,
    resource: REVISIONS,
    candidates,
  })
  const labelled: ControllerRevision[] = []
  for (const revision of revisions) labelled.push(yield* withHashLabel({ client }, revision))
  const { current, old, number } = sortRevisions(daemonSet, labelled)
  const kept = revisionToKeep(current)
  if (kept === undefined) return { current: yield* snapshot({ client, hashTemplate }, daemonSet, number), old }
  if (current.length > 1) yield* dropDuplicates({ client }, current, kept, pods())
  if (kept.revision < number) {
    const because = `the template is again that of revision ${kept.revision}, which becomes ${number}`
    yield* request(() => client.update(REVISIONS, { ...kept, revision: number }, { because }))
  }
  return { current: kept, old }
}

function* withHashLabel({ client }: Client, revision: ControllerRevision): Process<ControllerRevision> {
  if (revisionHash(revision) !== undefined) return revision
  const { name, labels } = revision.metadata
  const metadata = { ...revision.metadata, labels: { ...labels, [REVISION_HASH_LABEL]: name } }
  return (yield* request(() => client.update(REVISIONS, { ...revision, metadata }))) as ControllerRevision
}

function* dropDuplicates(
  { client }: Client,
  current: readonly ControllerRevision[],
  kept: ControllerRevision,
  pods: Iterable<Pod>,
): Process {
  const hash = revisionHash(kept)
  const because = `revision ${kept.metadata.name} holds the same template`
  for (const { metadata } of pods) {
    if (metadata.labels?.[REVISION_HASH_LABEL] === hash) continue
    const body = { metadata: { labels: { [REVISION_HASH_LABEL]: hash } } }
    yield* request(() => client.patch('pods', metadata.namespace, metadata.name, 'merge', body, { because }))
  }
  for (const { metadata } of current) {
    if (metadata.name === kept.metadata.name) continue
    yield* request(() => client.delete(REVISIONS, metadata.namespace, metadata.name, { because }))
  }
}

// Models pkg/controller/daemon/update.go snapshot
function* snapshot(
  { client, hashTemplate }: Context,
  daemonSet: DaemonSet,
  number: number,
): Process<ControllerRevision> {
  const { name: owner, namespace, annotations } = daemonSet.metadata
  const { template } = daemonSet.spec
  const hash = hashTemplate(template, daemonSet.status.collisionCount)
  const name = `${owner}-${hash}`
  const revision = {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      labels: { ...template.metadata?.labels, [REVISION_HASH_LABEL]: hash },
      ...(annotations === undefined ? {} : { annotations }),
      ownerReferences: [controllerReference(daemonSet)],
    },
    data: revisionData(template),
    revision: number,
  }
  try {
    const because = `the template of ${owner} is new: revision ${number}`
    return (yield* request(() => client.create(REVISIONS, revision, { because }))) as ControllerRevision
  } catch (error) {
    if (!(error instanceof ApiError) || error.status.reason !== 'AlreadyExists') throw error
    const existing = (yield* request(() => client.get(REVISIONS, namespace, name))) as ControllerRevision
    if (holdsTemplate(existing, template)) return existing
    yield* countCollision({ client }, daemonSet)
    throw error
  }
}

/** Another template has the same hash: the count makes it come out differently next time. */
function* countCollision({ client }: Client, daemonSet: DaemonSet): Process {
  const { name, namespace } = daemonSet.metadata
  const fresh = (yield* request(() => client.get(DAEMON_SETS, namespace, name))) as DaemonSet
  const { collisionCount } = daemonSet.status
  if (fresh.status.collisionCount !== collisionCount) {
    throw new RetryError(
      `found a stale collision count of DaemonSet ${name} while processing; will retry until it is updated`,
    )
  }
  const status = { ...fresh.status, collisionCount: (collisionCount ?? 0) + 1 }
  yield* request(() => client.update(DAEMON_SETS, { ...fresh, status }, { subresource: 'status' }))
}

/** Deletes the old revisions beyond the DaemonSet's limit, but none that a pod still carries. */
// Models pkg/controller/daemon/update.go cleanupHistory
export function* cleanUpHistory(
  { client }: Client,
  daemonSet: DaemonSet,
  old: readonly ControllerRevision[],
  pods: () => Iterable<Pod>,
): Process {
  const limit = daemonSet.spec.revisionHistoryLimit ?? 10
  const liveHashes = () => new Set([...pods()].flatMap(({ metadata }) => metadata.labels?.[REVISION_HASH_LABEL] ?? []))
  for (const { metadata, revision } of revisionsToDrop(old, limit, liveHashes)) {
    const because = `revision ${revision} is beyond revisionHistoryLimit ${limit}`
    yield* request(() => client.delete(REVISIONS, metadata.namespace, metadata.name, { because }))
  }
}
