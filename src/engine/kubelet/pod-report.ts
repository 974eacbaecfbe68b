import { isConditionTrue } from '../../k8s/conditions'
import type { Pod, PodStatus } from '../../k8s/pod'
import type { Cancel } from '../kernel/kernel'
import type { ProbeKind } from './commands'
import { withReadiness, withStartup } from './pod-status'
import type { PodWorkerHost } from './pod-worker-host'

/** What the kubelet has said of one pod, and how it says more. */
// Models pkg/kubelet/status/status_manager.go
export class PodReport {
  /** The last status; undefined before the first. */
  status: PodStatus | undefined
  /** Containers may still be running, so that the pod has not ended whatever its status says. */
  mayRun = true
  private cancelRepair: Cancel | undefined

  constructor(
    private readonly host: PodWorkerHost,
    private readonly pod: () => Pod,
  ) {}

  write(status: PodStatus): void {
    this.status = status
    this.host.writeStatus(this.pod(), status, this.mayRun)
  }

  /** The sandbox is up: containers can be started. */
  // Models pkg/kubelet/kubelet.go OnPodSandboxReady
  sandboxReady(): void {
    if (this.status === undefined) return
    const conditions = (this.status.conditions ?? []).map(condition =>
      condition.type === 'PodReadyToStartContainers' ? { ...condition, status: 'True' as const } : condition,
    )
    this.write({ ...this.status, conditions })
  }

  /** A probe came to a verdict that shows in the status. */
  // Models status_manager.go SetContainerReadiness and SetContainerStartup
  probed(kind: ProbeKind, id: string, ok: boolean): void {
    const { status } = this
    if (status === undefined || kind === 'liveness') return
    const changed = kind === 'readiness' ? withReadiness(this.pod(), status, id, ok) : withStartup(status, id, ok)
    if (changed !== status) this.write(changed)
  }

  /** If somebody else wrote what is the kubelet's to say, it says it again. */
  // Models status_manager.go needsReconcile
  repairIfNeeded(): void {
    if (this.status === undefined || this.cancelRepair !== undefined) return
    if (isReady(this.status) === isReady(this.pod().status)) return
    const { process } = this.host
    const repair = () => {
      this.cancelRepair = undefined
      if (this.status !== undefined) this.write(this.status)
    }
    const label = `status of ${this.pod().metadata.name}`
    this.cancelRepair = process.scheduleAt(this.host.nextStatusRound(), label, repair, { idle: true })
  }

  /** Does at once what waits for the next round. */
  repairNow(): void {
    if (this.cancelRepair === undefined) return
    this.cancelRepair()
    this.cancelRepair = undefined
    if (this.status !== undefined) this.write(this.status)
  }
}

function isReady(status: PodStatus): boolean {
  return isConditionTrue(status.conditions, 'Ready')
}
