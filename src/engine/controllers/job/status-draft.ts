import type { JobStatus } from '../../../k8s/batch'
import type { Condition } from '../../../k8s/object'
import { toTimestamp } from '../../../k8s/time'
import type { Millis } from '../../kernel/kernel'

/** A Job's status while a pass works on it. */
export interface StatusDraft {
  active: number
  ready: number | undefined
  terminating: number | undefined
  succeeded: number
  failed: number
  startTime: string | undefined
  completionTime: string | undefined
  conditions: readonly Condition[]
  completedIndexes: string | undefined
  failedIndexes: string | undefined
  /** Uids of pods that have ended and still have their finalizer. */
  uncounted: { succeeded: readonly string[]; failed: readonly string[] }
}

/** A status that can be changed step by step; `statusOf` makes it one again. */
export function draftOf(status: JobStatus): StatusDraft {
  const { succeeded = [], failed = [] } = status.uncountedTerminatedPods ?? {}
  return {
    active: status.active ?? 0,
    ready: status.ready,
    terminating: status.terminating,
    succeeded: status.succeeded ?? 0,
    failed: status.failed ?? 0,
    startTime: status.startTime,
    completionTime: status.completionTime,
    conditions: status.conditions ?? [],
    completedIndexes: status.completedIndexes,
    failedIndexes: status.failedIndexes,
    uncounted: { succeeded, failed },
  }
}

/** As the API leaves out what is empty. */
export function statusOf(draft: StatusDraft): JobStatus {
  const { conditions, uncounted } = draft
  const status: Record<string, unknown> = {}
  const put = (name: keyof JobStatus, value: unknown, isEmpty = value === undefined || value === 0 || value === '') => {
    if (!isEmpty) status[name] = value
  }
  put('startTime', draft.startTime)
  put('completionTime', draft.completionTime)
  put('conditions', conditions, conditions.length === 0)
  put('active', draft.active)
  put('ready', draft.ready, draft.ready === undefined)
  put('terminating', draft.terminating, draft.terminating === undefined)
  put('succeeded', draft.succeeded)
  put('failed', draft.failed)
  put('completedIndexes', draft.completedIndexes)
  put('failedIndexes', draft.failedIndexes, draft.failedIndexes === undefined)
  status.uncountedTerminatedPods = {
    ...(uncounted.succeeded.length === 0 ? {} : { succeeded: uncounted.succeeded }),
    ...(uncounted.failed.length === 0 ? {} : { failed: uncounted.failed }),
  }
  return status
}

/**
 * Puts the condition in the place of the one of its type, or after the others; one that was never there does not begin as
 * False. Says whether anything is different.
 */
// Models pkg/controller/job/job_controller.go ensureJobConditionStatus
export function ensureCondition(draft: StatusDraft, condition: Condition): boolean {
  const before = draft.conditions.find(({ type }) => type === condition.type)
  if (before === undefined) {
    if (condition.status !== 'False') draft.conditions = [...draft.conditions, condition]
    return condition.status !== 'False'
  }
  const { status, reason, message } = condition
  if (before.status === status && before.reason === reason && before.message === message) return false
  draft.conditions = draft.conditions.map(one => (one === before ? condition : one))
  return true
}

/** Counts those uncounted pods that have lost their finalizer. Says whether there was one. */
// Models pkg/controller/job/job_controller.go cleanUncountedPodsWithoutFinalizers
export function countReleased(draft: StatusDraft, withFinalizer: ReadonlySet<string>): boolean {
  const { succeeded, failed } = draft.uncounted
  const left = {
    succeeded: succeeded.filter(uid => withFinalizer.has(uid)),
    failed: failed.filter(uid => withFinalizer.has(uid)),
  }
  const counted = succeeded.length + failed.length - left.succeeded.length - left.failed.length
  draft.succeeded += succeeded.length - left.succeeded.length
  draft.failed += failed.length - left.failed.length
  draft.uncounted = left
  return counted > 0
}

export function startNow(draft: StatusDraft, now: Millis): void {
  draft.startTime = toTimestamp(now)
}
