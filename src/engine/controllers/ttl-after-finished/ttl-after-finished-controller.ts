import { isNotFound } from '../../../k8s/api-client'
import { finishedCondition, type Job } from '../../../k8s/batch'
import { objectKey } from '../../../k8s/object'
import { fromTimestamp } from '../../../k8s/time'
import type { Component, ComponentContext } from '../../component'
import type { Millis } from '../../kernel/kernel'
import type { Informer } from '../../runtime/informer'
import { type Process, request } from '../../runtime/process'
import { WorkQueue } from '../../runtime/work-queue'

const JOBS = 'jobs.batch'
const WORKERS = 5

/** Deletes Jobs that have ended when they have been there for as long as they say. */
// Models pkg/controller/ttlafterfinished/ttlafterfinished_controller.go
export function startTtlAfterFinishedController(context: ComponentContext): Component {
  const { kernel, limiter, informers } = context
  const jobs = informers.informer<Job>(JOBS)
  const queue: WorkQueue = new WorkQueue({
    name: 'ttl-after-finished',
    kernel,
    limiter,
    workers: WORKERS,
    sync: key => processJob(context, jobs, queue, key),
  })
  const offer = (job: Job) => {
    if (expiry(job) !== undefined) queue.add(objectKey(job))
  }
  jobs.handle({ added: offer, updated: (_, job) => offer(job) })
  return { pause: () => queue.pause(), resume: () => queue.resume() }
}

// Models pkg/controller/ttlafterfinished/ttlafterfinished_controller.go processJob
function* processJob(
  { client, kernel }: ComponentContext,
  jobs: Informer<Job>,
  queue: WorkQueue,
  key: string,
): Process {
  const isOver = (job: Job) => {
    const end = expiry(job)
    if (end !== undefined && end > kernel.now) queue.addAfter(key, end - kernel.now)
    return end !== undefined && end <= kernel.now
  }
  const job = jobs.get(key)
  if (job === undefined || !isOver(job)) return
  const { namespace, name } = job.metadata
  try {
    // The cache may be behind: somebody may have given it more time.
    const fresh = (yield* request(() => client.get(JOBS, namespace, name))) as Job
    if (!isOver(fresh)) return
    const because = `Job ${name} ended ${fresh.spec.ttlSecondsAfterFinished} s ago`
    const preconditions = { uid: fresh.metadata.uid }
    const options = { propagationPolicy: 'Foreground', preconditions, because } as const
    yield* request(() => client.delete(JOBS, namespace, name, options))
  } catch (error) {
    if (!isNotFound(error)) throw error
  }
}

/** When the Job is to go; undefined when it is to stay, has not ended, or goes already. */
function expiry(job: Job): Millis | undefined {
  const { ttlSecondsAfterFinished } = job.spec
  const end = finishedCondition(job)?.lastTransitionTime
  if (ttlSecondsAfterFinished === undefined || !end || job.metadata.deletionTimestamp !== undefined) return undefined
  return fromTimestamp(end) + ttlSecondsAfterFinished * 1000
}
