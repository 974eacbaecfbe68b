import type { PodSync, SyncKind } from './pod-sync'

/** Calls back when what a stage waits for has happened. */
type Waiting = (resume: () => void) => void

/** One row of the life of a pod: when it applies, how long it takes, what then happens. */
export interface PodStage {
  readonly sync: SyncKind
  readonly name: string
  /** The upstream code that it models. */
  readonly models: string
  readonly when: (sync: PodSync) => boolean
  /** Milliseconds, or until something else says so; nothing: at once. */
  readonly after?: (sync: PodSync) => number | Waiting
  readonly does: (sync: PodSync) => void
}
