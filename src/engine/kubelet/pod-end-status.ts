import { isSidecar } from '../../k8s/containers'
import type { ContainerStatus, Pod, PodStatus } from '../../k8s/pod'
import { initContainersOf } from './pod-spec'
import { hasEnded } from './pod-status'

const UNKNOWN_END = {
  terminated: {
    exitCode: 137,
    reason: 'ContainerStatusUnknown',
    message: 'The container could not be located when the pod was terminated',
  },
}

/** The last status of a pod: it has ended, and so has every container that ever could have run. */
// Models pkg/kubelet/status/status_manager.go TerminatePod
export function endStatus(status: PodStatus, pod: Pod): PodStatus {
  const init = status.initContainerStatuses
  const containers = status.containerStatuses
  return {
    ...status,
    phase: hasEnded(status.phase) ? (status.phase as string) : 'Failed',
    ...(init === undefined ? {} : { initContainerStatuses: endInit(init) }),
    ...(containers === undefined || !hasInitialized(pod) ? {} : { containerStatuses: containers.map(ended) }),
  }
}

function ended(status: ContainerStatus): ContainerStatus {
  return status.state?.terminated ? status : { ...status, state: UNKNOWN_END }
}

function endInit(statuses: readonly ContainerStatus[]): ContainerStatus[] {
  let reached = statuses.findLastIndex(({ state, lastState }) => !state?.waiting || lastState?.terminated)
  if (reached < 0) reached = 0
  return statuses.map((status, index) => (index <= reached ? ended(status) : status))
}

// Models status_manager.go hasPodInitialized
function hasInitialized(pod: Pod): boolean {
  const last = initContainersOf(pod).at(-1)
  if (last === undefined) return true
  if (pod.status.containerStatuses?.some(({ state, lastState }) => lastState?.terminated || !state?.waiting))
    return true
  const status = pod.status.initContainerStatuses?.at(-1)
  if (isSidecar(last)) return status?.state?.running !== undefined && status.started === true
  return status?.lastState?.terminated?.exitCode === 0 || status?.state?.terminated?.exitCode === 0
}
