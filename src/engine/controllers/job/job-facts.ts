import {
  INDEX_FAILURE_COUNT,
  INDEX_IGNORED_FAILURE_COUNT,
  isIndexedJob,
  JOB_TRACKING_FINALIZER,
  type Job,
} from '../../../k8s/batch'
import type { Pod } from '../../../k8s/pod'
import { isPodReady } from '../../../k8s/pod-conditions'
import { isPodActive, isPodStopping } from '../../runtime/active-pods'
import { completionIndexOf, hasValidIndex, IndexSet, indexesOf } from './completion-indexes'
import { type FailureRecord, recordAfter } from './failure-backoff'
import { finishTime } from './finish-time'
import { judgeFailure } from './pod-failure-policy'

/** What a Job's Pods amount to at one moment. */
export interface JobFacts {
  readonly job: Job
  readonly pods: readonly Pod[]
  readonly active: readonly Pod[]
  readonly ready: number
  readonly terminating: number
  /** With those that have ended and are not in the status yet. */
  readonly succeeded: number
  readonly failed: number
  /** Uids of pods whose finalizer has been taken off: the cache may still show it. */
  readonly released: ReadonlySet<string>
  readonly backoff: FailureRecord
  /** Of an Indexed Job only. */
  readonly indexes: IndexFacts | undefined
}

export interface IndexFacts {
  /** As the status has them. */
  readonly succeededBefore: IndexSet
  readonly succeeded: IndexSet
  /** Only where failures are counted by index. */
  readonly failed: IndexSet | undefined
  /** By index, the failed pod that stays until another one has taken over its count of failures. */
  readonly keptFailures: ReadonlyMap<number, Pod>
}

interface Memory {
  readonly released: ReadonlySet<string>
  readonly backoff: FailureRecord | undefined
}

// Models pkg/controller/job/job_controller.go syncJob
export function lookAtPods(job: Job, pods: readonly Pod[], { released, backoff }: Memory): JobFacts {
  const active = pods.filter(isPodActive)
  const { succeeded: uncountedWell = [], failed: uncountedBadly = [] } = job.status.uncountedTerminatedPods ?? {}
  const counted = new Set([...uncountedWell, ...uncountedBadly])
  const isNew = ({ metadata: { uid } }: Pod) => !counted.has(uid) && !released.has(uid)
  const uncounted = pods.filter(pod => isTracked(pod) && isNew(pod))
  const valid = uncounted.filter(pod => hasValidIndex(job, pod))
  const succeeded = valid.filter(pod => pod.status.phase === 'Succeeded')
  const failed = valid.filter(pod => isPodFailed(job, pod))
  const counting = failed.filter(pod => judgeFailure(job, pod).counts)
  const indexes = isIndexedJob(job) ? indexFacts(job, pods, active, released) : undefined
  return {
    job,
    pods,
    active,
    ready: active.filter(isPodReady).length,
    terminating: pods.filter(isPodStopping).length,
    succeeded: indexes?.succeeded.size ?? (job.status.succeeded ?? 0) + succeeded.length + uncountedWell.length,
    failed: (job.status.failed ?? 0) + counting.length + uncountedBadly.length,
    released,
    backoff: recordAfter(backoff, succeeded, failed),
    indexes,
  }
}

/** Whether its end has still to be counted. */
export function isTracked({ metadata }: Pod): boolean {
  return metadata.finalizers?.includes(JOB_TRACKING_FINALIZER) ?? false
}

/** New pods are made only for those that have come to their end, not for those that are on their way there. */
// Models pkg/controller/job/job_controller.go onlyReplaceFailedPods
export function waitsForTheEnd({ spec }: Job): boolean {
  return spec.podReplacementPolicy === 'Failed' || spec.podFailurePolicy !== undefined
}

// Models pkg/controller/job/job_controller.go isPodFailed
export function isPodFailed(job: Job, { metadata, status }: Pod): boolean {
  if (status.phase === 'Failed') return true
  return !waitsForTheEnd(job) && metadata.deletionTimestamp !== undefined && status.phase !== 'Succeeded'
}

/** Whether failures count for each index by itself. */
// Models pkg/controller/job/indexed_job_utils.go hasBackoffLimitPerIndex
export function countsByIndex({ spec }: Job): boolean {
  return spec.backoffLimitPerIndex !== undefined
}

/** How often the index of the pod had failed before it: those failures that count, and the others. */
export function failuresBefore({ metadata }: Pod): { readonly counted: number; readonly ignored: number } {
  const number = (key: string) => {
    const value = Number(metadata.annotations?.[key] ?? '0')
    return Number.isInteger(value) && value > 0 ? value : 0
  }
  return { counted: number(INDEX_FAILURE_COUNT), ignored: number(INDEX_IGNORED_FAILURE_COUNT) }
}

function indexFacts(job: Job, pods: readonly Pod[], active: readonly Pod[], released: ReadonlySet<string>): IndexFacts {
  const completions = job.spec.completions ?? 0
  const tracked = pods.filter(pod => isTracked(pod) && hasValidIndex(job, pod))
  const succeededBefore = IndexSet.parse(job.status.completedIndexes, completions)
  const succeeded = succeededBefore.with(indexesOf(tracked.filter(pod => pod.status.phase === 'Succeeded')))
  if (!countsByIndex(job)) return { succeededBefore, succeeded, failed: undefined, keptFailures: new Map() }
  const failedBefore = IndexSet.parse(job.status.failedIndexes, completions)
  const failed = failedBefore.with(indexesOf(tracked.filter(pod => isIndexFailed(job, pod))))
  const settled = succeeded.merge(failed).with(indexesOf(active))
  const waiting = tracked.filter(pod => !released.has(pod.metadata.uid) && isPodFailed(job, pod))
  return { succeededBefore, succeeded, failed, keptFailures: latestFailures(waiting, settled) }
}

// Models pkg/controller/job/indexed_job_utils.go isIndexFailed
function isIndexFailed(job: Job, pod: Pod): boolean {
  if (!isPodFailed(job, pod)) return false
  const { counts, action } = judgeFailure(job, pod)
  if (action === 'FailIndex') return true
  return counts && failuresBefore(pod).counted >= (job.spec.backoffLimitPerIndex ?? 0)
}

// Models pkg/controller/job/indexed_job_utils.go getPodsWithDelayedDeletionPerIndex
function latestFailures(failed: readonly Pod[], settled: IndexSet): ReadonlyMap<number, Pod> {
  const latest = new Map<number, Pod>()
  const all = (pod: Pod) => failuresBefore(pod).counted + failuresBefore(pod).ignored
  for (const pod of failed) {
    const index = completionIndexOf(pod)
    if (index === undefined || settled.has(index)) continue
    const other = latest.get(index)
    if (other === undefined || (all(other) <= all(pod) && finishTime(pod) >= finishTime(other))) latest.set(index, pod)
  }
  return latest
}
