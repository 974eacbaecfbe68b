import type { Container, ContainerStatus, Pod, PodStatus, Probe } from '../../k8s/pod'
import type { Cancel, Millis } from '../kernel/kernel'
import type { CommandResult, ContainerCommands, ProbeKind } from './commands'
import type { RuntimeContainer } from './container-runtime'
import type { ProcessKernel } from './kubelet-process'
import { secondsText } from './pod-spec'
import { hasEnded } from './pod-status'
import { restartsAfter } from './restart-policy'

export type ProbeVerdict = 'success' | 'failure' | 'unknown'

/** What a probe worker asks of the kubelet that it works for. */
export interface ProbeHost {
  readonly kernel: ProcessKernel
  readonly commands: ContainerCommands
  /** When the kubelet process started: a young one spreads its first probes. */
  readonly kubeletStartedAt: Millis
  pod(): Pod
  /** The status that the kubelet reported last. */
  reported(): PodStatus | undefined
  running(id: string): RuntimeContainer | undefined
  verdict(id: string): ProbeVerdict | undefined
  setVerdict(id: string, verdict: ProbeVerdict | undefined): void
  unhealthy(message: string): void
}

const INITIAL: Readonly<Record<ProbeKind, ProbeVerdict>> = {
  readiness: 'failure',
  liveness: 'success',
  startup: 'unknown',
}
const KIND_WORDS: Readonly<Record<ProbeKind, string>> = {
  readiness: 'Readiness',
  liveness: 'Liveness',
  startup: 'Startup',
}
/** A container that has not become well by then is no longer waited for as part of its start. */
const START_IS_WORK_FOR: Millis = 60_000

/** What a tick leaves to be done: go on ticking, sleep until something changes, or stop for ever. */
type Next = 'tick' | 'sleep' | 'stop'

/**
 * Probes one container again and again. Where nothing can change, it sleeps instead of ticking: a healthy pod costs nothing.
 */
// Models pkg/kubelet/prober/worker.go
export class ProbeWorker {
  private containerId: string | undefined
  private onHold = false
  private lastOk: boolean | undefined
  private resultRun = 0
  private triggered = false
  private probing = false
  private stopped = false
  private phase: Millis
  private cancel: Cancel | undefined
  private readonly period: Millis

  constructor(
    private readonly host: ProbeHost,
    readonly kind: ProbeKind,
    readonly container: Container,
    private readonly spec: Probe,
  ) {
    const { kernel, kubeletStartedAt } = host
    this.period = (spec.periodSeconds ?? 10) * 1000
    const isYoung = this.period > kernel.now - kubeletStartedAt
    this.phase = kernel.now + (isYoung ? Math.floor(kernel.random('probes').next() * this.period) : 0)
    this.wait(this.phase)
  }

  /** Probes at once and counts the period from then: the pod is about to be reported unready. */
  trigger(): void {
    if (this.probing) {
      this.triggered = true
      return
    }
    this.phase = this.host.kernel.now
    this.wait(this.phase)
  }

  /** Something changed that the worker may sleep on: back to the beat. */
  wake(): void {
    if (this.cancel === undefined && !this.probing && !this.stopped) this.wait(this.nextTick())
  }

  stop(): void {
    this.stopped = true
    this.cancel?.()
    this.cancel = undefined
  }

  private wait(time: Millis): void {
    if (this.stopped) return
    this.cancel?.()
    const label = `${this.kind} probe ${this.container.name} of ${this.host.pod().metadata.name}`
    const run = () => {
      this.cancel = undefined
      this.tick()
    }
    this.cancel = this.host.kernel.scheduleAt(time, label, run, { idle: !this.isPartOfStart() })
  }

  private nextTick(): Millis {
    const elapsed = this.host.kernel.now - this.phase
    return this.phase + (Math.floor(elapsed / this.period) + 1) * this.period
  }

  private tick(): void {
    this.goOn(this.look())
  }

  private goOn(next: Next | undefined): void {
    if (next === undefined || this.stopped) return
    if (next === 'stop') this.stop()
    else if (this.triggered) {
      this.triggered = false
      this.trigger()
    } else if (next === 'tick') this.wait(this.nextTick())
  }

