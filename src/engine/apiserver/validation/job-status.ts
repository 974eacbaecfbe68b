import { finishedCondition, isIndexedJob, type Job, type JobStatus } from '../../../k8s/batch'
import { isConditionTrue } from '../../../k8s/conditions'
import type { KubeObject } from '../../../k8s/object'
import { deepEqual } from '../../../k8s/share-unchanged'
import { fromTimestamp } from '../../../k8s/time'
import { duplicate, invalid, required } from '../field-error'
import { type Errors, nonNegative } from './field-errors'
import { countIndexes, invalidTogether } from './job-policies'

const COUNTS = ['active', 'succeeded', 'failed', 'ready', 'terminating'] as const
const CONDITIONS = 'status.conditions'

const holds = ({ status }: Job, type: string) => isConditionTrue(status.conditions, type)

/** Most rules are asked only when what they are about changes, so that a status that is wrong already can be written on. */
// Models pkg/registry/batch/job/strategy.go getStatusValidationOptions
class StatusChange {
  constructor(
    readonly job: Job,
    readonly before: Job,
  ) {}

  isNew(...fields: readonly (keyof JobStatus)[]): boolean {
    return fields.some(field => !deepEqual(this.job.status[field], this.before.status[field]))
  }

  turns(...types: readonly string[]): boolean {
    return types.some(type => holds(this.job, type) !== holds(this.before, type))
  }

  get finishes(): boolean {
    return (finishedCondition(this.job) === undefined) !== (finishedCondition(this.before) === undefined)
  }
}

// Models pkg/apis/batch/validation/validation.go ValidateJobStatusUpdate
export function* validateJobStatus(object: KubeObject, stored: KubeObject): Errors {
  const change = new StatusChange(object as Job, stored as Job)
  const { status } = change.job
  for (const field of COUNTS) yield* nonNegative(`status.${field}`, status[field])
  yield* validateUncounted(status)
  yield* validateEnd(change)
  yield* validateRest(change)
  yield* validateIndexes(change)
  yield* validateTogether(change)
  yield* validateProgress(change)
}

function* validateUncounted({ uncountedTerminatedPods = {} }: JobStatus): Errors {
  const seen = new Set<string>()
  for (const list of ['succeeded', 'failed'] as const) {
    for (const [index, uid] of (uncountedTerminatedPods[list] ?? []).entries()) {
      const path = `status.uncountedTerminatedPods.${list}[${index}]`
      if (uid === '') yield invalid(path, uid, 'must not be empty')
      else if (seen.has(uid)) yield duplicate(path, uid)
      seen.add(uid)
    }
  }
}

function* validateEnd(change: StatusChange): Errors {
  const { job } = change
  const { startTime, completionTime } = job.status
  const [complete, failed] = [holds(job, 'Complete'), holds(job, 'Failed')]
  if (change.turns('Complete', 'Failed') && complete && failed) {
    yield invalidTogether(CONDITIONS, 'cannot set Complete=True and Failed=true conditions')
  }
  if (change.turns('Complete', 'FailureTarget') && complete && holds(job, 'FailureTarget')) {
    yield invalidTogether(CONDITIONS, 'cannot set Complete=True and FailureTarget=true conditions')
  }
  const at = 'status.completionTime'
  if (change.turns('Complete') || change.isNew('completionTime')) {
    const why = 'cannot set completionTime when there is no Complete=True condition'
    if (completionTime !== undefined && !complete) yield invalid(at, completionTime, why)
    if (completionTime === undefined && complete) yield required(at, 'completionTime is required for Complete jobs')
  }
  if (change.isNew('startTime', 'completionTime') && startTime !== undefined && completionTime !== undefined) {
    const isEarlier = fromTimestamp(completionTime) < fromTimestamp(startTime)
    if (isEarlier) yield invalid(at, completionTime, 'must be equal to or after `startTime`')
  }
  const without = (end: string, target: string) =>
    invalidTogether(CONDITIONS, `cannot set ${end}=True condition without the ${target}=true condition`)
  if ((change.turns('Failed') || change.isNew('failedIndexes')) && failed && !holds(job, 'FailureTarget')) {
    yield without('Failed', 'FailureTarget')
  }
  if (change.turns('Complete', 'SuccessCriteriaMet') && complete && !holds(job, 'SuccessCriteriaMet')) {
    yield without('Complete', 'SuccessCriteriaMet')
  }
}

