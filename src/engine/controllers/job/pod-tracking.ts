import { isIndexedJob } from '../../../k8s/batch'
import type { Condition } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { byCompletionIndex, completionIndexOf, hasValidIndex, IndexSet } from './completion-indexes'
import { isPodFailed, isTracked, type JobFacts } from './job-facts'
import { judgeFailure } from './pod-failure-policy'
import type { StatusDraft } from './status-draft'

/** So many uids at most stand in a status. */
const MOST_UNCOUNTED = 500

export interface Tracking {
  /** Pods whose end has been noted (or does not matter): their finalizers may go. */
  readonly release: readonly Pod[]
  /** Whether the status is different because of it. */
  readonly noted: boolean
  /** There was no room for all: the rest is for the next pass. */
  readonly incomplete: boolean
}

/** Notes in the status which pods have ended since the last pass. `outcome`: the Job is to end, so that every pod has to. */
// Models pkg/controller/job/job_controller.go trackJobStatusAndRemoveFinalizers
export function noteEnded(facts: JobFacts, draft: StatusDraft, outcome: Condition | undefined): Tracking {
  const { job, released } = facts
  const isIndexed = isIndexedJob(job)
  const pods = isIndexed ? [...facts.pods].sort(byCompletionIndex) : facts.pods
  const succeeded = [...draft.uncounted.succeeded]
  const failed = [...draft.uncounted.failed]
  const newIndexes: number[] = []
  const release: Pod[] = []
  const isFull = () => newIndexes.length + succeeded.length + failed.length >= MOST_UNCOUNTED
  for (const pod of pods) {
    const { uid } = pod.metadata
    if (!isTracked(pod) || released.has(uid) || !mayRelease(facts, pod, outcome)) continue
    release.push(pod)
    if (failed.includes(uid)) continue
    if (pod.status.phase === 'Succeeded') {
      if (!isIndexed) note(succeeded, uid)
      else if (hasValidIndex(job, pod)) noteIndex(facts, pod, newIndexes)
    } else if (countsAsFailure(facts, pod, outcome)) note(failed, uid)
    if (isFull()) break
  }
  const before = draft.uncounted
  const noted =
    newIndexes.length > 0 || succeeded.length > before.succeeded.length || failed.length > before.failed.length
  draft.uncounted = { succeeded, failed }
  const indexesNoted = noteIndexes(facts, draft, newIndexes)
  return { release, noted: noted || indexesNoted, incomplete: isFull() }
}

function note(uids: string[], uid: string): void {
  if (!uids.includes(uid)) uids.push(uid)
}

function noteIndex({ indexes }: JobFacts, pod: Pod, newIndexes: number[]): void {
  const index = completionIndexOf(pod)
  if (index !== undefined && indexes?.succeededBefore.has(index) !== true) newIndexes.push(index)
}

// Models pkg/controller/job/job_controller.go canRemoveFinalizer
function mayRelease({ job, indexes }: JobFacts, pod: Pod, outcome: Condition | undefined): boolean {
  if (job.metadata.deletionTimestamp !== undefined || outcome !== undefined || pod.status.phase === 'Succeeded') {
    return true
  }
  if (!isPodFailed(job, pod)) return false
  const index = completionIndexOf(pod)
  return index === undefined || indexes?.keptFailures.get(index)?.metadata.uid !== pod.metadata.uid
}

/** When the Job fails, every pod that has not ended has failed. */
function countsAsFailure({ job }: JobFacts, pod: Pod, outcome: Condition | undefined): boolean {
  const failsWithJob = outcome !== undefined && outcome.type !== 'SuccessCriteriaMet'
  if (!isPodFailed(job, pod) && !failsWithJob) return false
  return hasValidIndex(job, pod) && judgeFailure(job, pod).counts
}

function noteIndexes({ job, indexes }: JobFacts, draft: StatusDraft, newIndexes: readonly number[]): boolean {
  if (indexes === undefined) return false
  const completed = indexes.succeeded.merge(IndexSet.of(newIndexes))
  const failed = indexes.failed?.toString()
  draft.succeeded = completed.size
  draft.completedIndexes = completed.toString()
  draft.failedIndexes = failed
  return draft.completedIndexes !== (job.status.completedIndexes ?? '') || failed !== job.status.failedIndexes
}
