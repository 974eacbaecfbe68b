import { ApiError } from '../../k8s/api-client'
import type { Process } from './process'

export interface SlowStart {
  /** Attempts that succeeded; the rest failed or were not made. */
  readonly succeeded: number
  /** Why the last batch stopped the run. */
  readonly failure: ApiError | undefined
}

/**
 * Makes `count` attempts in batches of 1, 2, 4, … and stops after the first batch in which one was refused: what would be
 * refused a thousand times (a quota, a policy) is refused a few times only.
 */
// Models pkg/controller/replicaset/replica_set.go slowStartBatch
export function* slowStart(count: number, attempt: (index: number) => Process<unknown>): Process<SlowStart> {
  let succeeded = 0
  let made = 0
  for (let batch = 1; made < count; batch *= 2) {
    let failure: ApiError | undefined
    for (const end = Math.min(made + batch, count); made < end; made++) {
      try {
        yield* attempt(made)
        succeeded += 1
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        failure ??= error
      }
    }
    if (failure !== undefined) return { succeeded, failure }
  }
  return { succeeded, failure: undefined }
}
