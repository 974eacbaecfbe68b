import type { ApiClient } from '../../k8s/api-client'
import type { Pod, PodStatus } from '../../k8s/pod'
import { fromTimestamp, toTimestamp } from '../../k8s/time'
import type { ProbeKind } from './commands'
import { NO_RUNTIME_POD, type RuntimePod } from './container-runtime'
import type { StartFailure } from './container-statuses'
import { ContainerWatch } from './container-watch'
import { PodContainers } from './pod-containers'
import { endStatus } from './pod-end-status'
import { PodMounts } from './pod-mounts'
import { PodProbes } from './pod-probes'
import { PodReport } from './pod-report'
import { terminationGraceSeconds } from './pod-spec'
import type { PodStage } from './pod-stage'
import { nextStage } from './pod-stages'
import { generatePodStatus, hasEnded } from './pod-status'
import { PodSync } from './pod-sync'
import type { PodWorkerHost } from './pod-worker-host'
import type { ProbeVerdict } from './probe-worker'
import { SyncRetry } from './sync-retry'

const DEADLINE_EXCEEDED = {
  reason: 'DeadlineExceeded',
  message: 'Pod was active on the node longer than the specified deadline',
}

export type WorkerLife = 'syncing' | 'terminating' | 'terminated' | 'finished'

/** How a pod is ended that nobody deleted: within which grace, and what its status then says. */
export interface KillOptions {
  readonly graceSeconds?: number
  readonly override?: (status: PodStatus) => PodStatus
  /** The whole status, before the containers have stopped and for good. */
  readonly lastWord?: PodStatus
}

/** Looks after one pod of a node: one sync at a time, over the table of stages, until the pod is gone. */
// Models pkg/kubelet/pod_workers.go
export class PodWorker {
  readonly failures = new Map<string, StartFailure>()
  readonly containers: PodContainers
  readonly mounts: PodMounts
  readonly probes: PodProbes
  readonly report: PodReport
  life: WorkerLife = 'syncing'
  /** What this sync goes by: the pod's containers as the kubelet last saw them when it began. */
  seen: RuntimePod = NO_RUNTIME_POD
  graceSeconds: number | undefined
  private statusOverride: KillOptions['override']
  private lastWord: PodStatus | undefined
  /** The pod as it was when this worker was last told of it: news of its own status alone do not count. */
  private told: Pod
  private sync: PodSync | undefined
  private pending = false
  private working = false
  private readonly watch: ContainerWatch
  private readonly retry: SyncRetry
  private pastDeadline = false
  /** Since when deadlines count: the pod's startTime. Undefined until the kubelet has looked at it. */
  private startTime: string | undefined
  /** The deadline that is watched. */
  private deadlineSeconds: number | undefined

  constructor(
    private readonly host: PodWorkerHost,
    public pod: Pod,
  ) {
    const { process, commands, client, paths } = host
    this.told = pod
    const current = () => this.pod
    this.containers = new PodContainers(host, current)
    this.report = new PodReport(host, current)
    const failed = (volume: string, error: string) =>
      this.event('Warning', 'FailedMount', `MountVolume.SetUp failed for volume "${volume}" : ${error}`)
    this.mounts = new PodMounts({ kernel: process, client, paths, failed }, current)
    this.probes = new PodProbes({
      kernel: process,
      commands,
      kubeletStartedAt: process.startedAt,
      pod: current,
      reported: () => this.report.status,
      running: id => this.containers.running(id),
      unhealthy: (container, message) => this.containers.event(container, 'Warning', 'Unhealthy', message),
      verdictChanged: (kind, id, verdict) => this.verdictChanged(kind, id, verdict),
    })
    const name = () => this.pod.metadata.name
    this.watch = new ContainerWatch(host, this.containers, name, () => this.update())
    this.retry = new SyncRetry(host, name, () => this.update())
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
    if (pod !== this.pod || this.life === 'syncing') this.told = pod
    this.pod = pod
    if (this.life === 'finished') return
    this.watchDeadline()
    if (pod.metadata.deletionTimestamp !== undefined || hasEnded(pod.status.phase)) this.beginTermination()
    this.pending = true
    if (!this.working) this.begin()
  }

  /** Ends the pod although nobody deleted it: eviction, preemption, an object that is gone. */
  // Models pod_workers.go UpdatePod with KillPodOptions
  kill({ graceSeconds, override, lastWord }: KillOptions): void {
    if (this.life === 'finished') return
    this.statusOverride = override ?? this.statusOverride
    this.lastWord = lastWord ?? this.lastWord
    if (lastWord !== undefined) this.report.mayRun = false
    this.beginTermination(graceSeconds)
    this.pending = true
    if (!this.working) this.begin()
  }

  /** Only the status changed in the API. */
  reconcile(pod: Pod): void {
    this.pod = pod
    this.report.repairIfNeeded()
  }

  /** Something happened to the containers: the kubelet finds out at its next look. */
  runtimeChanged(): void {
    if (this.life !== 'finished') this.watch.noticeSoon()
  }

  /** The process that this worker belongs to is gone. */
  abandon(): void {
    this.life = 'finished'
    this.probes.stop()
  }

