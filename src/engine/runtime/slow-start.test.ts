import { describe, expect, it } from 'vitest'
import { ApiError } from '../../k8s/api-client'
import { Kernel } from '../kernel/kernel'
import { type Process, request, runProcess } from './process'
import { RequestLimiter } from './request-limiter'
import { type SlowStart, slowStart } from './slow-start'

const forbidden = new ApiError({ code: 403, reason: 'Forbidden', message: 'exceeded quota' })

/** Runs `count` attempts of which the ones from `failFrom` on are refused. */
function run(count: number, failFrom: number): { result: SlowStart | undefined; attempts: number } {
  const kernel = new Kernel(1)
  let attempts = 0
  let result: SlowStart | undefined
  function* attempt(index: number): Process {
    yield* request(() => {
      attempts += 1
      if (index >= failFrom) throw forbidden
    })
  }
  function* all(): Process {
    result = yield* slowStart(count, attempt)
  }
  runProcess(kernel, new RequestLimiter(kernel, 1000, 1000), 'test', all(), () => undefined)
  return { result, attempts }
}

describe('slowStart', () => {
  it('makes every attempt when all succeed', () => {
    expect(run(11, 99)).toEqual({ result: { succeeded: 11, failure: undefined }, attempts: 11 })
  })

  it('stops after the first batch that fails', () => {
    expect(run(500, 0)).toEqual({ result: { succeeded: 0, failure: forbidden }, attempts: 1 })
    // Batches 1, 2, 4: the third contains the failures, and is finished.
    expect(run(500, 4)).toEqual({ result: { succeeded: 4, failure: forbidden }, attempts: 7 })
  })

  it('does nothing for nothing', () => {
    expect(run(0, 0).attempts).toBe(0)
  })
})
