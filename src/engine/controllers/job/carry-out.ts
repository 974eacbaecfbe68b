import { ApiError } from '../../../k8s/api-client'
import type { Job } from '../../../k8s/batch'
import type { Pod } from '../../../k8s/pod'
import { isPodReady } from '../../../k8s/pod-conditions'
import { createPod, deletePod, isNamespaceTerminating } from '../../runtime/pod-control'
import type { Process } from '../../runtime/process'
import { slowStart } from '../../runtime/slow-start'
import { isTracked, type JobFacts } from './job-facts'
import { jobPodTemplate } from './job-pod-template'
import type { JobTools } from './job-tools'
import { releasePod } from './release-pods'

/** What a pass has done about the number of pods. */
export interface Done {
  readonly created: number
  readonly deleted: number
  /** Of the deleted ones. */
  readonly deletedReady: number
  /** The first refusal. */
  readonly failure: ApiError | undefined
}

export const NOTHING_DONE: Done = { created: 0, deleted: 0, deletedReady: 0, failure: undefined }

// Models pkg/controller/job/job_controller.go manageJob
export function* createPods(
  tools: JobTools,
  key: string,
  { job, indexes }: JobFacts,
  wanted: readonly (number | undefined)[],
  because: string,
): Process<Done> {
  const { context, expectations, gate } = tools
  expectations.expect(key, wanted.length)
  const { succeeded, failure } = yield* slowStart(wanted.length, function* (place) {
    const index = wanted[place]
    const replaced = index === undefined ? undefined : indexes?.keptFailures.get(index)
    const { template, generateName } = jobPodTemplate(job, index, replaced)
    try {
      const pod = yield* createPod(context, job, template, because, generateName)
      gate.wrote(key, job.metadata.uid, 'pods', pod)
    } catch (error) {
      if (!isNamespaceTerminating(error)) throw error
    }
  })
  for (let i = succeeded; i < wanted.length; i++) expectations.creationObserved(key)
  return { ...NOTHING_DONE, created: succeeded, failure }
}

/** Deletes pods that are too many: they are not counted, so that their finalizers go first. */
// Models pkg/controller/job/job_controller.go deleteJobPods
export function* deleteSurplus(
  tools: JobTools,
  key: string,
  job: Job,
  pods: readonly Pod[],
  because: string,
): Process<Done> {
  tools.expectations.expect(
    key,
    0,
    pods.map(pod => pod.metadata.uid),
  )
  return yield* deleteEach(pods, function* (pod) {
    try {
      if (isTracked(pod)) yield* releasePod(tools, pod, because)
      yield* deletePod(tools.context, job, pod, because)
    } catch (error) {
      tools.expectations.deletionObserved(key, pod.metadata.uid)
      throw error
    }
  })
}

/** Deletes the pods of a Job that ends. Their finalizers stay until they have been counted. */
// Models pkg/controller/job/job_controller.go deleteActivePods
export function* deleteActive(tools: JobTools, job: Job, pods: readonly Pod[], because: string): Process<Done> {
  return yield* deleteEach(pods, pod => deletePod(tools.context, job, pod, because))
}

function* deleteEach(pods: readonly Pod[], remove: (pod: Pod) => Process): Process<Done> {
  let deleted = 0
  let deletedReady = 0
  let failure: ApiError | undefined
  for (const pod of pods) {
    if (isPodReady(pod)) deletedReady += 1
    try {
      yield* remove(pod)
      deleted += 1
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.status.code === 404) deleted += 1
      else failure ??= error
    }
  }
  return { created: 0, deleted, deletedReady, failure }
}
