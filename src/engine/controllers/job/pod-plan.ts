import { isIndexedJob, isJobSuspended, type Job } from '../../../k8s/batch'
import type { Pod } from '../../../k8s/pod'
import type { Millis } from '../../kernel/kernel'
import { compareActivePods, isPodStopping } from '../../runtime/active-pods'
import { byCompletionIndex, completionIndexOf, IndexSet, indexesOf } from './completion-indexes'
import { remainingPause } from './failure-backoff'
import { finishTime } from './finish-time'
import { countsByIndex, failuresBefore, type JobFacts, waitsForTheEnd } from './job-facts'

/** More than this is not made or deleted in one pass. */
const MOST_AT_ONCE = 500

/** What is to be done about the number of a Job's pods: one of the three, or nothing. */
export type PodPlan =
  | { readonly delete: readonly Pod[]; readonly because: string }
  /** A list of indexes of an Indexed Job, otherwise as many times `undefined` as pods are to be made. */
  | { readonly create: readonly (number | undefined)[]; readonly because: string }
  /** There are too few, but it is too early for more: so many milliseconds to go. */
  | { readonly wait: Millis }
  | undefined

// Models pkg/controller/job/job_controller.go manageJob
export function planPods(facts: JobFacts, now: Millis): PodPlan {
  const { job, active } = facts
  if (isJobSuspended(job)) {
    const surplus = podsForRemoval(job, active, active.length)
    return { delete: surplus, because: `Job ${job.metadata.name} is suspended` }
  }
  const wanted = wantedActive(facts)
  const because = `Job ${job.metadata.name} wants ${wanted} active pods and has ${active.length}`
  const surplus = podsForRemoval(job, active, Math.max(0, active.length - wanted)).slice(0, MOST_AT_ONCE)
  if (surplus.length > 0) return { delete: surplus, because }
  const stopping = waitsForTheEnd(job) ? facts.terminating : 0
  const missing = wanted - stopping - active.length
  if (missing <= 0) return undefined
  const count = Math.min(missing, MOST_AT_ONCE)
  if (countsByIndex(job)) return planIndexes(facts, count, because, now)
  const pause = remainingPause(facts.backoff, now)
  if (pause > 0) return { wait: pause }
  const create = isIndexedJob(job) ? pendingIndexes(facts, count) : new Array<undefined>(count).fill(undefined)
  return create.length === 0 ? undefined : { create, because }
}

function wantedActive({ job, active, succeeded }: JobFacts): number {
  const { parallelism = 1, completions } = job.spec
  if (completions === undefined) return succeeded > 0 ? active.length : parallelism
  return Math.max(0, Math.min(parallelism, completions - succeeded))
}

/** Indexes whose last failure is long enough ago, or how long the first of them has to wait. */
// Models pkg/controller/job/job_controller.go getPodCreationInfoForIndependentIndexes
function planIndexes(facts: JobFacts, count: number, because: string, now: Millis): PodPlan {
  const pauses = pendingIndexes(facts, count).map(index => ({
    index,
    pause: pauseOf(facts.indexes?.keptFailures.get(index), now),
  }))
  const create = pauses.filter(({ pause }) => pause === 0).map(({ index }) => index)
  if (create.length > 0) return { create, because }
  return pauses.length === 0 ? undefined : { wait: Math.min(...pauses.map(({ pause }) => pause)) }
}

// Models pkg/controller/job/backoff_utils.go getRemainingTimePerIndex
function pauseOf(failed: Pod | undefined, now: Millis): Millis {
  if (failed === undefined) return 0
  const { counted, ignored } = failuresBefore(failed)
  return remainingPause({ failures: counted + ignored + 1, lastFailure: finishTime(failed) }, now)
}

function pendingIndexes({ job, pods, active, indexes }: JobFacts, count: number): number[] {
  const stopping = waitsForTheEnd(job) ? pods.filter(isPodStopping) : []
  const taken = (indexes?.succeeded ?? IndexSet.NONE)
    .with(indexesOf([...active, ...stopping]))
    .merge(indexes?.failed ?? IndexSet.NONE)
  return taken.firstMissing(count, job.spec.completions ?? 0)
}

/** At least so many pods whose loss costs least; of an Indexed Job, all that have no index of their own. */
// Models pkg/controller/job/job_controller.go activePodsForRemoval
function podsForRemoval(job: Job, active: readonly Pod[], atLeast: number): Pod[] {
  const remove = isIndexedJob(job) ? withoutOwnIndex(active, job.spec.completions ?? 0) : []
  if (remove.length >= atLeast) return remove
  const left = active.filter(pod => !remove.includes(pod)).sort(compareActivePods)
  return [...remove, ...left.slice(0, atLeast - remove.length)]
}

// Models pkg/controller/job/indexed_job_utils.go appendDuplicatedIndexPodsForRemoval
function withoutOwnIndex(active: readonly Pod[], completions: number): Pod[] {
  const remove: Pod[] = []
  const byIndex = new Map<number, Pod[]>()
  for (const pod of [...active].sort(byCompletionIndex)) {
    const index = completionIndexOf(pod)
    if (index === undefined || index >= completions) remove.push(pod)
    else byIndex.set(index, [...(byIndex.get(index) ?? []), pod])
  }
  for (const same of byIndex.values()) remove.push(...same.sort(compareActivePods).slice(0, -1))
  return remove
}