  // ---- what the stages ask for

  generateStatus(isTerminal: boolean, runtime: RuntimePod = this.seen): PodStatus {
    const { pod, failures, probes, report } = this
    if (this.pastDeadline) this.event('Normal', DEADLINE_EXCEEDED.reason, DEADLINE_EXCEEDED.message)
    return generatePodStatus({
      pod,
      runtime,
      reported: report.status,
      failures,
      probes,
      isTerminal,
      hostIp: this.host.hostIp,
      ...(this.pastDeadline ? { evict: DEADLINE_EXCEEDED } : {}),
    })
  }

  /** Says what the kubelet sees now. */
  reportSeen(): PodStatus {
    const status = this.generateStatus(false)
    this.write(this.life === 'syncing' ? status : (this.statusOverride?.(status) ?? status))
    this.startTime ??= this.pod.status.startTime ?? toTimestamp(this.host.process.now)
    this.watchDeadline()
    return status
  }

  /** All containers have been stopped. */
  reportEnd(): void {
    const status = this.generateStatus(true, this.containers.now)
    this.life = 'terminated'
    this.mounts.stop()
    this.report.mayRun = false
    this.write(status)
    this.host.podStopped()
  }

  // Models status_manager.go TerminatePod
  letGo(): void {
    this.life = 'finished'
    this.write(endStatus(this.generateStatus(true, this.containers.now), this.told))
    this.probes.stop()
    this.host.podFinished(this.uid)
  }

  event(type: 'Normal' | 'Warning', reason: string, message: string): void {
    this.host.event(this.pod, type, reason, message)
  }

  // ---- the worker's own loop

  private write(status: PodStatus): void {
    this.report.write(this.lastWord ?? status)
    this.probes.wake()
  }

  // A sync goes by what was seen since the one before; without a look since then it waits for the next.
  // Models pod_workers.go podWorkerLoop, podCache.GetNewerThan
  private begin(): void {
    this.working = true
    this.pending = false
    this.retry.cancel()
    this.watch.afterLook(news => {
      if (news) this.pending = true
      this.seen = this.watch.lastSeen
      this.sync = new PodSync(this, kindOf(this.life))
      this.advance()
    })
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
    if (!isOver) this.watch.noticeSoon()
    return isOver
  }

  // Models pod_workers.go completeWork
  private finish(sync: PodSync): void {
    this.endSync()
    if (sync.kind === 'terminated') return
    if (sync.isTerminal) this.beginTermination()
    if (sync.errors.length > 0) this.retry.afterErrors(sync.errors)
    else if (sync.isTerminal || sync.kind === 'terminating') this.retry.atNextBeat()
    else if (sync.didSomething && this.watch.look()) this.pending = true
    this.watch.noticeSoon()
    if (this.pending) this.begin()
  }

  private endSync(): void {
    this.sync = undefined
    this.working = false
    this.watch.synced()
  }

  // The grace can only become shorter, and is never less than a second.
  // Models pod_workers.go calculateEffectiveGracePeriod
  private beginTermination(graceSeconds?: number): void {
    const own = this.pod.metadata.deletionGracePeriodSeconds
    const wanted = [graceSeconds, own].filter(seconds => seconds !== undefined)
    const grace = wanted.length === 0 ? terminationGraceSeconds(this.pod) : Math.min(...wanted)
    this.graceSeconds = Math.max(1, Math.min(this.graceSeconds ?? grace, grace))
    if (this.life !== 'syncing') return
    this.life = 'terminating'
    // Only the wait for volumes can be broken off: everything else is carried to its end.
    if (this.sync?.reported && !this.sync.mounted && !this.sync.done) {
      this.mounts.stop()
      this.endSync()
    }
  }

  // A user may set a deadline, or an earlier one, while the pod runs.
  // Models pkg/kubelet/active_deadline.go
  private watchDeadline(): void {
    const seconds = this.pod.spec.activeDeadlineSeconds
    const { startTime } = this
    if (seconds === undefined || startTime === undefined || seconds === this.deadlineSeconds) return
    this.deadlineSeconds = seconds
    const { process } = this.host
    const expire = () => {
      if (this.life !== 'syncing' || this.pastDeadline) return
      this.pastDeadline = true
      this.update()
    }
    const time = this.host.beatFrom(Math.max(process.now, fromTimestamp(startTime) + seconds * 1000))
    process.scheduleAt(time, `deadline of ${this.pod.metadata.name}`, expire)
  }

  // Models pkg/kubelet/kubelet.go syncLoopIteration, handleProbeSync
  private verdictChanged(kind: ProbeKind, id: string, verdict: ProbeVerdict): void {
    this.report.probed(kind, id, verdict === 'success')
    this.probes.wake()
    if (this.life !== 'syncing' || (kind === 'liveness' && verdict !== 'failure')) return
    const label = `probe of ${this.pod.metadata.name}`
    this.host.process.schedule(0, label, () => this.update(), { idle: true })
  }
}

function kindOf(life: WorkerLife): 'sync' | 'terminating' | 'terminated' {
  return life === 'syncing' ? 'sync' : life === 'terminating' ? 'terminating' : 'terminated'
}
