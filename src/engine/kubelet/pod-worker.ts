import type { ApiClient } from '../../k8s/api-client'
import type { Container, Pod, PodStatus } from '../../k8s/pod'
import type { Cancel, Millis } from '../kernel/kernel'
import type { BackOff } from './back-off'
import type { ContainerCommands, ProbeKind } from './commands'
import { type ContainerRuntime, NO_RUNTIME_POD, type RuntimeContainer, type RuntimePod } from './container-runtime'
import type { StartFailure } from './container-statuses'
import type { HostPaths } from './host-paths'
import type { ImageCatalog } from './image-catalog'
import { withDefaultTag } from './image-catalog'
import type { ImageOutcome, ImagePuller } from './image-puller'
import type { KubeletProcess } from './kubelet-process'
import { endStatus } from './pod-end-status'
import { PodMounts } from './pod-mounts'
import { PodProbes } from './pod-probes'
import { containerFieldPath, podText, terminationGraceSeconds } from './pod-spec'
import { nextStage, type PodStage } from './pod-stages'
import { generatePodStatus, withReadiness, withStartup } from './pod-status'
import { PodSync } from './pod-sync'
import type { LifecycleHandler, TerminationHost } from './pod-termination'
import type { ProbeVerdict } from './probe-worker'

/** What the workers of one kubelet share. */
export interface PodWorkerHost {
  readonly process: KubeletProcess
  readonly client: ApiClient
  readonly runtime: ContainerRuntime
  readonly images: ImagePuller
  readonly catalog: ImageCatalog
  readonly commands: ContainerCommands
  readonly paths: HostPaths
  readonly crashes: BackOff
  readonly hostIp: string
  /** Once a second the kubelet goes through the pods that wait for a sync: the first time at or after `time`. */
  beatFrom(time: Millis): Millis
  /** Once a second, a little later, it looks at all containers: when it last did, and when it will next. */
  lastLook(): Millis
  nextLook(): Millis
  event(pod: Pod, type: 'Normal' | 'Warning', reason: string, message: string, fieldPath?: string): void
  /** Writes the status to the API. `mayRun`: containers may still be running, so the pod has not ended yet. */
  writeStatus(pod: Pod, status: PodStatus, mayRun: boolean): void
  /** The pod's containers are gone: there is room. */
  podStopped(): void
  /** The pod needs nothing more: its object may be deleted. */
  podFinished(worker: PodWorker): void
}

const RETRY: Millis = 10_000
const LONGEST_RETRY: Millis = 60_000
const RETRY_JITTER = 0.5

export type WorkerLife = 'syncing' | 'terminating' | 'terminated' | 'finished'

/** Looks after one pod of a node: one sync at a time, over the table of stages, until the pod is gone. */
// Models pkg/kubelet/pod_workers.go
export class PodWorker {
  readonly failures = new Map<string, StartFailure>()
  readonly mounts: PodMounts
  readonly probes: PodProbes
  readonly termination: TerminationHost
  life: WorkerLife = 'syncing'
  /** What this sync goes by: the pod's containers as the kubelet last saw them when it began. */
  seen: RuntimePod = NO_RUNTIME_POD
  reported: PodStatus | undefined
  graceSeconds: number | undefined
  private statusOverride: ((status: PodStatus) => PodStatus) | undefined
  private sync: PodSync | undefined
  private pending = false
  private working = false
  /** The kubelet has looked at the containers since the last sync. */
  private fresh = true
  /** What the kubelet last saw of the pod's containers. */
  private lastSeen: RuntimePod = NO_RUNTIME_POD
  private syncedAt: Millis = Number.NEGATIVE_INFINITY
  private cancelRetry: Cancel | undefined
  private cancelLook: Cancel | undefined
  private cancelDeadline: Cancel | undefined
  private cancelRepair: Cancel | undefined
  private pastDeadline = false

