import type { Job } from '../../../k8s/batch'
import type { Pod } from '../../../k8s/pod'
import type { ComponentContext } from '../../component'
import type { Millis } from '../../kernel/kernel'
import type { Expectations } from '../../runtime/expectations'
import type { Informer } from '../../runtime/informer'
import type { StalenessGate } from '../../runtime/staleness-gate'
import type { FailureRecord } from './failure-backoff'
import type { FinalizerExpectations } from './finalizer-expectations'

/** What a sync has at hand: its caches, and what it must remember from one time to the next. */
export interface JobTools {
  readonly context: ComponentContext
  readonly jobs: Informer<Job>
  readonly pods: Informer<Pod>
  readonly expectations: Expectations
  readonly finalizers: FinalizerExpectations
  readonly gate: StalenessGate
  /** Failures in a row, by the Job's key. */
  readonly failures: Map<string, FailureRecord>
  /** Uids of Jobs that have been marked as finished: their cache may not show it yet. */
  readonly finished: Set<string>
  /** Syncs the Job again after that many milliseconds, a second at least. */
  wakeAfter(key: string, delay: Millis): void
  /** Syncs the Job again when its time is over. */
  wakeAtDeadline(key: string, delay: Millis): void
}

export const JOBS = 'jobs.batch'
