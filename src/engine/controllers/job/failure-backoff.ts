import type { Pod } from '../../../k8s/pod'
import type { Millis } from '../../kernel/kernel'
import { finishTime } from './finish-time'

const FIRST_PAUSE: Millis = 10_000
const LONGEST_PAUSE: Millis = 600_000

/** How many pods failed since the last success, and when the last one did. */
export interface FailureRecord {
  readonly failures: number
  readonly lastFailure: Millis | undefined
}

const NO_FAILURES: FailureRecord = { failures: 0, lastFailure: undefined }

/** The record after these pods have ended: a success makes the failures before it forgotten. */
// Models pkg/controller/job/backoff_utils.go newBackoffRecord
export function recordAfter(
  before: FailureRecord = NO_FAILURES,
  succeeded: readonly Pod[],
  failed: readonly Pod[],
): FailureRecord {
  if (succeeded.length === 0 && failed.length === 0) return before
  const lastSuccess = Math.max(...succeeded.map(finishTime), Number.NEGATIVE_INFINITY)
  const times = failed.map(finishTime).filter(time => succeeded.length === 0 || time > lastSuccess)
  const earlier = succeeded.length === 0 ? before.failures : 0
  if (times.length === 0) return NO_FAILURES
  return { failures: earlier + times.length, lastFailure: Math.max(...times) }
}

/** How long a new pod has to wait after that many failures in a row: 10 s, 20 s, 40 s, … up to ten minutes. */
// Models pkg/controller/job/backoff_utils.go getRemainingTimeForFailuresCount
export function remainingPause({ failures, lastFailure }: FailureRecord, now: Millis): Millis {
  if (failures === 0 || lastFailure === undefined) return 0
  const pause = Math.min(FIRST_PAUSE * 2 ** (failures - 1), LONGEST_PAUSE)
  return Math.max(0, pause - (now - lastFailure))
}
