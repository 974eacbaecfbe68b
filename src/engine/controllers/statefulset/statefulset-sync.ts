import { ApiError } from '../../../k8s/api-client'
import type { KubeObject } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { podAvailableFrom } from '../../../k8s/pod-conditions'
import { matchesLabelSelector } from '../../../k8s/selector'
import type { StatefulSet, StatefulSetStatus } from '../../../k8s/stateful-set'
import type { ControllerRevision } from '../../../k8s/workload'
import type { ComponentContext } from '../../component'
import type { Millis } from '../../kernel/kernel'
import { claimObjects } from '../../runtime/claim-pods'
import { objectsOfController, orphansIn } from '../../runtime/controller-index'
import type { Informer } from '../../runtime/informer'
import { type Process, request } from '../../runtime/process'
import type { StalenessGate } from '../../runtime/staleness-gate'
import { isMemberOf } from './ordinals'
import { PodTasks } from './pod-tasks'
import { ReplicaPass } from './replica-pass'
import { REVISIONS, type SetRevisions, setRevisions, sortedRevisions, truncateHistory } from './set-revisions'
import { isNews, setStatus } from './set-status'

export const STATEFUL_SETS = 'statefulsets.apps'

/** What a sync has at hand. */
export interface StatefulSetTools {
  readonly context: ComponentContext
  readonly sets: Informer<StatefulSet>
  readonly pods: Informer<Pod>
  readonly claims: Informer<KubeObject>
  readonly revisions: Informer<ControllerRevision>
  readonly gate: StalenessGate
  wakeAfter(key: string, delay: Millis): void
}

/** One pass over one StatefulSet. */
// Models pkg/controller/statefulset/stateful_set.go sync
export function* syncStatefulSet(tools: StatefulSetTools, key: string): Process {
  tools.gate.check(key)
  const set = tools.sets.get(key)
  if (set === undefined) {
    tools.gate.clear(key)
    return
  }
  const revisions = yield* ownRevisions(tools, set)
  const pods = yield* claimPods(tools, set)
  let found: SetRevisions | undefined
  try {
    found = yield* setRevisions(tools.context, set, revisions)
    yield* updateSet(tools, key, set, pods, found)
  } finally {
    const inUse = found === undefined ? [] : [found.current, found.update]
    yield* truncateHistory(tools.context, set, pods, revisions, inUse)
  }
}

function* ownRevisions({ context, revisions }: StatefulSetTools, set: StatefulSet): Process<ControllerRevision[]> {
  const { selector } = set.spec
  const adopted = yield* claimObjects<ControllerRevision>({
    client: context.client,
    owner: set,
    ownerResource: STATEFUL_SETS,
    selector,
    resource: REVISIONS,
    candidates: orphansIn(revisions, set.metadata.namespace),
  })
  const own = objectsOfController(revisions, set).filter(one => matchesLabelSelector(selector, one.metadata.labels))
  return sortedRevisions([...own, ...adopted])
}

// Models pkg/controller/statefulset/stateful_set.go getPodsForStatefulSet
function* claimPods({ context, pods }: StatefulSetTools, set: StatefulSet): Process<Pod[]> {
  return yield* claimObjects<Pod>({
    client: context.client,
    owner: set,
    ownerResource: STATEFUL_SETS,
    selector: set.spec.selector,
    resource: 'pods',
    candidates: objectsOfController(pods, set, true),
    accept: pod => isMemberOf(set, pod),
  })
}

// Models pkg/controller/statefulset/stateful_set_control.go performUpdate
function* updateSet(
  tools: StatefulSetTools,
  key: string,
  set: StatefulSet,
  pods: readonly Pod[],
  revisions: SetRevisions,
): Process {
  const { context, claims, gate } = tools
  const { now } = context.kernel
  const tasks = new PodTasks(context, claims, gate, key, set)
  const pass = new ReplicaPass(set, revisions, pods, tasks, now)
  let failure: unknown
  if (set.metadata.deletionTimestamp === undefined) {
    try {
      yield* pass.run()
    } catch (error) {
      failure = error
    }
  }
  const status = setStatus(set, pods, revisions, pass.replaced, now)
  try {
    yield* storeStatus(tools, key, set, status)
  } catch (error) {
    failure ??= error
  }
  if (failure !== undefined) throw failure
  checkAvailabilityLater(tools, key, set, pods, status)
}

// Models pkg/controller/statefulset/stateful_set_status_updater.go UpdateStatefulSetStatus
function* storeStatus(
  { context, sets, gate }: StatefulSetTools,
  key: string,
  set: StatefulSet,
  status: StatefulSetStatus,
): Process {
  if (!isNews(status, set.status)) return
  const because = `${status.replicas} of ${set.spec.replicas} pods, ${status.readyReplicas ?? 0} ready`
  const store = (object: StatefulSet) =>
    request(() => context.client.update(STATEFUL_SETS, { ...object, status }, { subresource: 'status', because }))
  const { uid } = set.metadata
  try {
    gate.wrote(key, uid, STATEFUL_SETS, yield* store(set))
  } catch (error) {
    if (!(error instanceof ApiError) || error.status.code !== 409) throw error
    gate.wrote(key, uid, STATEFUL_SETS, yield* store(sets.get(key) ?? set))
  }
}

function checkAvailabilityLater(
  { context, wakeAfter }: StatefulSetTools,
  key: string,
  { spec }: StatefulSet,
  pods: readonly Pod[],
  { readyReplicas = 0, availableReplicas }: StatefulSetStatus,
): void {
  const { minReadySeconds = 0 } = spec
  if (minReadySeconds <= 0 || readyReplicas === availableReplicas) return
  const { now } = context.kernel
  const times = pods.map(pod => podAvailableFrom(pod, minReadySeconds)).filter(time => time > now && time < Infinity)
  wakeAfter(key, times.length === 0 ? minReadySeconds * 1000 : Math.min(...times) - now)
}
