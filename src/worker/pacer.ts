/** What the pacer drives. */
export interface Paced {
  readonly now: number
  readonly settled: boolean
  advance(time: number, enough: () => boolean): void
}

const TICK_MS = 16
/** Wall time that one tick may spend simulating: the worker must stay able to answer. */
const BUDGET_MS = 24
/** `settle` gives up after this much virtual time: a cluster with a crashing Pod never rests. */
const SETTLE_LIMIT = 600_000

/**
 * The one place where wall time becomes virtual time. When the machine cannot keep up, virtual time falls behind; it is
 * never made up for later.
 */
export class Pacer {
  private timer: ReturnType<typeof setTimeout> | undefined
  private lastTick = 0
  private target = 0
  private settleUntil: number | undefined
  playing = false
  speed = 1

  constructor(
    private readonly paced: () => Paced,
    private readonly ticked: () => void,
  ) {}

  get settling(): boolean {
    return this.settleUntil !== undefined
  }

  play(): void {
    if (this.playing) return
    this.playing = true
    this.start()
  }

  pause(): void {
    this.playing = false
    this.settleUntil = undefined
    this.stopWhenIdle()
    this.ticked()
  }

  settle(): void {
    this.settleUntil = this.paced().now + SETTLE_LIMIT
    this.start()
  }

  /** Another scenario has been opened: virtual time starts from where it stands. */
  reset(): void {
    this.settleUntil = undefined
    this.target = this.paced().now
  }

  private start(): void {
    if (this.timer !== undefined) return
    this.lastTick = performance.now()
    this.target = this.paced().now
    this.timer = setTimeout(() => this.tick(), 0)
  }

  private stopWhenIdle(): void {
    if (this.playing || this.settling || this.timer === undefined) return
    clearTimeout(this.timer)
    this.timer = undefined
  }

  private tick(): void {
    const started = performance.now()
    const paced = this.paced()
    const enough = everyFewCalls(() => performance.now() - started > BUDGET_MS)
    if (this.settleUntil !== undefined) {
      const until = this.settleUntil
      paced.advance(nextStop(paced.now, until), () => paced.settled || enough())
      if (paced.settled || paced.now >= until) this.settleUntil = undefined
      this.target = paced.now
    } else if (this.playing) {
      this.target += Math.min(250, started - this.lastTick) * this.speed
      paced.advance(Math.floor(this.target), enough)
      this.target = Math.max(paced.now, Math.min(this.target, paced.now + 1000 * this.speed))
    }
    this.lastTick = started
    this.timer = undefined
    if (this.playing || this.settling) this.timer = setTimeout(() => this.tick(), TICK_MS)
    this.ticked()
  }
}

// Settling goes on in slices of five virtual seconds, so that the page sees it happen.
function nextStop(now: number, until: number): number {
  return Math.min(until, now + 5_000)
}

// Reading the wall clock costs more than many events: look at every 32nd.
function everyFewCalls(check: () => boolean): () => boolean {
  let calls = 0
  return () => {
    calls += 1
    return calls % 32 === 0 && check()
  }
}
