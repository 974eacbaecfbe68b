import type { Mutable } from '../../base/mutable'
import { isSidecar } from '../../k8s/containers'
import type { Container, ContainerState, ContainerStatus, Pod } from '../../k8s/pod'
import { toTimestamp } from '../../k8s/time'
import { newestContainer, type RuntimeContainer, type RuntimePod } from './container-runtime'
import { initContainersOf } from './pod-spec'
import { restartsAfter } from './restart-policy'

/** Why the last try to start a container failed: what its status shows until a try succeeds. */
export interface StartFailure {
  readonly reason: string
  readonly message: string
}

export interface StatusSources {
  readonly pod: Pod
  /** What the kubelet last saw of the pod's containers. */
  readonly runtime: RuntimePod
  /** The status that the kubelet made before, or the API's when it has made none. */
  readonly before: readonly ContainerStatus[]
  readonly failures: ReadonlyMap<string, StartFailure>
}

const IMAGE_DIGEST = `@sha256:${'0'.repeat(64)}`
const LOST = 'The container could not be located when the pod was deleted.  The container used to be Running'

/**
 * The statuses of the pod's regular (or init) containers from what the runtime has, what was reported before, and why
 * starts failed. `ready` and `started` are left for the probes to say.
 */
// Models pkg/kubelet/kubelet_pods.go convertToAPIContainerStatuses
export function containerStatuses(sources: StatusSources, areInit: boolean): ContainerStatus[] {
  const { pod } = sources
  const containers = areInit ? initContainersOf(pod) : pod.spec.containers
  const statuses = containers.map(container => statusOf(sources, container, areInit))
  return areInit || statuses.length < 2 ? statuses : statuses.sort((a, b) => (a.name < b.name ? -1 : 1))
}

export function statusNamed(statuses: readonly ContainerStatus[], name: string): ContainerStatus | undefined {
  for (const status of statuses) if (status.name === name) return status
  return undefined
}

function statusOf(sources: StatusSources, container: Container, isInit: boolean): ContainerStatus {
  const { pod, runtime, failures } = sources
  const before = statusNamed(sources.before, container.name)
  const newest = newestContainer(runtime, container.name)
  const status = newest === undefined ? unseenStatus(pod, container, before) : seenStatus(runtime, newest, before)
  if (isInit) {
    if (newest?.state === 'exited' && newest.exitCode === 0) return status
    if (newest === undefined && !isSidecar(container) && hasRegularContainer(pod, runtime) && status.state?.waiting) {
      return { ...status, state: inferredCompletion() }
    }
  }
  const failure = failures.get(container.name)
  if (failure === undefined || !willBeStarted(pod, container, newest)) return status
  return {
    ...status,
    ...(status.state?.terminated ? { lastState: status.state } : {}),
    state: { waiting: { reason: failure.reason, ...(failure.message === '' ? {} : { message: failure.message }) } },
  }
}

/** Whether the kubelet would start the container at its next sync. */
// Models pkg/kubelet/container/helpers.go ShouldContainerBeRestarted
export function willBeStarted(pod: Pod, container: Container, newest: RuntimeContainer | undefined): boolean {
  if (pod.metadata.deletionTimestamp !== undefined) return false
  if (newest === undefined) return true
  if (newest.state === 'running') return false
  return restartsAfter(container, pod.spec, newest.exitCode)
}

function unseenStatus(pod: Pod, container: Container, before: ContainerStatus | undefined): ContainerStatus {
  if (before?.state?.terminated) return before
  const reason = initContainersOf(pod).length > 0 ? 'PodInitializing' : 'ContainerCreating'
  const status: ContainerStatus = {
    name: container.name,
    image: container.image,
    imageID: '',
    ready: false,
    restartCount: before?.restartCount ?? 0,
    state: { waiting: { reason } },
    lastState: before?.lastState ?? {},
  }
  if (before?.state?.running === undefined || status.lastState?.terminated) return status
  return {
    ...status,
    restartCount: status.restartCount + (pod.metadata.deletionTimestamp === undefined ? 1 : 0),
    lastState: lostState(),
  }
}

function seenStatus(
  runtime: RuntimePod,
  newest: RuntimeContainer,
  before: ContainerStatus | undefined,
): ContainerStatus {
  const previous = runtime.containers.find(container => container.name === newest.name && container !== newest)
  const isNew = before !== undefined && before.containerID !== newest.id
  // Counts on where neither the runtime nor the logs on the disk remember those before it.
  const followsTheDead = isNew && before.state?.terminated !== undefined
  const lastState =
    previous !== undefined
      ? stateOf(previous)
      : isNew && before.state?.terminated
        ? before.state
        : (before?.lastState ?? {})
  const status: Mutable<ContainerStatus> = {
    name: newest.name,
    image: newest.image,
    imageID: newest.image + IMAGE_DIGEST,
    containerID: newest.id,
    ready: false,
    restartCount: Math.max(newest.restartCount, (before?.restartCount ?? 0) + (followsTheDead ? 1 : 0)),
    state: stateOf(newest),
    lastState,
  }
  // Taken over from the container before, until the startup probe has looked at this one.
  if (newest.state === 'running' && before?.started !== undefined) status.started = before.started
  return status
}

function stateOf(container: RuntimeContainer): ContainerState {
  const startedAt = toTimestamp(container.startedAt)
  if (container.state === 'running') return { running: { startedAt } }
  const message = lastWords(container)
  return {
    terminated: {
      exitCode: container.exitCode,
      reason: container.reason,
      ...(message === '' ? {} : { message }),
      startedAt,
      finishedAt: toTimestamp(container.finishedAt),
      containerID: container.id,
    },
  }
}

/** What a container prints is not known here, so a log that exists has no last words. */
// Models pkg/kubelet/kuberuntime/kuberuntime_container.go convertToKubeContainerStatus
function lastWords({ missesLog, exitCode, name, restartCount }: RuntimeContainer): string {
  if (!missesLog || exitCode === 0) return ''
  const path = `failed to try resolving symlinks in path "${name}/${restartCount}.log"`
  return `Error on reading termination message from logs: ${path}: lstat ${name}: no such file or directory`
}

function lostState(): ContainerState {
  return { terminated: { exitCode: 137, reason: 'ContainerStatusUnknown', message: LOST } }
}

function inferredCompletion(): ContainerState {
  const message =
    'Unable to get init container status from container runtime and pod has been initialized, treat it as exited normally'
  return { terminated: { exitCode: 0, reason: 'Completed', message } }
}

function hasRegularContainer(pod: Pod, runtime: RuntimePod): boolean {
  return pod.spec.containers.some(container => newestContainer(runtime, container.name) !== undefined)
}
