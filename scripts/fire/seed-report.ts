import type { Violation } from '../../src/testing/fire/play'

/** What a thread is asked to play. */
export interface SeedRequest {
  readonly seed: number
  readonly steps: number
}

/** What came of one seed. `code` is the share link's part after `#s=`, when something was violated. */
export interface SeedReport {
  readonly seed: number
  readonly steps: number
  readonly transactions: number
  readonly violation?: Violation & { readonly code: string }
}
