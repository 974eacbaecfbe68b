import { finishedCondition, type Job } from '../../../k8s/batch'
import { controllerOf, type OwnerReference, objectKey } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { matchesLabelSelector } from '../../../k8s/selector'
import { deepEqual } from '../../../k8s/share-unchanged'
import type { InformerHandler } from '../../runtime/informer'
import { isTracked } from './job-facts'
import { JOBS, type JobTools } from './job-tools'

/** What the handlers of watch events turn to. */
export interface JobWakeup extends JobTools {
  /** Syncs the Job: its specification is new. */
  wakeNow(job: Job): void
  /** Syncs the Job in a second, with whatever else happens until then. */
  wakeSoon(job: Job): void
  /** Looks whether the pod has nobody else who would take its finalizer off. */
  offerRelease(pod: Pod): void
  /** The same for all pods of a Job that has ended or is gone. */
  offerReleaseOfAll(job: Job): void
}

// Models pkg/controller/job/job_controller.go addJob, updateJob, deleteJob
export function jobHandler(wakeup: JobWakeup): InformerHandler<Job> {
  const { gate } = wakeup
  const removed = (job: Job) => {
    const { uid } = job.metadata
    wakeup.wakeNow(job)
    gate.clear(objectKey(job), uid)
    wakeup.finished.delete(uid)
    wakeup.failures.delete(objectKey(job))
    wakeup.offerReleaseOfAll(job)
  }
  return {
    added(job) {
      gate.saw(JOBS, job)
      wakeup.wakeNow(job)
    },
    updated(before, job) {
      gate.saw(JOBS, job)
      if (before.metadata.uid !== job.metadata.uid) removed(before)
      if (finishedCondition(job) !== undefined) wakeup.offerReleaseOfAll(job)
      else if (before.metadata.generation === job.metadata.generation) wakeup.wakeSoon(job)
      else wakeup.wakeNow(job)
    },
    removed,
  }
}

// Models pkg/controller/job/job_controller.go addPod, updatePod, deletePod
export function jobPodHandler(wakeup: JobWakeup): InformerHandler<Pod> {
  const { expectations, finalizers, gate } = wakeup
  const deleted = (pod: Pod, isGone: boolean) => {
    const controller = controllerOf(pod)
    const job = resolve(wakeup, pod, controller)
    if (job === undefined || finishedCondition(job) !== undefined) {
      if (isTracked(pod)) wakeup.offerRelease(pod)
      return
    }
    const key = objectKey(job)
    expectations.deletionObserved(key, pod.metadata.uid)
    if (isGone || !isTracked(pod)) finalizers.observed(key, pod.metadata.uid)
    wakeup.wakeSoon(job)
  }
  return {
    added(pod) {
      gate.saw('pods', pod)
      if (pod.metadata.deletionTimestamp !== undefined) {
        deleted(pod, false)
        return
      }
      const controller = controllerOf(pod)
      if (controller === undefined) {
        orphanSeen(wakeup, pod, true)
        return
      }
      const job = resolve(wakeup, pod, controller)
      if (job === undefined) return
      expectations.creationObserved(objectKey(job))
      wakeup.wakeSoon(job)
    },
    updated(before, pod) {
      gate.saw('pods', pod)
      if (pod.metadata.deletionTimestamp !== undefined) deleted(pod, false)
      else podUpdated(wakeup, before, pod)
    },
    removed: pod => deleted(pod, true),
  }
}

function podUpdated(wakeup: JobWakeup, before: Pod, pod: Pod): void {
  const [controller, former] = [controllerOf(pod), controllerOf(before)]
  const changedHands = controller?.uid !== former?.uid
  const wake = (job: Job | undefined) => {
    if (job === undefined) return
    if (!isTracked(pod)) wakeup.finalizers.observed(objectKey(job), pod.metadata.uid)
    wakeup.wakeSoon(job)
  }
  if (changedHands) wake(resolve(wakeup, before, former))
  if (controller !== undefined) wake(resolve(wakeup, pod, controller))
  else orphanSeen(wakeup, pod, changedHands || !deepEqual(before.metadata.labels, pod.metadata.labels))
}

function orphanSeen(wakeup: JobWakeup, pod: Pod, mayBeAdopted: boolean): void {
  if (isTracked(pod)) wakeup.offerRelease(pod)
  if (!mayBeAdopted) return
  for (const job of wakeup.jobs.list()) {
    if (job.metadata.namespace !== pod.metadata.namespace) continue
    if (matchesLabelSelector(job.spec.selector ?? {}, pod.metadata.labels)) wakeup.wakeSoon(job)
  }
}

function resolve({ jobs }: JobWakeup, pod: Pod, controller: OwnerReference | undefined): Job | undefined {
  if (controller?.kind !== 'Job') return undefined
  const job = jobs.get(`${pod.metadata.namespace}/${controller.name}`)
  return job?.metadata.uid === controller.uid ? job : undefined
}
