import { ApiError, isNotFound } from '../../../k8s/api-client'
import { type ActiveJob, type CronJob, type CronJobStatus, finishedCondition, type Job } from '../../../k8s/batch'
import { type CronSchedule, isTimeZone } from '../../../k8s/cron-schedule'
import { goQuote } from '../../../k8s/go-quote'
import { controllerOf } from '../../../k8s/object'
import { rfc1123 } from '../../../k8s/rfc1123'
import { fromTimestamp, SCENARIO_EPOCH, toTimestamp } from '../../../k8s/time'
import type { ComponentContext } from '../../component'
import type { Millis } from '../../kernel/kernel'
import { objectsOfController } from '../../runtime/controller-index'
import type { Informer } from '../../runtime/informer'
import { isNamespaceTerminating } from '../../runtime/pod-control'
import { type Process, request } from '../../runtime/process'
import { RetryError } from '../../runtime/work-queue'
import { scheduleOf, unmetTime, untilNext } from './schedule-times'
import { byStartTime, jobNameAt, referenceTo, scheduledJob } from './scheduled-job'

export const CRON_JOBS = 'cronjobs.batch'
export const JOBS = 'jobs.batch'

export interface CronJobTools {
  readonly context: ComponentContext
  readonly cronJobs: Informer<CronJob>
  readonly jobs: Informer<Job>
  wakeAfter(key: string, delay: Millis): void
}

/** One pass over one CronJob. */
// Models pkg/controller/cronjob/cronjob_controllerv2.go sync
export function* syncCronJob(tools: CronJobTools, key: string): Process {
  const cronJob = tools.cronJobs.get(key)
  if (cronJob !== undefined) yield* new CronJobPass(tools, key, cronJob).run()
}

interface StatusDraft {
  active: readonly ActiveJob[]
  lastScheduleTime: string | undefined
  lastSuccessfulTime: string | undefined
}

class CronJobPass {
  private readonly draft: StatusDraft
  private changed = false

  constructor(
    private readonly tools: CronJobTools,
    private readonly key: string,
    private readonly cronJob: CronJob,
  ) {
    const { active = [], lastScheduleTime, lastSuccessfulTime } = cronJob.status
    this.draft = { active, lastScheduleTime, lastSuccessfulTime }
  }

  *run(): Process {
    const jobs = objectsOfController(this.tools.jobs, this.cronJob)
    yield* this.removeFinished(jobs)
    let failure: unknown
    let next: Millis | undefined
    try {
      next = yield* this.sync(jobs)
    } catch (error) {
      failure = error
    }
    if (this.changed) yield* this.storeStatus()
    if (failure !== undefined) throw failure
    if (next !== undefined) this.tools.wakeAfter(this.key, next)
  }

  // Models pkg/controller/cronjob/cronjob_controllerv2.go syncCronJob
  private *sync(jobs: readonly Job[]): Process<Millis | undefined> {
    for (const job of jobs) yield* this.lookAt(job)
    yield* this.forgetMissing(jobs)
    const { metadata, spec } = this.cronJob
    if (metadata.deletionTimestamp !== undefined) return undefined
    const { timeZone, suspend } = spec
    if (timeZone !== undefined && !isTimeZone(timeZone)) {
      this.warn('UnknownTimeZone', `invalid timeZone: ${goQuote(timeZone)}: unknown time zone ${timeZone}`)
      return undefined
    }
    if (suspend === true) return undefined
    const schedule = scheduleOf(this.cronJob)
    if (typeof schedule === 'string') {
      this.warn('UnparseableSchedule', `unparseable schedule: ${goQuote(spec.schedule)} : ${schedule}`)
      return undefined
    }
    return yield* this.startIfDue(schedule)
  }

  private get now(): Millis {
    return this.tools.context.kernel.now
  }

