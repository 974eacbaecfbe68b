import type { Container, ContainerStatus } from '../../k8s/pod'
import { isPodReady } from '../../k8s/pod-conditions'
import type { ProbeKind } from './commands'
import type { ProbeResults } from './pod-actions'
import { longRunningContainers } from './pod-spec'
import type { ProbeVerdicts } from './pod-status'
import { type ProbeHost, type ProbeVerdict, ProbeWorker } from './probe-worker'

export interface PodProbesHost extends Omit<ProbeHost, 'verdict' | 'setVerdict' | 'unhealthy'> {
  unhealthy(container: Container, message: string): void
  /** A probe has come to another verdict about a container. */
  verdictChanged(kind: ProbeKind, id: string, verdict: ProbeVerdict): void
}

const KINDS = ['startup', 'readiness', 'liveness'] as const

/** The probes of one pod: their workers, and what they have found out about each container. */
// Models pkg/kubelet/prober/prober_manager.go
export class PodProbes implements ProbeVerdicts, ProbeResults {
  private readonly workers = new Map<string, ProbeWorker>()
  /** By container id; most pods have no probes, and nothing here. */
  private readonly verdicts: Partial<Record<ProbeKind, Map<string, ProbeVerdict>>> = {}

  constructor(private readonly host: PodProbesHost) {}

  /** Begins to probe what is not probed yet. */
  // Models prober_manager.go AddPod
  start(): void {
    for (const container of longRunningContainers(this.host.pod())) {
      for (const kind of KINDS) {
        const spec = container[`${kind}Probe`]
        const key = `${container.name}/${kind}`
        if (spec === undefined || this.workers.has(key)) continue
        this.workers.set(key, new ProbeWorker(this.workerHost(kind, container), kind, container, spec))
      }
    }
  }

  /** The pod is ending: only readiness is of interest now (sidecars go on being probed). */
  stopLivenessAndStartup(): void {
    const regular = this.host.pod().spec.containers
    for (const worker of this.workers.values()) {
      if (worker.kind !== 'readiness' && regular.some(({ name }) => name === worker.container.name)) worker.stop()
    }
  }

  stop(): void {
    for (const worker of this.workers.values()) worker.stop()
    this.workers.clear()
  }

  /** What the workers look at has changed. */
  wake(): void {
    for (const worker of this.workers.values()) worker.wake()
  }

  isStarted(container: Container, status: ContainerStatus): boolean {
    if (status.state?.running === undefined || status.containerID === undefined) return false
    const verdict = this.verdicts.startup?.get(status.containerID)
    if (verdict !== undefined) return verdict === 'success'
    return status.started === true || !this.workers.has(`${container.name}/startup`)
  }

  // A container that has not been found ready is probed at once, so that its pod need not wait for the next beat.
  isReady(container: Container, status: ContainerStatus): boolean {
    if (status.containerID !== undefined && this.verdicts.readiness?.get(status.containerID) === 'success') return true
    const worker = this.workers.get(`${container.name}/readiness`)
    worker?.trigger()
    if (worker === undefined) return true
    return (
      !this.verdicts.readiness?.has(status.containerID ?? '') && this.isOlder(status) && isPodReady(this.host.pod())
    )
  }

  liveness(id: string): boolean | undefined {
    const verdict = this.verdicts.liveness?.get(id)
    return verdict === undefined ? undefined : verdict === 'success'
  }

  startup(id: string): ProbeVerdict | undefined {
    return this.verdicts.startup?.get(id)
  }

  // A kubelet that was started again takes over what its predecessor found out.
  // Models prober_manager.go setReadyStateOnKubeletRestart
  private isOlder({ containerID }: ContainerStatus): boolean {
    const running = containerID === undefined ? undefined : this.host.running(containerID)
    return running !== undefined && running.startedAt < this.host.kubeletStartedAt
  }

  private workerHost(kind: ProbeKind, container: Container): ProbeHost {
    const { host } = this
    const verdicts = this.verdicts[kind] ?? new Map<string, ProbeVerdict>()
    this.verdicts[kind] = verdicts
    return {
      kernel: host.kernel,
      commands: host.commands,
      kubeletStartedAt: host.kubeletStartedAt,
      pod: () => host.pod(),
      reported: () => host.reported(),
      running: id => host.running(id),
      verdict: id => verdicts.get(id),
      unhealthy: message => host.unhealthy(container, message),
      setVerdict: (id, verdict) => {
        if (verdicts.get(id) === verdict) return
        if (verdict === undefined) {
          verdicts.delete(id)
          return
        }
        verdicts.set(id, verdict)
        host.verdictChanged(kind, id, verdict)
      },
    }
  }
}
