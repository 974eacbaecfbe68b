import type { CronJob, Job } from '../../../k8s/batch'
import { controllerOf, objectKey } from '../../../k8s/object'
import type { Component, ComponentContext } from '../../component'
import type { Millis } from '../../kernel/kernel'
import { indexByController } from '../../runtime/controller-index'
import type { Informer } from '../../runtime/informer'
import { WorkQueue } from '../../runtime/work-queue'
import { CRON_JOBS, type CronJobTools, JOBS, syncCronJob } from './cronjob-sync'
import { scheduleOf, untilNext } from './schedule-times'

const WORKERS = 5

/** Starts a Job whenever the schedule of a CronJob says so. */
// Models pkg/controller/cronjob/cronjob_controllerv2.go
export function startCronJobController(context: ComponentContext): Component {
  const controller = new CronJobController(context)
  return { pause: () => controller.queue.pause(), resume: () => controller.queue.resume() }
}

class CronJobController implements CronJobTools {
  readonly queue: WorkQueue
  readonly cronJobs: Informer<CronJob>
  readonly jobs: Informer<Job>

  constructor(readonly context: ComponentContext) {
    const { kernel, limiter, informers } = context
    const sync = (key: string) => syncCronJob(this, key)
    this.queue = new WorkQueue({ name: 'cronjob', kernel, limiter, workers: WORKERS, sync })
    this.cronJobs = informers.informer(CRON_JOBS)
    this.jobs = informers.informer(JOBS)
    indexByController(this.jobs)
    const wake = (cronJob: CronJob) => this.queue.add(objectKey(cronJob))
    this.cronJobs.handle({ added: wake, updated: (before, cronJob) => this.updated(before, cronJob), removed: wake })
    this.jobs.handle({
      added: job => this.wakeController(job),
      updated: (before, job) => {
        if (controllerOf(before)?.uid !== controllerOf(job)?.uid) this.wakeController(before)
        this.wakeController(job)
      },
      removed: job => this.wakeController(job),
    })
  }

  wakeAfter(key: string, delay: Millis): void {
    this.queue.addAfter(key, delay)
  }

  /** A new schedule is waited for; anything else is looked at now. */
  // Models pkg/controller/cronjob/cronjob_controllerv2.go updateCronJob
  private updated(before: CronJob, cronJob: CronJob): void {
    const [now, was] = [cronJob.spec, before.spec]
    if (now.schedule === was.schedule && now.timeZone === was.timeZone) {
      this.queue.add(objectKey(cronJob))
      return
    }
    const schedule = scheduleOf(cronJob)
    if (typeof schedule === 'string') {
      const message = `unparseable schedule for cronjob: ${now.schedule}`
      this.context.recorder.event(cronJob, 'Warning', 'UnParseableCronJobSchedule', message)
      return
    }
    const delay = untilNext(cronJob, schedule, this.context.kernel.now)
    this.wakeAfter(objectKey(cronJob), delay ?? 0)
  }

  private wakeController(job: Job): void {
    const controller = controllerOf(job)
    if (controller?.kind !== 'CronJob') return
    const cronJob = this.cronJobs.get(`${job.metadata.namespace}/${controller.name}`)
    if (cronJob?.metadata.uid === controller.uid) this.queue.add(objectKey(cronJob))
  }
}
