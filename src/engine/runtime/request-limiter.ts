import type { Kernel, Millis } from '../kernel/kernel'

/** A client's own limit on its requests: a token bucket. */
// Models staging/src/k8s.io/client-go/util/flowcontrol/throttle.go tokenBucketRateLimiter
export class RequestLimiter {
  private tokens: number
  private updatedAt: Millis = 0

  /** `perSecond` Infinity means no limit. */
  constructor(
    private readonly kernel: Kernel,
    private readonly perSecond: number,
    private readonly burst: number,
  ) {
    this.tokens = burst
  }

  /** Takes one token and answers how many milliseconds the request must wait for it (0: go ahead). */
  reserve(): Millis {
    if (this.perSecond === Number.POSITIVE_INFINITY) return 0
    const now = this.kernel.now
    this.tokens = Math.min(this.burst, this.tokens + ((now - this.updatedAt) / 1000) * this.perSecond)
    this.updatedAt = now
    this.tokens -= 1
    return this.tokens >= 0 ? 0 : Math.ceil((-this.tokens / this.perSecond) * 1000)
  }
}