  constructor(
    private readonly host: PodWorkerHost,
    public pod: Pod,
  ) {
    const { process, commands, client, paths } = host
    this.mounts = new PodMounts(
      { kernel: process, client, paths, failed: (volume, error) => this.mountFailed(volume, error) },
      () => this.pod,
    )
    this.probes = new PodProbes({
      kernel: process,
      commands,
      kubeletStartedAt: process.startedAt,
      pod: () => this.pod,
      reported: () => this.reported,
      running: id => this.runningContainer(id),
      unhealthy: (container, message) => this.containerEvent(container, 'Warning', 'Unhealthy', message),
      verdictChanged: (kind, id, verdict) => this.verdictChanged(kind, id, verdict),
    })
    this.termination = this.terminationHost()
    this.look()
  }

  get uid(): string {
    return this.pod.metadata.uid
  }

  get client(): ApiClient {
    return this.host.client
  }

  /** The pod as the API has it now, or the same as before: look after it (again). */
  // Models pod_workers.go UpdatePod
  update(pod: Pod = this.pod): void {
    this.pod = pod
    if (this.life === 'finished') return
    if (pod.metadata.deletionTimestamp !== undefined || isEnded(pod)) this.beginTermination()
    this.pending = true
    if (!this.working) this.begin()
  }

  /** Ends the pod although nobody deleted it (eviction, preemption, its object is gone). */
  // Models pod_workers.go UpdatePod with KillPodOptions
  kill(options: { graceSeconds?: number; override?: (status: PodStatus) => PodStatus } = {}): void {
    if (this.life === 'finished') return
    if (options.override !== undefined) this.statusOverride = options.override
    this.beginTermination(options.graceSeconds)
    this.pending = true
    if (!this.working) this.begin()
  }

  /** Only the status changed in the API: if somebody else wrote what is the kubelet's to say, it says it again. */
  // Models status_manager.go needsReconcile
  reconcile(pod: Pod): void {
    this.pod = pod
    const { reported } = this
    if (reported === undefined || this.cancelRepair !== undefined) return
    if (isReady(reported) === isReady(pod.status)) return
    const { process } = this.host
    const time = this.host.beatFrom(process.now + 1)
    const label = `status of ${pod.metadata.name}`
    const repair = () => {
      this.cancelRepair = undefined
      if (this.reported !== undefined) this.report(this.reported)
    }
    this.cancelRepair = process.scheduleAt(time, label, repair, { idle: true })
  }

  /** Something happened to the containers: the kubelet finds out at its next look. */
  // Models pkg/kubelet/pleg/generic.go Relist
  runtimeChanged(): void {
    if (this.cancelLook !== undefined || this.life === 'finished') return
    const { process } = this.host
    const look = () => {
      this.cancelLook = undefined
      if (this.look()) this.update()
    }
    const label = `look at the containers of ${this.pod.metadata.name}`
    this.cancelLook = process.scheduleAt(this.host.nextLook(), label, look, { idle: this.isCrashLooping() })
  }

  /** The process that this worker belongs to is gone. */
  abandon(): void {
    this.life = 'finished'
    this.probes.stop()
  }

  // ---- what the stages ask for

  generateStatus(isTerminal: boolean, runtime: RuntimePod = this.seen): PodStatus {
    const { pod, reported, failures, probes } = this
    const evict = this.pastDeadline ? DEADLINE_EXCEEDED : undefined
    return generatePodStatus({
      pod,
      runtime,
      reported,
      failures,
      probes,
      isTerminal,
      hostIp: this.host.hostIp,
      ...(evict === undefined ? {} : { evict }),
    })
  }

  withOverride(status: PodStatus): PodStatus {
    return this.statusOverride === undefined ? status : this.statusOverride(status)
  }

  report(status: PodStatus): void {
    const isFirst = this.reported === undefined
    this.reported = status
    this.host.writeStatus(this.pod, status, this.life !== 'terminated' && this.life !== 'finished')
    if (isFirst) this.watchDeadline()
    this.probes.wake()
  }

  /** All containers have been stopped. */
  reportEnd(): void {
    const status = this.generateStatus(true, this.host.runtime.pod(this.uid))
    this.life = 'terminated'
    this.report(status)
    this.host.podStopped()
  }

