import type { Container, Pod } from '../../k8s/pod'
import type { Millis } from '../kernel/kernel'
import type { ImageOutcome } from './image-puller'
import type { PodActions } from './pod-actions'
import type { PodWorker } from './pod-worker'

/** One start of a container that failed; a back-off says until when. */
export interface StartError {
  readonly container: string
  readonly reason: string
  readonly message: string
  readonly backOffUntil?: Millis
}

/** How far one container has come in this sync. */
export interface ContainerStart {
  readonly container: Container
  readonly isInit: boolean
  step: 'back-off' | 'image' | 'create' | 'start' | 'hook'
  image?: ImageOutcome
}

export type SyncKind = 'sync' | 'terminating' | 'terminated'

/** One pass of a pod's worker over its stages: what has been done so far, and what is still to do. */
export class PodSync {
  reported = false
  claimsFound = false
  mounted = false
  stopped = false
  finalReported = false
  unmounted = false
  /** The pod has come to its end by itself. */
  isTerminal = false
  done = false
  actions: PodActions | undefined
  killed = false
  sandboxMade = false
  /** Whether anything was done to containers or sandboxes. */
  didSomething = false
  readonly errors: StartError[] = []
  private planned: ContainerStart[] = []
  private kills: PodActions['kills'][number][] = []
  current: ContainerStart | undefined

  constructor(
    readonly worker: PodWorker,
    readonly kind: SyncKind,
  ) {}

  get pod(): Pod {
    return this.worker.pod
  }

  plan(actions: PodActions): void {
    this.actions = actions
    this.kills = [...actions.kills]
    this.planned = [
      ...actions.initToStart.map(container => ({ container, isInit: true, step: 'back-off' as const })),
      ...actions.toStart.map(container => ({ container, isInit: false, step: 'back-off' as const })),
    ]
    this.nextContainer()
  }

  get nextKill(): PodActions['kills'][number] | undefined {
    return this.kills[0]
  }

  killDone(): void {
    this.kills.shift()
  }

  /** The container in hand is running: on to the next. */
  started(): void {
    const container = this.current?.container.name
    if (container !== undefined) this.worker.failures.delete(container)
    this.didSomething = true
    this.nextContainer()
  }

  /** The container in hand cannot be started now; an init container that is no sidecar holds all others up. */
  failed(reason: string, message: string, backOffUntil?: Millis): void {
    const { current } = this
    if (current === undefined) return
    const { container, isInit } = current
    const until = backOffUntil === undefined ? {} : { backOffUntil }
    this.errors.push({ container: container.name, reason, message, ...until })
    this.worker.failures.set(container.name, { reason, message })
    if (isInit && container.restartPolicy !== 'Always') this.planned = []
    this.nextContainer()
  }

  /** Nothing can be done for the pod in this sync. */
  failedAsAWhole(reason: string, message: string): void {
    this.errors.push({ container: '', reason, message })
    this.done = true
  }

  private nextContainer(): void {
    this.current = this.planned.shift()
  }
}
