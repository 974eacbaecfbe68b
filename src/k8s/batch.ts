import type { Int64 } from './big-integer'
import { isConditionTrue } from './conditions'
import type { Condition, KubeObject, ObjectMeta } from './object'
import type { PodTemplate } from './pod'
import type { LabelSelector } from './selector'

/** Who runs a Job that names nobody else in `managedBy`. */
export const JOB_CONTROLLER = 'kubernetes.io/job-controller'
/** On Pods whose end has not been counted in their Job's status. */
export const JOB_TRACKING_FINALIZER = 'batch.kubernetes.io/job-tracking'
/** On Pods of an Indexed Job, as a label and as an annotation. */
export const COMPLETION_INDEX = 'batch.kubernetes.io/job-completion-index'
/** On Pods of a Job that counts failures by index: how many the index had before, and how many that do not count. */
export const INDEX_FAILURE_COUNT = 'batch.kubernetes.io/job-index-failure-count'
export const INDEX_IGNORED_FAILURE_COUNT = 'batch.kubernetes.io/job-index-ignored-failure-count'

// Models staging/src/k8s.io/api/batch/v1/types.go
export interface Job extends KubeObject {
  readonly spec: JobSpec
  readonly status: JobStatus
}

export interface JobSpec {
  readonly parallelism?: number
  readonly completions?: number
  readonly activeDeadlineSeconds?: Int64
  readonly podFailurePolicy?: { readonly rules?: readonly PodFailureRule[] }
  readonly successPolicy?: { readonly rules?: readonly SuccessRule[] }
  readonly backoffLimit?: number
  readonly backoffLimitPerIndex?: number
  readonly maxFailedIndexes?: number
  readonly manualSelector?: boolean
  readonly selector?: LabelSelector
  readonly template: PodTemplate
  readonly ttlSecondsAfterFinished?: number
  readonly completionMode?: string
  readonly suspend?: boolean
  readonly podReplacementPolicy?: string
  readonly managedBy?: string
}

export interface PodFailureRule {
  readonly action?: string
  readonly onExitCodes?: {
    readonly containerName?: string
    readonly operator?: string
    readonly values?: readonly number[]
  }
  readonly onPodConditions?: readonly { readonly type?: string; readonly status?: string }[]
}

export interface SuccessRule {
  readonly succeededIndexes?: string
  readonly succeededCount?: number
}

export interface JobStatus {
  readonly conditions?: readonly Condition[]
  readonly startTime?: string
  readonly completionTime?: string
  readonly active?: number
  readonly ready?: number
  readonly terminating?: number
  readonly succeeded?: number
  readonly failed?: number
  readonly completedIndexes?: string
  readonly failedIndexes?: string
  /** Uids of Pods that have ended and whose finalizer is about to go. */
  readonly uncountedTerminatedPods?: { readonly succeeded?: readonly string[]; readonly failed?: readonly string[] }
}

export interface CronJob extends KubeObject {
  readonly spec: CronJobSpec
  readonly status: CronJobStatus
}

export interface CronJobSpec {
  readonly schedule: string
  readonly timeZone?: string
  readonly startingDeadlineSeconds?: Int64
  readonly concurrencyPolicy?: string
  readonly suspend?: boolean
  readonly jobTemplate: { readonly metadata?: Partial<ObjectMeta>; readonly spec: JobSpec }
  readonly successfulJobsHistoryLimit?: number
  readonly failedJobsHistoryLimit?: number
}

/** A Job that a CronJob has started and that has not ended, as its status names it. */
export interface ActiveJob {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly namespace?: string
  readonly resourceVersion?: string
  readonly uid: string
}

export interface CronJobStatus {
  readonly active?: readonly ActiveJob[]
  readonly lastScheduleTime?: string
  readonly lastSuccessfulTime?: string
}

/** The condition that ended the Job, if it has ended. */
// Models pkg/controller/job/util/utils.go FinishedCondition
export function finishedCondition({ status }: Job): Condition | undefined {
  return status?.conditions?.find(
    ({ type, status: state }) => state === 'True' && (type === 'Complete' || type === 'Failed'),
  )
}

// Models pkg/controller/job/job_controller.go jobSuspended
export function isJobSuspended({ spec }: Job): boolean {
  return spec.suspend === true
}

// Models pkg/controller/job/indexed_job_utils.go isIndexedJob
export function isIndexedJob({ spec }: Job): boolean {
  return spec.completionMode === 'Indexed'
}

/** Whether the Job is to end well, or has. */
export function hasMetSuccessCriteria({ status }: Job): boolean {
  return isConditionTrue(status?.conditions, 'SuccessCriteriaMet')
}
