import { proxy, type Remote, releaseProxy, wrap } from 'comlink'
import type { Opened, PlaygroundHost, Update } from '../protocol/protocol'
import type { Scenario } from '../scenario/scenario'

export interface ClientEvents {
  update(update: Update): void
  /** The worker has died or does not answer; everything on the page is still there, the cluster is not. */
  crashed(reason: string): void
}

/** How long the worker may take to answer `open` before it counts as dead. */
const OPEN_TIMEOUT_MS = 60_000

/** The page's end of the worker: typed calls, a restart when it dies. Calls reject with an Error whose message can be shown. */
export class PlaygroundClient {
  private worker: Worker | undefined
  private remote: Remote<PlaygroundHost> | undefined
  /** Updates of a worker that has been replaced are dropped. */
  private generation = 0

  constructor(private readonly events: ClientEvents) {}

  /** Opens the scenario, in a new worker if the last one has died. */
  async open(scenario: Scenario): Promise<Opened> {
    const remote = this.remote ?? this.start()
    this.generation += 1
    const generation = this.generation
    const listener = proxy((update: Update) => {
      if (generation === this.generation) this.events.update(update)
    })
    return withTimeout(remote.open(scenario, listener) as Promise<Opened>, OPEN_TIMEOUT_MS)
  }

  get host(): Remote<PlaygroundHost> {
    if (this.remote === undefined) throw new Error('The cluster is not running.')
    return this.remote
  }

  /** Ends the worker; the next `open` starts a new one. */
  stop(): void {
    this.generation += 1
    this.remote?.[releaseProxy]()
    this.worker?.terminate()
    this.remote = undefined
    this.worker = undefined
  }

  private start(): Remote<PlaygroundHost> {
    const worker = new Worker(new URL('../worker/playground.worker.ts', import.meta.url), {
      type: 'module',
      name: 'playground',
    })
    worker.addEventListener('error', event => {
      event.preventDefault()
      this.stop()
      this.events.crashed(event.message || 'The worker stopped.')
    })
    worker.addEventListener('messageerror', () => {
      this.stop()
      this.events.crashed('A message could not be read.')
    })
    this.worker = worker
    this.remote = wrap<PlaygroundHost>(worker)
    return this.remote
  }
}

async function withTimeout<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The cluster did not answer.')), milliseconds)
  })
  try {
    return await Promise.race([promise, timeout])
  } finally {
    clearTimeout(timer)
  }
}
