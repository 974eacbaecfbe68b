import { EventQueue, type ScheduledEvent } from './event-queue'
import { createRandom, type Random } from './random'

/** Virtual milliseconds since the scenario began. */
export type Millis = number

export interface ScheduleOptions {
  /** Periodic background work (heartbeats, resyncs): waiting for it does not keep the cluster from being settled. */
  idle?: boolean
  /** Idle, but a person who lets the cluster come to rest waits for it: a Pod that is about to count as available. */
  awaited?: boolean
}

/** Stops a scheduled event; harmless once it has happened. */
export type Cancel = () => void

/** Virtual time, the queue of what will happen, and seeded randomness. The only source of all three in the engine. */
export class Kernel {
  private readonly queue = new EventQueue()
  private readonly streams = new Map<string, Random>()
  private sequence = 0
  private busy = 0
  private awaited = 0
  private time: Millis = 0
  /** How many events have been carried out: the figure that `events per second` in the bench counts. */
  processed = 0

  constructor(private readonly seed: number) {}

  get now(): Millis {
    return this.time
  }

  /** True when nothing but idle events is left. */
  get settled(): boolean {
    return this.busy === 0
  }

  /** Idle events are left that a rollout waits for. */
  get waiting(): boolean {
    return this.awaited > 0
  }

  /** The stream of that name; the same object each time. */
  random(stream: string): Random {
    let random = this.streams.get(stream)
    if (random === undefined) {
      random = createRandom(this.seed, stream)
      this.streams.set(stream, random)
    }
    return random
  }

  /** Runs `run` after `delay` virtual milliseconds (at once, but after what is already due, for 0). `label` names it in traces. */
  schedule(delay: Millis, label: string, run: () => void, options: ScheduleOptions = {}): Cancel {
    return this.scheduleAt(this.time + Math.max(0, delay), label, run, options)
  }

  scheduleAt(time: Millis, label: string, run: () => void, options: ScheduleOptions = {}): Cancel {
    const awaited = options.awaited ?? false
    const idle = options.idle ?? awaited
    const event: ScheduledEvent = {
      time: Math.max(time, this.time),
      sequence: this.sequence++,
      idle,
      awaited,
      label,
      run,
    }
    if (!idle) this.busy += 1
    if (awaited) this.awaited += 1
    this.queue.push(event)
    return () => {
      if (event.run === undefined) return
      event.run = undefined
      if (!idle) this.busy -= 1
      if (awaited) this.awaited -= 1
    }
  }

  /** Time of the next event that is still wanted, or undefined when there is none. */
  nextTime(): Millis | undefined {
    this.dropCancelled()
    return this.queue.peek()?.time
  }

  /** Carries out the next event. False when there was none. */
  step(): boolean {
    this.dropCancelled()
    const event = this.queue.pop()
    if (event?.run === undefined) return false
    const run = event.run
    event.run = undefined
    if (!event.idle) this.busy -= 1
    if (event.awaited) this.awaited -= 1
    this.time = event.time
    this.processed += 1
    run()
    return true
  }

  /** Carries out everything up to and including `time`, then stands at `time`. */
  runUntil(time: Millis): void {
    for (let next = this.nextTime(); next !== undefined && next <= time; next = this.nextTime()) this.step()
    if (time > this.time) this.time = time
  }

  private dropCancelled(): void {
    while (this.queue.peek()?.run === undefined && this.queue.size > 0) this.queue.pop()
  }
}
