import { dnsLabel } from '../../../k8s/names'
import type { KubeObject } from '../../../k8s/object'
import type { PodTemplate } from '../../../k8s/pod'
import type { LabelSelector } from '../../../k8s/selector'
import { invalid, notSupported, required } from '../field-error'
import { isTimeZone, scheduleError } from './cron-schedule'
import { type Errors, nonNegative, oneOf } from './field-errors'
import { validatePodTemplate } from './pod-template'

interface JobSpec {
  readonly parallelism?: number
  readonly completions?: number
  readonly activeDeadlineSeconds?: number
  readonly backoffLimit?: number
  readonly ttlSecondsAfterFinished?: number
  readonly completionMode?: string
  readonly podReplacementPolicy?: string
  readonly manualSelector?: boolean
  readonly selector?: LabelSelector
  readonly template?: PodTemplate
}

const COUNTS = [
  'parallelism',
  'completions',
  'activeDeadlineSeconds',
  'backoffLimit',
  'ttlSecondsAfterFinished',
] as const
const MODES = ['NonIndexed', 'Indexed']
const REPLACEMENTS = ['Failed', 'TerminatingOrFailed']
const RESTARTS = ['OnFailure', 'Never']
/** A name gets a suffix for each Job, and the Job's Pods another one. */
const LONGEST_CRON_JOB_NAME = 52

// Models pkg/apis/batch/validation/validation.go ValidateJob
export function* validateJob({ metadata, spec }: KubeObject): Errors {
  const job = (spec ?? {}) as JobSpec
  yield* validateJobSpec(job, 'spec')
  const { completionMode, completions = 0 } = job
  if (completionMode !== 'Indexed' || completions <= 0) return
  const lastPod = `${metadata.name}-${completions - 1}`
  if (dnsLabel(lastPod).length > 0) {
    yield invalid('metadata.name', metadata.name, `will not able to create pod with invalid DNS label: ${lastPod}`)
  }
}

/** What a Job is made of cannot be changed once it is there. */
// Models validation.go ValidateJobSpecUpdate
export function* validateJobChange(object: KubeObject, before: KubeObject): Errors {
  const [now, was] = [(object.spec ?? {}) as JobSpec, (before.spec ?? {}) as JobSpec]
  for (const field of ['selector', 'template', 'completionMode'] as const) {
    if (JSON.stringify(now[field]) === JSON.stringify(was[field])) continue
    yield invalid(`spec.${field}`, now[field] ?? null, 'field is immutable')
  }
}

function* validateJobSpec(job: JobSpec, path: string): Errors {
  for (const field of COUNTS) yield* nonNegative(`${path}.${field}`, job[field])
  yield* oneOf(`${path}.completionMode`, job.completionMode, MODES)
  if (job.completionMode === 'Indexed' && job.completions === undefined) {
    yield required(`${path}.completions`, 'when completion mode is Indexed')
  }
  yield* oneOf(`${path}.podReplacementPolicy`, job.podReplacementPolicy, REPLACEMENTS)
  yield* validatePodTemplate(job.template, `${path}.template`)
  const restartPolicy = job.template?.spec?.restartPolicy ?? 'Always'
  const at = `${path}.template.spec.restartPolicy`
  if (restartPolicy === 'Always') yield required(at, 'valid values: "OnFailure", "Never"')
  else if (!RESTARTS.includes(restartPolicy)) yield notSupported(at, restartPolicy, RESTARTS)
}

interface CronJobSpec {
  readonly schedule?: string
  readonly timeZone?: string
  readonly startingDeadlineSeconds?: number
  readonly concurrencyPolicy?: string
  readonly successfulJobsHistoryLimit?: number
  readonly failedJobsHistoryLimit?: number
  readonly jobTemplate?: { readonly spec?: JobSpec }
}

const CONCURRENCY = ['Allow', 'Forbid', 'Replace']

// Models validation.go ValidateCronJobCreate
export function* validateCronJob({ metadata, spec }: KubeObject): Errors {
  const cronJob = (spec ?? {}) as CronJobSpec
  yield* validateSchedule(cronJob.schedule ?? '')
  yield* nonNegative('spec.startingDeadlineSeconds', cronJob.startingDeadlineSeconds)
  yield* validateTimeZone(cronJob.timeZone)
  yield* oneOf('spec.concurrencyPolicy', cronJob.concurrencyPolicy, CONCURRENCY)
  yield* validateJobTemplate(cronJob.jobTemplate?.spec ?? {})
  yield* nonNegative('spec.successfulJobsHistoryLimit', cronJob.successfulJobsHistoryLimit)
  yield* nonNegative('spec.failedJobsHistoryLimit', cronJob.failedJobsHistoryLimit)
  if (metadata.name.length > LONGEST_CRON_JOB_NAME) {
    yield invalid('metadata.name', metadata.name, `must be no more than ${LONGEST_CRON_JOB_NAME} characters`)
  }
}

function* validateSchedule(schedule: string): Errors {
  const path = 'spec.schedule'
  if (schedule === '') {
    yield required(path)
    return
  }
  const error = scheduleError(schedule)
  if (error !== undefined) yield invalid(path, schedule, error)
  if (schedule.includes('TZ')) {
    yield invalid(path, schedule, 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead')
  }
}

function* validateTimeZone(timeZone: string | undefined): Errors {
  const path = 'spec.timeZone'
  if (timeZone === undefined) return
  if (timeZone === '') {
    yield invalid(path, timeZone, 'timeZone must be nil or non-empty string')
    return
  }
  if (timeZone.toLowerCase() === 'local') {
    const zones = 'https://www.iana.org/time-zones'
    yield invalid(path, timeZone, `timeZone must be an explicit time zone as defined in ${zones}`)
  }
  if (timeZone !== 'Local' && !isTimeZone(timeZone)) yield invalid(path, timeZone, `unknown time zone ${timeZone}`)
}

function* validateJobTemplate(job: JobSpec): Errors {
  const path = 'spec.jobTemplate.spec'
  yield* validateJobSpec(job, path)
  if (job.selector !== undefined) yield invalid(`${path}.selector`, job.selector, '`selector` will be auto-generated')
  if (job.manualSelector === true) yield notSupported(`${path}.manualSelector`, true, ['nil', 'false'])
}