  // Models worker.go doProbe; undefined while the probe is under way.
  private look(): Next | undefined {
    const { host, kind } = this
    const status = host.reported()
    if (status === undefined) return 'sleep'
    if (hasEnded(status.phase)) return 'stop'
    const seen = findStatus(status, this.container.name)
    if (seen?.containerID === undefined) return 'sleep'
    this.meet(seen.containerID, seen.started ?? false)
    if (this.onHold) return 'sleep'
    if (seen.state?.running === undefined) {
      host.setVerdict(seen.containerID, 'failure')
      const end = seen.state?.terminated
      return end === undefined || restartsAfter(this.container, host.pod().spec, end.exitCode) ? 'sleep' : 'stop'
    }
    if (kind !== 'readiness' && host.pod().metadata.deletionTimestamp !== undefined) {
      host.setVerdict(seen.containerID, 'success')
      return 'stop'
    }
    const running = host.running(seen.containerID)
    if (running === undefined) return 'tick'
    if (secondsSince(running.startedAt, host.kernel.now) < (this.spec.initialDelaySeconds ?? 0)) return 'tick'
    if ((seen.started ?? false) === (kind === 'startup')) return 'sleep'
    return this.probe(running, status)
  }

  private meet(id: string, wasStarted: boolean): void {
    if (this.containerId === id) return
    const { host, kind } = this
    if (this.containerId !== undefined) host.setVerdict(this.containerId, undefined)
    this.containerId = id
    this.onHold = false
    const running = host.running(id)
    const isOlder = running !== undefined && running.startedAt < host.kubeletStartedAt
    if (!isOlder) host.setVerdict(id, INITIAL[kind])
    else if (kind === 'startup' && wasStarted) host.setVerdict(id, 'success')
  }

  private probe(running: RuntimeContainer, status: PodStatus): Next | undefined {
    const { host, kind, container, spec } = this
    const result = host.commands.probe(kind, container, spec, running, host.kernel.now, status.podIP ?? '')
    const timeout = (spec.timeoutSeconds ?? 1) * 1000
    const isLate = result.takes > timeout && result.outlastsTimeout !== true
    const takes = isLate ? timeout : result.takes
    const finish = () => this.judge(running.id, isLate ? timedOut(result, spec, timeout) : result)
    if (takes === 0) return finish()
    this.probing = true
    host.kernel.schedule(
      takes,
      `${kind} probe of ${container.name}`,
      () => {
        this.probing = false
        if (!this.stopped) this.goOn(finish())
      },
      { idle: !this.isPartOfStart() },
    )
    return undefined
  }

  private judge(id: string, { ok, output, sameUntil }: CommandResult): Next {
    const { host, kind, spec } = this
    if (!ok) host.unhealthy(`${KIND_WORDS[kind]} probe failed: ${output}`)
    if (this.lastOk === ok) this.resultRun += 1
    else {
      this.lastOk = ok
      this.resultRun = 1
    }
    const threshold = ok ? (spec.successThreshold ?? 1) : (spec.failureThreshold ?? 3)
    if (this.resultRun < threshold) return 'tick'
    if ((kind === 'liveness' && !ok) || kind === 'startup') {
      this.onHold = true
      this.resultRun = 0
    }
    host.setVerdict(id, ok ? 'success' : 'failure')
    return ok && sameUntil === Number.POSITIVE_INFINITY ? 'sleep' : 'tick'
  }

  private isPartOfStart(): boolean {
    const { host, containerId, kind } = this
    const running = containerId === undefined ? undefined : host.running(containerId)
    if (running === undefined || kind === 'liveness' || running.restartCount > 0) return false
    return host.verdict(running.id) !== 'success' && host.kernel.now - running.startedAt < START_IS_WORK_FOR
  }
}

// The kubelet goes by the status that it reports: there the container started on a whole second.
function secondsSince(startedAt: Millis, now: Millis): number {
  return Math.floor((now - Math.floor(startedAt / 1000) * 1000) / 1000)
}

// Models staging/src/k8s.io/cri-client/pkg/remote_runtime.go ErrCommandTimedOut
function timedOut(result: CommandResult, spec: Probe, timeout: Millis): CommandResult {
  const command = (spec.exec?.command ?? []).join(' ')
  return { ...result, ok: false, output: `command timed out: "${command}" timed out after ${secondsText(timeout)}` }
}

function findStatus(status: PodStatus, name: string): ContainerStatus | undefined {
  const isNamed = (container: ContainerStatus) => container.name === name
  return status.containerStatuses?.find(isNamed) ?? status.initContainerStatuses?.find(isNamed)
}
