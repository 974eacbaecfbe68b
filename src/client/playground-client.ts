import { proxy, type Remote, releaseProxy, wrap } from 'comlink'
import type { Opened, PlaygroundHost, Update } from '../protocol/protocol'
import type { Scenario } from '../scenario/scenario'

export interface ClientEvents {
  update(update: Update): void
  /** While a scenario is opened: how much of its log is done, 0 to 1. */
  progress(fraction: number): void
  /** The worker has not answered for some seconds (true), or does so again (false). It may still be at work. */
  silent(silent: boolean): void
  /** The worker has died; everything on the page is still there, the cluster is not. */
  crashed(reason: string): void
}

/** The worker was ended, or a newer scenario is opened: who asked it need not be told, somebody else does that. */
export class WorkerGone extends Error {
  override readonly name = 'WorkerGone'
}

/** How long the worker may take to show a sign of life while it opens a scenario, before it counts as dead. */
const OPEN_SILENCE_MS = 45_000
const PING_EVERY_MS = 3_000
/** Silence worth a word. */
const SILENT_AFTER_MS = 6_000

type End = (error: WorkerGone) => void

/** The page's end of the worker: typed calls, a restart when it dies. Calls reject with an Error whose message can be shown. */
export class PlaygroundClient {
  private worker: Worker | undefined
  private remote: Remote<PlaygroundHost> | undefined
  /** Updates of a scenario that has been replaced are dropped. */
  private generation = 0
  /** What waits for the worker; told when it is ended, because it will never answer. */
  private readonly waiting = new Set<End>()
  private heartbeat: ReturnType<typeof setInterval> | undefined
  private lastSign = 0
  private pinged = false
  private silent = false

  constructor(private readonly events: ClientEvents) {}

  /** Opens the scenario, in a new worker if the last one has died. */
  async open(scenario: Scenario): Promise<Opened> {
    const remote = this.remote ?? this.start()
    this.generation += 1
    const generation = this.generation
    const listener = proxy((update: Update) => {
      if (generation === this.generation) this.events.update(update)
    })
    const progress = proxy((fraction: number) => {
      this.signOfLife()
      if (generation === this.generation) this.events.progress(fraction)
    })
    try {
      const opened = await this.answered(remote.open(scenario, listener, progress) as Promise<Opened>, OPEN_SILENCE_MS)
      if (generation === this.generation) return opened
    } catch (error) {
      if (generation === this.generation) throw error
    }
    // The worker may have refused to go on with it: that is no crash either.
    throw new WorkerGone('Another scenario was opened.')
  }

  /** Asks the worker something. Rejects with WorkerGone when it is ended meanwhile, instead of waiting for ever. */
  async call<T>(ask: (host: Remote<PlaygroundHost>) => Promise<T> | T): Promise<T> {
    if (this.remote === undefined) throw new Error('The cluster is not running.')
    return this.answered(ask(this.remote))
  }

  /** Ends the worker; the next `open` starts a new one. */
  stop(): void {
    this.generation += 1
    this.remote?.[releaseProxy]()
    this.worker?.terminate()
    this.remote = undefined
    this.worker = undefined
    clearInterval(this.heartbeat)
    this.signOfLife()
    const gone = new WorkerGone('The cluster stopped.')
    for (const end of [...this.waiting]) end(gone)
  }

  private start(): Remote<PlaygroundHost> {
    const worker = new Worker(new URL('../worker/playground.worker.ts', import.meta.url), {
      type: 'module',
      name: 'playground',
    })
    const died = (reason: string) => {
      if (worker !== this.worker) return
      this.stop()
      this.events.crashed(reason)
    }
    worker.addEventListener('error', event => {
      event.preventDefault()
      died(event.message || 'Its program could not be loaded.')
    })
    worker.addEventListener('messageerror', () => died('A message could not be read.'))
    const remote = wrap<PlaygroundHost>(worker)
    this.worker = worker
    this.remote = remote
    this.signOfLife()
    this.heartbeat = setInterval(() => this.beat(remote), PING_EVERY_MS)
    return remote
  }

  private beat(remote: Remote<PlaygroundHost>): void {
    if (this.pinged) {
      if (!this.silent && performance.now() - this.lastSign > SILENT_AFTER_MS) {
        this.silent = true
        this.events.silent(true)
      }
      return
    }
    this.pinged = true
    this.lastSign = performance.now()
    void remote.ping().then(() => {
      if (remote === this.remote) this.signOfLife()
    })
  }

  private signOfLife(): void {
    this.lastSign = performance.now()
    this.pinged = false
    if (!this.silent) return
    this.silent = false
    this.events.silent(false)
  }

  private async answered<T>(answer: Promise<T> | T, silence = Number.POSITIVE_INFINITY): Promise<T> {
    let end: End = () => {}
    let watch: ReturnType<typeof setInterval> | undefined
    const ended = new Promise<never>((_resolve, reject) => {
      end = reject
      if (silence === Number.POSITIVE_INFINITY) return
      watch = setInterval(() => {
        if (performance.now() - this.lastSign > silence) reject(new Error('It did not answer.'))
      }, 1_000)
    })
    this.waiting.add(end)
    try {
      return await Promise.race([answer, ended])
    } finally {
      this.waiting.delete(end)
      clearInterval(watch)
    }
  }
}
