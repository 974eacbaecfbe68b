import { isSidecar } from '../../k8s/containers'
import type { ContainerStatus, Pod } from '../../k8s/pod'
import { statusNamed } from './container-statuses'
import { initContainersOf } from './pod-spec'
import { restartsAfter } from './restart-policy'

/**
 * The pod's phase by its containers' statuses. `isTerminal`: no container will be started any more.
 * `hasInitialized`: a regular container has run, so a sidecar that restarts does not make it Pending again.
 */
// Models pkg/kubelet/kubelet_pods.go getPhase
export function podPhase(
  pod: Pod,
  statuses: readonly ContainerStatus[],
  isTerminal: boolean,
  hasInitialized: boolean,
): string {
  const init = countInitContainers(pod, statuses)
  if (init.failed) return 'Failed'
  const counts = countContainers(pod, statuses)
  if (init.pending || (init.pendingSidecars && !hasInitialized) || init.waitingSidecars || counts.waiting > 0)
    return 'Pending'
  if (counts.unknown > 0) return 'Pending'
  if (counts.running > 0 || init.runningSidecars) return 'Running'
  if (counts.stopped === 0) return 'Pending'
  if (!isTerminal && counts.stopped !== counts.stoppedForGood) return 'Running'
  return counts.stopped === counts.succeeded ? 'Succeeded' : 'Failed'
}

function countInitContainers(pod: Pod, statuses: readonly ContainerStatus[]) {
  const counts = {
    pending: false,
    failed: false,
    pendingSidecars: false,
    waitingSidecars: false,
    runningSidecars: false,
  }
  for (const container of initContainersOf(pod)) {
    const status = statusNamed(statuses, container.name)
    const { running, terminated, waiting } = status?.state ?? {}
    if (isSidecar(container)) {
      if (running) counts.runningSidecars = true
      const isPending = running ? !status?.started : !terminated && !status?.lastState?.terminated
      if (isPending) counts.pendingSidecars = true
      if (waiting && isPending) counts.waitingSidecars = true
      continue
    }
    const end = terminated ?? (waiting ? status?.lastState?.terminated : undefined)
    if (end === undefined) counts.pending = true
    else if (end.exitCode !== 0) {
      if (!restartsAfter(container, pod.spec, end.exitCode)) counts.failed = true
    }
  }
  return counts
}

function countContainers(pod: Pod, statuses: readonly ContainerStatus[]) {
  const counts = { unknown: 0, running: 0, waiting: 0, stopped: 0, stoppedForGood: 0, succeeded: 0 }
  for (const container of pod.spec.containers) {
    const status = statusNamed(statuses, container.name)
    const { running, terminated, waiting } = status?.state ?? {}
    const end = terminated ?? (waiting ? status?.lastState?.terminated : undefined)
    if (running) counts.running += 1
    else if (end !== undefined) {
      counts.stopped += 1
      if (!restartsAfter(container, pod.spec, end.exitCode)) counts.stoppedForGood += 1
      if (terminated?.exitCode === 0) counts.succeeded += 1
    } else if (waiting) counts.waiting += 1
    else counts.unknown += 1
  }
  return counts
}
