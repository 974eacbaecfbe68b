import type { Job } from '../../../k8s/batch'
import { objectKey } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { matchesLabelSelector } from '../../../k8s/selector'
import type { Component, ComponentContext } from '../../component'
import type { Millis } from '../../kernel/kernel'
import { indexByController, objectsOfController } from '../../runtime/controller-index'
import { Expectations } from '../../runtime/expectations'
import type { Informer } from '../../runtime/informer'
import type { Process } from '../../runtime/process'
import { StalenessGate } from '../../runtime/staleness-gate'
import { WorkQueue } from '../../runtime/work-queue'
import type { FailureRecord } from './failure-backoff'
import { FinalizerExpectations } from './finalizer-expectations'
import { type JobWakeup, jobHandler, jobPodHandler } from './job-handlers'
import { syncJob } from './job-sync'
import { JOBS } from './job-tools'
import { releaseOrphan } from './release-pods'

const WORKERS = 5
/** What happens to a Job's pods within a second is looked at together. */
const BATCH: Millis = 1_000
const FIRST_RETRY: Millis = 1_000
const LONGEST_RETRY: Millis = 60_000

/** Runs each Job's pods to their end, and counts how they ended. */
// Models pkg/controller/job/job_controller.go
export function startJobController(context: ComponentContext): Component {
  const controller = new JobController(context)
  return { pause: () => controller.pause(), resume: () => controller.resume() }
}

class JobController implements JobWakeup {
  readonly jobs: Informer<Job>
  readonly pods: Informer<Pod>
  readonly expectations: Expectations
  readonly finalizers = new FinalizerExpectations()
  readonly gate: StalenessGate
  readonly failures = new Map<string, FailureRecord>()
  readonly finished = new Set<string>()
  private readonly queue: WorkQueue
  /** Of pods and, by their uid, of Jobs that have ended. */
  private readonly orphans: WorkQueue
  private readonly endedJobs = new Map<string, Job>()

  constructor(readonly context: ComponentContext) {
    const { kernel, limiter, informers, behaviour } = context
    this.expectations = new Expectations(kernel)
    this.gate = new StalenessGate(behaviour.waitsForOwnWrites)
    const retry = { baseDelay: FIRST_RETRY, maxDelay: LONGEST_RETRY }
    const queue = { kernel, limiter, workers: WORKERS, ...retry }
    this.queue = new WorkQueue({ ...queue, name: 'job', sync: key => syncJob(this, key) })
    this.orphans = new WorkQueue({ ...queue, name: 'job orphan pods', sync: key => this.syncOrphans(key) })
    this.jobs = informers.informer<Job>(JOBS)
    this.pods = informers.informer<Pod>('pods')
    indexByController(this.pods)
    this.jobs.handle(jobHandler(this))
    this.pods.handle(jobPodHandler(this))
  }

  pause(): void {
    this.queue.pause()
    this.orphans.pause()
  }

  resume(): void {
    this.queue.resume()
    this.orphans.resume()
  }

  wakeNow(job: Job): void {
    this.queue.add(objectKey(job))
  }

  wakeSoon(job: Job): void {
    this.queue.addAfter(objectKey(job), BATCH, { idle: false })
  }

  wakeAfter(key: string, delay: Millis): void {
    this.queue.addAfter(key, Math.max(BATCH, delay))
  }

  wakeAtDeadline(key: string, delay: Millis): void {
    this.queue.addAfter(key, delay)
  }

  offerRelease(pod: Pod): void {
    this.orphans.add(objectKey(pod))
  }

  offerReleaseOfAll(job: Job): void {
    this.endedJobs.set(job.metadata.uid, job)
    this.orphans.add(job.metadata.uid)
  }

  // Models pkg/controller/job/job_controller.go syncOrphanPod
  private *syncOrphans(key: string): Process {
    const job = this.endedJobs.get(key)
    if (job === undefined) {
      const pod = this.pods.get(key)
      if (pod !== undefined) yield* releaseOrphan(this, pod)
      return
    }
    this.endedJobs.delete(key)
    for (const pod of objectsOfController(this.pods, job, true)) {
      const isSelected = matchesLabelSelector(job.spec.selector ?? {}, pod.metadata.labels)
      if (isSelected) yield* releaseOrphan(this, pod)
    }
  }
}