  // Models status_manager.go TerminatePod
  letGo(): void {
    this.life = 'finished'
    this.report(endStatus(this.generateStatus(true, this.host.runtime.pod(this.uid)), this.pod))
    this.probes.stop()
    this.host.podFinished(this)
  }

  event(type: 'Normal' | 'Warning', reason: string, message: string): void {
    this.host.event(this.pod, type, reason, message)
  }

  containerEvent(container: Container, type: 'Normal' | 'Warning', reason: string, message: string): void {
    this.host.event(this.pod, type, reason, message, containerFieldPath(this.pod, container))
  }

  runningContainer(id: string): RuntimeContainer | undefined {
    const container = this.host.runtime.find(this.uid, id)
    return container?.state === 'running' ? container : undefined
  }

  stopSandboxes(): void {
    this.host.runtime.stopSandboxes(this.uid)
  }

  makeSandbox(): void {
    const { runtime, hostIp } = this.host
    runtime.runSandbox(this.uid, this.pod.spec.hostNetwork === true ? hostIp : undefined)
    const status = this.reported
    if (status !== undefined) this.report(withSandboxReady(status))
  }

  /** How long the container must still wait before it is started again; undefined: it may start. */
  backOff(container: Container): { delay: Millis; until: Millis } | undefined {
    const ended = this.seen.containers.find(({ name, state }) => name === container.name && state === 'exited')
    if (ended === undefined) return undefined
    const { crashes, process } = this.host
    const key = `${this.uid}/${container.name}/${container.image}`
    if (crashes.isInBackOffSince(key, ended.finishedAt, process.now)) {
      const delay = crashes.get(key)
      return { delay, until: ended.finishedAt + delay }
    }
    crashes.next(key, ended.finishedAt, process.now)
    return undefined
  }

  ensureImage(container: Container, done: (outcome: ImageOutcome) => void): ImageOutcome | undefined {
    const say = (type: 'Normal' | 'Warning', reason: string, message: string) =>
      this.containerEvent(container, type, reason, message)
    return this.host.images.ensure(this.uid, container.image, container.imagePullPolicy, say, done)
  }

  /** Starts the container; why it could not, if so. */
  startContainer(container: Container, isInit: boolean): string | undefined {
    const { runtime, catalog } = this.host
    const before = this.seen.containers.find(({ name }) => name === container.name)
    const restartCount =
      before === undefined ? runtime.restartCountByLogs(this.uid, container.name) : before.restartCount + 1
    const behaviour = catalog.behaviourOf(container.image)
    const endIsAwaited = isInit && container.restartPolicy !== 'Always' && restartCount === 0
    const request = {
      name: container.name,
      image: withDefaultTag(container.image),
      restartCount,
      behaviour,
      endIsAwaited,
    }
    if (runtime.start(this.uid, request)) return undefined
    const [program = container.command?.[0] ?? container.args?.[0] ?? 'nosuch'] = container.command ?? []
    return `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "${program}": executable file not found in $PATH`
  }

  /** Runs the hook; `done` with the error that goes into the container's status, the container being stopped by then. */
  runPostStart(container: Container, hook: LifecycleHandler, done: (error: string | undefined) => void): void {
    const { process, commands, runtime, catalog } = this.host
    const command = hook.exec?.command ?? []
    const result =
      hook.sleep === undefined
        ? commands.hook(container, command, 0)
        : { ok: true, output: '', takes: hook.sleep.seconds * 1000 }
    const finish = () => {
      if (result.ok) {
        done(undefined)
        return
      }
      this.containerEvent(container, 'Warning', 'FailedPostStartHook', 'PostStartHook failed')
      this.containerEvent(container, 'Normal', 'Killing', 'FailedPostStartHook')
      const words = command.join(' ')
      const error = `command '${words}' exited with 1: ${result.output.trimEnd()}`
      const message = `Exec lifecycle hook ([${words}]) for Container "${container.name}" in Pod "${podText(this.pod)}" failed - error: ${error}, message: ${JSON.stringify(result.output)}`
      const running = runtime.pod(this.uid).containers.find(({ name }) => name === container.name)
      const grace = terminationGraceSeconds(this.pod) * 1000
      if (running === undefined) done(message)
      else
        runtime.stop(
          this.uid,
          running.id,
          catalog.behaviourOf(container.image),
          grace,
          process.guard(() => done(message)),
        )
    }
    if (result.takes === 0) finish()
    else process.schedule(result.takes, `postStart of ${container.name}`, finish)
  }