  private *startIfDue(schedule: CronSchedule): Process<Millis | undefined> {
    const { cronJob, now } = this
    const { startingDeadlineSeconds, schedule: text, concurrencyPolicy } = cronJob.spec
    const { time, tooMany, never } = unmetTime(cronJob, schedule, now)
    if (never) {
      this.warn(
        'InvalidSchedule',
        `invalid schedule: ${text} : time difference between two schedules is less than 1 second`,
      )
      return undefined
    }
    if (tooMany) {
      const advice = 'Set or decrease .spec.startingDeadlineSeconds or check clock skew'
      this.warn('TooManyMissedTimes', `too many missed start times. ${advice}`)
    }
    if (time === undefined) return untilNext(cronJob, schedule, now)
    if (startingDeadlineSeconds !== undefined && time + Number(startingDeadlineSeconds) * 1000 < now) {
      this.warn('MissSchedule', `Missed scheduled time to start a job: ${rfc1123(time + SCENARIO_EPOCH)}`)
      return untilNext(cronJob, schedule, now)
    }
    const name = jobNameAt(cronJob, time)
    const isDone = this.draft.lastScheduleTime === toTimestamp(time)
    if (isDone || this.draft.active.some(job => job.name === name)) return untilNext(cronJob, schedule, now)
    if (concurrencyPolicy === 'Forbid' && this.draft.active.length > 0) {
      const why = 'prior execution is running and concurrency policy is Forbid'
      this.say('JobAlreadyActive', `Not starting job because ${why}`)
      return untilNext(cronJob, schedule, now)
    }
    if (concurrencyPolicy === 'Replace') yield* this.deleteActive()
    const started = yield* this.start(name, time)
    return started ? untilNext(this.withDraft(), schedule, now) : undefined
  }

  private withDraft(): CronJob {
    return { ...this.cronJob, status: this.status() }
  }

  /** Makes the Job that is due. False when somebody else has made one of that name. */
  private *start(name: string, time: Millis): Process<boolean> {
    const { client } = this.tools.context
    const { namespace } = this.cronJob.metadata
    let job: Job
    try {
      const because = `CronJob ${this.cronJob.metadata.name} is due at ${toTimestamp(time)}`
      job = (yield* request(() => client.create(JOBS, scheduledJob(this.cronJob, name, time), { because }))) as Job
      this.say('SuccessfulCreate', `Created job ${name}`)
    } catch (error) {
      if (!(error instanceof ApiError) || isNamespaceTerminating(error)) throw error
      if (error.status.reason !== 'AlreadyExists') {
        this.warn('FailedCreate', `Error creating job: ${error.message}`)
        throw error
      }
      job = (yield* request(() => client.get(JOBS, namespace, name))) as Job
      if (controllerOf(job)?.uid !== this.cronJob.metadata.uid || this.isActive(job)) return false
    }
    this.draft.active = [...this.draft.active, referenceTo(job)]
    this.draft.lastScheduleTime = toTimestamp(time)
    this.changed = true
    return true
  }

  private isActive({ metadata }: Job): boolean {
    return this.draft.active.some(({ uid }) => uid === metadata.uid)
  }

  private forget(uid: string): void {
    this.draft.active = this.draft.active.filter(job => job.uid !== uid)
    this.changed = true
  }

  /** Notes what has become of a Job. */
  private *lookAt(job: Job): Process {
    const finished = finishedCondition(job)
    if (finished === undefined) {
      if (!this.isActive(job)) yield* this.lookAtUnexpected(job)
      return
    }
    if (this.isActive(job)) {
      this.forget(job.metadata.uid)
      this.say('SawCompletedJob', `Saw completed job: ${job.metadata.name}, condition: ${finished.type}`)
    }
    if (finished.type === 'Complete') this.noteSuccess(job.status.completionTime)
  }

