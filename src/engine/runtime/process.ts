import { isNotFound } from '../../k8s/api-client'
import type { Kernel } from '../kernel/kernel'
import type { RequestLimiter } from './request-limiter'

/** A request that a process makes: carried out when the client's limit lets it pass. */
export type Request = () => unknown

/** What a controller does for one key, step by step: every `yield* request(…)` is a call that may have to wait for its turn. */
export type Process<T = void> = Generator<Request, T, unknown>

/** Makes an API call from within a process: waits for the client's limit, gives the call's result, throws its ApiError. */
export function* request<T>(call: () => T): Process<T> {
  return (yield call) as T
}

/** As `request`, about an object that may be gone: false when it is. */
export function* requestUnlessGone(call: Request): Process<boolean> {
  try {
    yield* request(call)
    return true
  } catch (error) {
    if (isNotFound(error)) return false
    throw error
  }
}

/**
 * Runs a process to its end. It goes on within the same instant as long as the limiter has tokens, and waits in virtual
 * time when it has none; other components act meanwhile, as they would in a real cluster.
 */
export function runProcess(
  kernel: Kernel,
  limiter: RequestLimiter,
  label: string,
  process: Process,
  finished: (error: unknown) => void,
): void {
  const resume = (step: () => IteratorResult<Request, void>): void => {
    let next = step
    for (;;) {
      let result: IteratorResult<Request, void>
      try {
        result = next()
      } catch (error) {
        finished(error)
        return
      }
      if (result.done) {
        finished(undefined)
        return
      }
      const call = result.value
      const wait = limiter.reserve()
      if (wait > 0) {
        kernel.schedule(wait, label, () => resume(outcome(process, call)))
        return
      }
      next = outcome(process, call)
    }
  }
  resume(() => process.next())
}

function outcome(process: Process, call: Request): () => IteratorResult<Request, void> {
  return () => {
    let value: unknown
    try {
      value = call()
    } catch (error) {
      return process.throw(error)
    }
    return process.next(value)
  }
}
