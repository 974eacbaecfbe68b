import { isJobSuspended, type Job, type SuccessRule } from '../../../k8s/batch'
import { findCondition } from '../../../k8s/conditions'
import type { Condition } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { fromTimestamp, toTimestamp } from '../../../k8s/time'
import type { Millis } from '../../kernel/kernel'
import type { VersionBehaviour } from '../../version-behaviour'
import { IndexSet } from './completion-indexes'
import { isPodFailed, type JobFacts } from './job-facts'
import { judgeFailure } from './pod-failure-policy'

type Behaviour = Pick<VersionBehaviour, 'delaysEndOfJobs'>

// Models pkg/controller/job/job_controller.go newCondition
export function jobCondition(
  type: string,
  status: 'True' | 'False',
  reason: string,
  message: string,
  now: Millis,
): Condition {
  const time = toTimestamp(now)
  const why = reason === '' ? {} : { reason, message }
  return { type, status, ...why, lastProbeTime: time, lastTransitionTime: time }
}

/** The same verdict as a condition of another type. */
export function asCondition(type: string, { reason = '', message = '' }: Condition, now: Millis): Condition {
  return jobCondition(type, 'True', reason, message, now)
}

/** Why the Job is to end, as a condition, before its pods are looked after; undefined when it goes on. */
// Models pkg/controller/job/job_controller.go syncJob
export function earlyOutcome(facts: JobFacts, now: Millis, behaviour: Behaviour): Condition | undefined {
  const { conditions } = facts.job.status
  const held = (type: string) => {
    const condition = findCondition(conditions, type)
    return condition?.status === 'True' ? condition : undefined
  }
  const failing = held('FailureTarget')
  return (
    held('SuccessCriteriaMet') ??
    (failing && asCondition('Failed', failing, now)) ??
    failureByPolicy(facts, now) ??
    failureByLimit(facts, now, behaviour) ??
    failureOfIndexes(facts, now, behaviour) ??
    successByPolicy(facts, now)
  )
}

/** Enough pods have succeeded and none is left. */
export function isComplete({ spec }: Job, succeeded: number, active: number): boolean {
  return active === 0 && (spec.completions === undefined ? succeeded > 0 : succeeded >= spec.completions)
}

/** The condition of a Job that has what it wanted; before the delay came, it ended at once. */
export function completion(now: Millis, { delaysEndOfJobs }: Behaviour): Condition {
  if (!delaysEndOfJobs) return jobCondition('Complete', 'True', '', '', now)
  const message = 'Reached expected number of succeeded pods'
  return jobCondition('SuccessCriteriaMet', 'True', 'CompletionsReached', message, now)
}

function failure(reason: string, message: string, now: Millis, { delaysEndOfJobs }: Behaviour): Condition {
  return jobCondition(delaysEndOfJobs ? 'FailureTarget' : 'Failed', 'True', reason, message, now)
}

// Models pkg/controller/job/job_controller.go getFailJobMessage
function failureByPolicy({ job, pods }: JobFacts, now: Millis): Condition | undefined {
  if (job.spec.podFailurePolicy === undefined) return undefined
  for (const pod of pods) {
    const { failsJob } = isPodFailed(job, pod) ? judgeFailure(job, pod) : {}
    if (failsJob !== undefined) return jobCondition('FailureTarget', 'True', 'PodFailurePolicy', failsJob, now)
  }
  return undefined
}

function failureByLimit({ job, pods, failed }: JobFacts, now: Millis, behaviour: Behaviour): Condition | undefined {
  if (failed > (job.spec.backoffLimit ?? 0) || restartsExceedLimit(job, pods)) {
    return failure('BackoffLimitExceeded', 'Job has reached the specified backoff limit', now, behaviour)
  }
  const remaining = remainingTime(job, now)
  if (remaining === undefined || remaining > 0) return undefined
  return failure('DeadlineExceeded', 'Job was active longer than specified deadline', now, behaviour)
}

/** How much longer the Job may be active; undefined when nothing limits it. */
// Models pkg/controller/job/job_controller.go pastActiveDeadline
export function remainingTime(job: Job, now: Millis): Millis | undefined {
  const { activeDeadlineSeconds } = job.spec
  const { startTime } = job.status
  if (activeDeadlineSeconds === undefined || startTime === undefined || isJobSuspended(job)) return undefined
  return fromTimestamp(startTime) + Number(activeDeadlineSeconds) * 1000 - now
}

// Models pkg/controller/job/job_controller.go pastBackoffLimitOnFailure
function restartsExceedLimit({ spec }: Job, pods: readonly Pod[]): boolean {
  if (spec.template.spec.restartPolicy !== 'OnFailure') return false
  let restarts = 0
  for (const { status } of pods) {
    if (status.phase !== 'Running' && status.phase !== 'Pending') continue
    for (const one of [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])]) {
      restarts += one.restartCount
    }
  }
  return restarts >= Math.max(1, spec.backoffLimit ?? 0)
}

function failureOfIndexes({ job, indexes }: JobFacts, now: Millis, behaviour: Behaviour): Condition | undefined {
  if (indexes?.failed === undefined) return undefined
  const { maxFailedIndexes, completions = 0 } = job.spec
  const failed = indexes.failed.size
  if (maxFailedIndexes !== undefined && failed > maxFailedIndexes) {
    const message = 'Job has exceeded the specified maximal number of failed indexes'
    return failure('MaxFailedIndexesExceeded', message, now, behaviour)
  }
  if (failed === 0 || failed + indexes.succeeded.size < completions) return undefined
  return failure('FailedIndexes', 'Job has failed indexes', now, behaviour)
}

// Models pkg/controller/job/success_policy.go matchSuccessPolicy
function successByPolicy({ job, indexes }: JobFacts, now: Millis): Condition | undefined {
  const rules = job.spec.successPolicy?.rules
  if (rules === undefined || indexes === undefined || indexes.succeeded.size === 0) return undefined
  const { succeeded } = indexes
  const met = rules.findIndex(rule => isRuleMet(rule, succeeded, job.spec.completions ?? 0))
  if (met < 0) return undefined
  return jobCondition('SuccessCriteriaMet', 'True', 'SuccessPolicy', `Matched rules at index ${met}`, now)
}

function isRuleMet({ succeededIndexes, succeededCount }: SuccessRule, succeeded: IndexSet, completions: number) {
  if (succeededIndexes === undefined) return succeededCount !== undefined && succeeded.size >= succeededCount
  const wanted = IndexSet.parse(succeededIndexes, completions)
  if (wanted.size === 0) return false
  const there = wanted.common(succeeded)
  return there === wanted.size || (succeededCount !== undefined && there >= succeededCount)
}