  /** A Job that the status does not name: the cache may be behind. */
  private *lookAtUnexpected(job: Job): Process {
    const { namespace, name } = this.cronJob.metadata
    const { client } = this.tools.context
    const fresh = (yield* request(() => client.get(CRON_JOBS, namespace, name))) as CronJob
    const { active = [], lastScheduleTime } = fresh.status
    if (active.some(({ uid }) => uid === job.metadata.uid)) Object.assign(this.draft, { active, lastScheduleTime })
    else this.warn('UnexpectedJob', `Saw a job that the controller did not create or forgot: ${job.metadata.name}`)
  }

  private noteSuccess(time: string | undefined): void {
    const { lastSuccessfulTime: before } = this.draft
    if (time === undefined || (before !== undefined && fromTimestamp(time) <= fromTimestamp(before))) return
    this.draft.lastSuccessfulTime = time
    this.changed = true
  }

  private *forgetMissing(jobs: readonly Job[]): Process {
    const { client } = this.tools.context
    for (const { uid, namespace, name } of this.draft.active) {
      if (jobs.some(({ metadata }) => metadata.uid === uid)) continue
      try {
        yield* request(() => client.get(JOBS, namespace, name))
      } catch (error) {
        if (!isNotFound(error)) throw error
        this.say('MissingJob', `Active job went missing: ${name}`)
        this.forget(uid)
      }
    }
  }

  private *deleteActive(): Process {
    const { client } = this.tools.context
    for (const { namespace, name } of this.draft.active) {
      let job: Job
      try {
        job = (yield* request(() => client.get(JOBS, namespace, name))) as Job
      } catch (error) {
        if (error instanceof ApiError) this.warn('FailedGet', `Get job: ${error.message}`)
        throw error
      }
      if (!(yield* this.deleteJob(job, 'the next one is due'))) {
        throw new RetryError(`could not replace job ${namespace}/${name}`)
      }
    }
  }

  /** Of the Jobs that have ended, the latest stay, as many as the CronJob says. */
  // Models pkg/controller/cronjob/cronjob_controllerv2.go cleanupFinishedJobs
  private *removeFinished(jobs: readonly Job[]): Process {
    const { successfulJobsHistoryLimit, failedJobsHistoryLimit } = this.cronJob.spec
    for (const [type, limit] of [
      ['Complete', successfulJobsHistoryLimit],
      ['Failed', failedJobsHistoryLimit],
    ] as const) {
      if (limit === undefined) continue
      const ended = jobs.filter(job => finishedCondition(job)?.type === type).sort(byStartTime)
      for (const job of ended.slice(0, Math.max(0, ended.length - limit))) {
        yield* this.deleteJob(job, `the CronJob keeps ${limit} of those that are ${type}`)
      }
    }
  }

  // Models pkg/controller/cronjob/cronjob_controllerv2.go deleteJob
  private *deleteJob({ metadata }: Job, because: string): Process<boolean> {
    const { namespace, name, uid } = metadata
    const { client } = this.tools.context
    const options = { propagationPolicy: 'Background', because } as const
    try {
      yield* request(() => client.delete(JOBS, namespace, name, options))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.warn('FailedDelete', `Deleted job: ${error.message}`)
      return false
    }
    this.forget(uid)
    this.say('SuccessfulDelete', `Deleted job ${name}`)
    return true
  }

  private status(): CronJobStatus {
    const { active, lastScheduleTime, lastSuccessfulTime } = this.draft
    return {
      ...(active.length === 0 ? {} : { active }),
      ...(lastScheduleTime === undefined ? {} : { lastScheduleTime }),
      ...(lastSuccessfulTime === undefined ? {} : { lastSuccessfulTime }),
    }
  }

  private *storeStatus(): Process {
    const { client } = this.tools.context
    const because = `${this.draft.active.length} Jobs are active`
    yield* request(() => client.update(CRON_JOBS, this.withDraft(), { subresource: 'status', because }))
  }

  private say(reason: string, message: string): void {
    this.tools.context.recorder.event(this.cronJob, 'Normal', reason, message)
  }

  private warn(reason: string, message: string): void {
    this.tools.context.recorder.event(this.cronJob, 'Warning', reason, message)
  }
}