  // ---- the worker's own loop

  private begin(): void {
    this.working = true
    this.pending = false
    this.cancelRetry?.()
    this.cancelRetry = undefined
    const { process } = this.host
    const start = () => {
      this.seen = this.lastSeen
      this.sync = new PodSync(this, kindOf(this.life))
      this.advance()
    }
    if (this.fresh || this.host.lastLook() > this.syncedAt) {
      start()
      return
    }
    const label = `wait for the containers of ${this.pod.metadata.name}`
    const lookAndStart = () => {
      if (this.look()) this.pending = true
      start()
    }
    process.scheduleAt(this.host.nextLook(), label, lookAndStart, { idle: this.isCrashLooping() })
  }

  private advance(): void {
    for (;;) {
      const { sync } = this
      if (sync === undefined || this.life === 'finished') return
      const stage = nextStage(sync)
      if (stage === undefined) {
        this.finish(sync)
        return
      }
      if (!this.enter(sync, stage)) return
    }
  }

  // True when the stage was over at once; otherwise the loop goes on when what it waits for has happened.
  private enter(sync: PodSync, stage: PodStage): boolean {
    const after = stage.after?.(sync) ?? 0
    if (after === 0) {
      stage.does(sync)
      return true
    }
    let isInline = true
    let isOver = false
    const resume = this.host.process.guard(() => {
      if (isOver || this.sync !== sync) return
      isOver = true
      stage.does(sync)
      if (!isInline) this.advance()
    })
    if (typeof after === 'number') this.host.process.schedule(after, stage.name, resume)
    else after(resume)
    isInline = false
    if (!isOver) this.lookSoonIfNeeded()
    return isOver
  }

  // Models pod_workers.go completeWork
  private finish(sync: PodSync): void {
    const { process } = this.host
    this.sync = undefined
    this.working = false
    this.syncedAt = process.now
    this.fresh = false
    const isOver = sync.kind === 'terminated'
    if (isOver) return
    const moves = sync.isTerminal || sync.kind === 'terminating'
    if (sync.isTerminal) this.beginTermination()
    if (sync.errors.length > 0) this.retryLater(sync)
    else if (moves) this.retryAt(this.host.beatFrom(process.now + 1), false)
    else if (sync.didSomething && this.look()) this.pending = true
    this.lookSoonIfNeeded()
    if (this.pending) this.begin()
  }

  private retryLater(sync: PodSync): void {
    const { process } = this.host
    const backOffs = sync.errors.flatMap(({ backOffUntil }) => (backOffUntil === undefined ? [] : [backOffUntil]))
    const wait = backOffs.length === 0 ? RETRY : Math.min(...backOffs) - process.now
    const jitter = 1 + process.random('kubelet').next() * RETRY_JITTER
    const delay = Math.min(Math.max(wait, 0), LONGEST_RETRY) * jitter
    this.retryAt(this.host.beatFrom(process.now + delay), true)
  }

  private retryAt(time: Millis, idle: boolean): void {
    this.cancelRetry?.()
    this.cancelRetry = this.host.process.scheduleAt(
      time,
      `sync pod ${this.pod.metadata.name}`,
      () => {
        this.cancelRetry = undefined
        this.update()
      },
      { idle },
    )
  }

  // True when there is something new to be seen.
  private look(): boolean {
    this.fresh = true
    this.cancelLook?.()
    this.cancelLook = undefined
    const before = this.lastSeen
    this.lastSeen = this.host.runtime.pod(this.uid)
    return this.lastSeen !== before
  }