/** Of a Job that has ended nothing may be left to do. */
function* validateRest(change: StatusChange): Errors {
  const { job, finishes } = change
  const { active = 0, startTime, uncountedTerminatedPods: uncounted } = job.status
  if (finishedCondition(job) === undefined) return
  if ((finishes || change.isNew('active')) && active > 0) {
    yield invalid('status.active', active, 'active>0 is invalid for finished job')
  }
  const neverBegan = job.spec.suspend === true && job.spec.completions === 0
  if ((finishes || change.isNew('startTime')) && !neverBegan && startTime === undefined) {
    yield required('status.startTime', 'startTime is required for finished job')
  }
  const left = (uncounted?.succeeded ?? []).length + (uncounted?.failed ?? []).length
  if ((finishes || change.isNew('uncountedTerminatedPods')) && left > 0) {
    const printed = { Succeeded: uncounted?.succeeded ?? null, Failed: uncounted?.failed ?? null }
    yield invalid('status.uncountedTerminatedPods', printed, 'must be empty for finished job')
  }
}

function* validateIndexes(change: StatusChange): Errors {
  const { job } = change
  const { completedIndexes = '', failedIndexes } = job.status
  const { completions, backoffLimitPerIndex } = job.spec
  const parsed = (path: string, text: string) => {
    const { error } = countIndexes(text, completions ?? 0)
    return error === undefined ? [] : [invalid(`status.${path}`, text, `error parsing ${path}: ${error}`)]
  }
  if (change.isNew('completedIndexes')) {
    if (completions !== undefined) yield* parsed('completedIndexes', completedIndexes)
  }
  if (change.isNew('failedIndexes') && completions !== undefined && backoffLimitPerIndex !== undefined) {
    yield* parsed('failedIndexes', failedIndexes ?? '')
  }
  if (change.isNew('completedIndexes') && completedIndexes !== '' && !isIndexedJob(job)) {
    const why = 'cannot set non-empty completedIndexes when non-indexed completion mode'
    yield invalid('status.completedIndexes', completedIndexes, why)
  }
  if (change.isNew('failedIndexes') && backoffLimitPerIndex === undefined && failedIndexes !== undefined) {
    const why = 'cannot set non-null failedIndexes when backoffLimitPerIndex is null'
    yield invalid('status.failedIndexes', failedIndexes, why)
  }
}

function* validateTogether(change: StatusChange): Errors {
  const { job, finishes } = change
  const { terminating = 0, ready = 0, active = 0 } = job.status
  if ((finishes || change.isNew('terminating')) && terminating > 0 && finishedCondition(job) !== undefined) {
    yield invalid('status.terminating', terminating, 'terminating>0 is invalid for finished job')
  }
  if (change.isNew('ready', 'active') && ready > active) {
    yield invalid('status.ready', ready, 'cannot set more ready pods than active')
  }
  const succeeds = holds(job, 'SuccessCriteriaMet')
  for (const type of ['Failed', 'FailureTarget']) {
    if (!succeeds || !holds(job, type)) continue
    yield invalidTogether(CONDITIONS, `cannot set SuccessCriteriaMet=True and ${type}=true conditions`)
  }
  if (job.spec.successPolicy !== undefined && !succeeds && holds(job, 'Complete')) {
    const why = 'cannot set Complete=True for Job with SuccessPolicy unless SuccessCriteriaMet=True'
    yield invalidTogether(CONDITIONS, why)
  }
}

/** What has been said stays said. */
function* validateProgress({ job, before }: StatusChange): Errors {
  const [now, was] = [job.status, before.status]
  for (const type of ['Failed', 'Complete', 'FailureTarget']) {
    if (holds(before, type) && !holds(job, type)) {
      yield invalidTogether(CONDITIONS, `cannot disable the terminal ${type}=True condition`)
    }
  }
  if ((now.failed ?? 0) < (was.failed ?? 0)) {
    yield invalid('status.failed', now.failed ?? 0, 'cannot decrease the failed counter')
  }
  const mayShrink = isIndexedJob(job) && job.spec.completions === job.spec.parallelism
  if (!mayShrink && (now.succeeded ?? 0) < (was.succeeded ?? 0)) {
    yield invalid('status.succeeded', now.succeeded ?? 0, 'cannot decrease the succeeded counter')
  }
  const bothEnded = now.completionTime !== undefined && was.completionTime !== undefined
  if (bothEnded && now.completionTime !== was.completionTime) {
    yield invalid('status.completionTime', now.completionTime, 'field is immutable')
  }
  const suspended = job.spec.suspend === true
  const resumes = holds(before, 'Suspended') && !holds(job, 'Suspended')
  if (was.startTime !== undefined && now.startTime !== was.startTime && !suspended && !resumes) {
    yield invalid('status.startTime', now.startTime ?? null, 'field is immutable for unsuspended job once set')
  }
  if (holds(before, 'SuccessCriteriaMet') && !holds(job, 'SuccessCriteriaMet')) {
    yield invalidTogether(CONDITIONS, 'cannot disable the SuccessCriteriaMet=True condition')
  }
}
