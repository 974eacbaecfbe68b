import type { JobSpec } from '../../../k8s/batch'
import { isTimeZone, scheduleError } from '../../../k8s/cron-schedule'
import type { KubeObject } from '../../../k8s/object'
import { invalid, notSupported, required } from '../field-error'
import { type Errors, nonNegative, oneOf } from './field-errors'
import { validateJobSpec } from './jobs'

/** A name gets a suffix for each Job, and the Job's Pods another one. */
const LONGEST_CRON_JOB_NAME = 52

interface CronJobSpec {
  readonly schedule?: string
  readonly timeZone?: string
  readonly startingDeadlineSeconds?: number
  readonly concurrencyPolicy?: string
  readonly successfulJobsHistoryLimit?: number
  readonly failedJobsHistoryLimit?: number
  readonly jobTemplate?: { readonly spec?: Partial<JobSpec> }
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

function* validateJobTemplate(job: Partial<JobSpec>): Errors {
  const path = 'spec.jobTemplate.spec'
  yield* validateJobSpec(job, path)
  if (job.selector !== undefined) yield invalid(`${path}.selector`, job.selector, '`selector` will be auto-generated')
  if (job.manualSelector === true) yield notSupported(`${path}.manualSelector`, true, ['nil', 'false'])
}