  private lookSoonIfNeeded(): void {
    if (this.lastSeen !== this.host.runtime.pod(this.uid)) this.runtimeChanged()
  }

  private isCrashLooping(): boolean {
    return this.host.runtime.pod(this.uid).containers.some(({ restartCount }) => restartCount > 0)
  }

  private beginTermination(graceSeconds?: number): void {
    const own = this.pod.metadata.deletionGracePeriodSeconds
    const wanted = [graceSeconds, own].filter(seconds => seconds !== undefined)
    const grace = wanted.length === 0 ? terminationGraceSeconds(this.pod) : Math.min(...wanted)
    this.graceSeconds = Math.max(1, Math.min(this.graceSeconds ?? grace, grace))
    if (this.life !== 'syncing') return
    this.life = 'terminating'
    this.cancelDeadline?.()
    if (this.sync !== undefined && !this.sync.mounted && this.sync.reported && !this.sync.done) this.cancelSync()
  }

  // Only the wait for volumes can be broken off: everything else is carried to its end.
  private cancelSync(): void {
    this.mounts.stop()
    this.sync = undefined
    this.working = false
    this.fresh = false
    this.syncedAt = this.host.process.now
  }

  private watchDeadline(): void {
    const seconds = this.pod.spec.activeDeadlineSeconds
    if (seconds === undefined) return
    const { process } = this.host
    const expire = () => {
      this.pastDeadline = true
      this.event('Normal', 'DeadlineExceeded', DEADLINE_EXCEEDED.message)
      this.update()
    }
    const time = this.host.beatFrom(process.now + seconds * 1000)
    this.cancelDeadline = process.scheduleAt(time, `deadline of ${this.pod.metadata.name}`, expire)
  }

  private verdictChanged(kind: ProbeKind, id: string, verdict: ProbeVerdict): void {
    const status = this.reported
    if (status !== undefined && kind === 'readiness')
      this.reportChanged(withReadiness(this.pod, status, id, verdict === 'success'))
    if (status !== undefined && kind === 'startup') this.reportChanged(withStartup(status, id, verdict === 'success'))
    if (kind === 'liveness' && verdict !== 'failure') return
    if (this.life === 'syncing')
      this.host.process.schedule(0, `probe of ${this.pod.metadata.name}`, () => this.update(), { idle: true })
  }

  private reportChanged(status: PodStatus): void {
    if (status !== this.reported) this.report(status)
  }

  private mountFailed(volume: string, error: string): void {
    this.event('Warning', 'FailedMount', `MountVolume.SetUp failed for volume "${volume}" : ${error}`)
  }

  private terminationHost(): TerminationHost {
    const { process, catalog, commands, runtime } = this.host
    return {
      get now() {
        return process.now
      },
      schedule: (delay, label, run) => void process.schedule(delay, label, run),
      behaviourOf: image => catalog.behaviourOf(image),
      stopContainer: (id, behaviour, grace, done) => runtime.stop(this.uid, id, behaviour, grace, process.guard(done)),
      event: (container, type, reason, message) => this.containerEvent(container, type, reason, message),
      runHook: (container, command, running) => commands.hook(container, command, process.now - running.startedAt),
    }
  }
}

const DEADLINE_EXCEEDED = {
  reason: 'DeadlineExceeded',
  message: 'Pod was active on the node longer than the specified deadline',
}

function kindOf(life: WorkerLife): 'sync' | 'terminating' | 'terminated' {
  return life === 'syncing' ? 'sync' : life === 'terminating' ? 'terminating' : 'terminated'
}

function isReady(status: PodStatus): boolean {
  return status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false
}

function isEnded(pod: Pod): boolean {
  return pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded'
}

function withSandboxReady(status: PodStatus): PodStatus {
  const conditions = (status.conditions ?? []).map(condition =>
    condition.type === 'PodReadyToStartContainers' ? { ...condition, status: 'True' as const } : condition,
  )
  return { ...status, conditions }
}
