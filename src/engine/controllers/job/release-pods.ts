import { ApiError, isNotFound } from '../../../k8s/api-client'
import { finishedCondition, JOB_CONTROLLER, JOB_TRACKING_FINALIZER, type Job } from '../../../k8s/batch'
import { controllerOf } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { type Process, request } from '../../runtime/process'
import { isTracked } from './job-facts'
import type { JobTools } from './job-tools'

/** Takes the finalizer off. Answers the pod as it is then. */
// Models pkg/controller/job/job_controller.go removeTrackingFinalizerPatch
export function* releasePod({ context }: Pick<JobTools, 'context'>, pod: Pod, because: string): Process<Pod> {
  const { namespace, name } = pod.metadata
  const body = { metadata: { '$deleteFromPrimitiveList/finalizers': [JOB_TRACKING_FINALIZER] } }
  return (yield* request(() => context.client.patch('pods', namespace, name, 'strategic', body, { because }))) as Pod
}

/** The same for all, as far as it is possible; who lost it is no longer in `withFinalizer`. Throws the first refusal. */
// Models pkg/controller/job/job_controller.go removeTrackingFinalizerFromPods
export function* releasePods(
  tools: JobTools,
  key: string,
  job: Job,
  pods: readonly Pod[],
  withFinalizer: Set<string>,
): Process<ApiError | undefined> {
  const { finalizers, gate } = tools
  finalizers.expect(
    key,
    pods.map(pod => pod.metadata.uid),
  )
  let failure: ApiError | undefined
  for (const pod of pods) {
    const { uid, name } = pod.metadata
    try {
      const released = yield* releasePod(tools, pod, `the end of ${name} is in the status of its Job`)
      // What goes with its last finalizer is not seen again.
      if (released.metadata.deletionTimestamp === undefined) gate.wrote(key, job.metadata.uid, 'pods', released)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      finalizers.observed(key, uid)
      if (error.status.code !== 404) {
        failure ??= error
        continue
      }
    }
    withFinalizer.delete(uid)
  }
  return failure
}

/** A pod without a living Job, or with one that has ended, has nobody else to take its finalizer off. */
// Models pkg/controller/job/job_controller.go handleSingleOrphanPod
export function* releaseOrphan(tools: Pick<JobTools, 'context' | 'jobs'>, pod: Pod): Process {
  const controller = controllerOf(pod)
  if (controller !== undefined) {
    if (controller.kind !== 'Job' || controller.apiVersion !== 'batch/v1') return
    const job = tools.jobs.get(`${pod.metadata.namespace}/${controller.name}`)
    const isOwner = job?.metadata.uid === controller.uid
    if (isOwner && (isManagedElsewhere(job) || finishedCondition(job) === undefined)) return
  }
  if (!isTracked(pod)) return
  try {
    yield* releasePod(tools, pod, `no Job counts ${pod.metadata.name} any more`)
  } catch (error) {
    if (!isNotFound(error)) throw error
  }
}

/** Whether another controller than ours looks after the Job. */
// Models pkg/controller/job/job_controller.go managedByExternalController
export function isManagedElsewhere({ spec }: Job): boolean {
  return spec.managedBy !== undefined && spec.managedBy !== JOB_CONTROLLER
}
