import type { Mutable } from '../../base/mutable'
import { findCondition } from '../../k8s/conditions'
import { isSidecar } from '../../k8s/containers'
import type { Condition } from '../../k8s/object'
import type { Container, ContainerStatus, Pod, PodStatus } from '../../k8s/pod'
import { newestContainer, type RuntimePod } from './container-runtime'
import { containerStatuses, type StartFailure } from './container-statuses'
import { endedVerdict, KUBELET_CONDITIONS, kubeletConditions } from './pod-conditions'
import { podPhase } from './pod-phase'
import { initContainersOf } from './pod-spec'

/** What the probes say of a container that the runtime shows. */
export interface ProbeVerdicts {
  isStarted(container: Container, status: ContainerStatus): boolean
  isReady(container: Container, status: ContainerStatus): boolean
}

export interface PodStatusSources {
  readonly pod: Pod
  readonly runtime: RuntimePod
  /** The status that the kubelet reported last; undefined when it has reported none. */
  readonly reported: PodStatus | undefined
  readonly failures: ReadonlyMap<string, StartFailure>
  readonly probes: ProbeVerdicts
  readonly hostIp: string
  /** No container of the pod will be started any more. */
  readonly isTerminal: boolean
  /** The pod must end: reason and message of its Failed phase. */
  readonly evict?: { readonly reason: string; readonly message: string }
}

/** The whole status of a pod as its kubelet sees it; times of conditions are left out, `mergePodStatus` puts them in. */
// Models pkg/kubelet/kubelet_pods.go generateAPIPodStatus
export function generatePodStatus(sources: PodStatusSources): PodStatus {
  const { pod, runtime, reported, hostIp } = sources
  const before = reported ?? pod.status
  const init = withProbes(sources, initStatuses(sources, before), initContainersOf(pod))
  const regular = withProbes(sources, regularStatuses(sources, before), pod.spec.containers)
  const statuses = init.length === 0 ? regular : [...init, ...regular]
  const { phase, reason, message } = phaseWithReason(sources, before, statuses)
  const podIp = runtime.sandboxes[0]?.ip ?? (pod.spec.hostNetwork ? hostIp : undefined)
  const others = otherConditions(pod, reported)
  const conditions = kubeletConditions({
    pod,
    statuses,
    phase,
    others,
    sandboxReady: runtime.sandboxes[0]?.ready ?? false,
    before: before.conditions ?? [],
  })
  const status: Mutable<PodStatus> = { phase, conditions: [...others, ...conditions], hostIP: hostIp }
  if (pod.metadata.generation !== undefined) status.observedGeneration = pod.metadata.generation
  if (message !== undefined) status.message = message
  if (reason !== undefined) status.reason = reason
  status.hostIPs = [{ ip: hostIp }]
  if (podIp !== undefined) {
    status.podIP = podIp
    status.podIPs = [{ ip: podIp }]
  }
  const qosClass = before.qosClass ?? pod.status.qosClass
  if (qosClass !== undefined) status.qosClass = qosClass
  if (init.length > 0) status.initContainerStatuses = init
  status.containerStatuses = regular
  return status
}

/** Whether the pod needs a new sandbox: it has none that is ready. */
// Models pkg/kubelet/kuberuntime/util/util.go PodSandboxChanged
export function sandboxNeeded(runtime: RuntimePod): boolean {
  return !(runtime.sandboxes[0]?.ready ?? false)
}

function regularStatuses(sources: PodStatusSources, before: PodStatus): ContainerStatus[] {
  return containerStatuses({ ...sources, before: before.containerStatuses ?? [] }, false)
}

function initStatuses(sources: PodStatusSources, before: PodStatus): ContainerStatus[] {
  if (initContainersOf(sources.pod).length === 0) return []
  return containerStatuses({ ...sources, before: before.initContainerStatuses ?? [] }, true)
}

// Models pkg/kubelet/prober/prober_manager.go UpdatePodStatus
function withProbes(
  { pod, probes }: PodStatusSources,
  statuses: readonly ContainerStatus[],
  containers: readonly Container[],
): ContainerStatus[] {
  const isInit = containers !== pod.spec.containers
  return statuses.map(status => {
    const container = containers.find(({ name }) => name === status.name)
    if (container === undefined) return status
    const started = probes.isStarted(container, status)
    const ready =
      isInit && !isSidecar(container)
        ? status.state?.terminated?.exitCode === 0
        : started && status.state?.running !== undefined && probes.isReady(container, status)
    return { ...status, started, ready }
  })
}

function phaseWithReason(
  { pod, runtime, isTerminal, evict }: PodStatusSources,
  before: PodStatus,
  statuses: readonly ContainerStatus[],
): { phase: string; reason?: string | undefined; message?: string | undefined } {
  const hasInitialized =
    runtime.sandboxes.length > 0 &&
    pod.spec.containers.some(container => newestContainer(runtime, container.name) !== undefined)
  let phase = podPhase(pod, statuses, isTerminal, hasInitialized)
  if (!hasEnded(phase)) {
    if (hasEnded(before.phase)) phase = before.phase as string
    else if (hasEnded(pod.status.phase)) phase = pod.status.phase as string
  }
  if (evict !== undefined) return { phase: 'Failed', ...evict }
  if (hasEnded(pod.status.phase)) phase = pod.status.phase as string
  if (phase !== before.phase) return { phase }
  return { phase, reason: before.reason ?? pod.status.reason, message: before.message ?? pod.status.message }
}

// Models pkg/api/v1/pod/util.go IsPodPhaseTerminal
export function hasEnded(phase: string | undefined): boolean {
  return phase === 'Failed' || phase === 'Succeeded'
}

function otherConditions(pod: Pod, reported: PodStatus | undefined): readonly Condition[] {
  const others = (pod.status.conditions ?? []).filter(({ type }) => !KUBELET_CONDITIONS.has(type))
  const disruption = findCondition(reported?.conditions, 'DisruptionTarget')
  if (disruption === undefined) return others
  return [...others.filter(({ type }) => type !== 'DisruptionTarget'), disruption]
}

/**
 * What is written to the API: the kubelet's status over the one that is there. Conditions of others stay, times move only
 * with their status, and a pod whose containers may still run is not yet called ended.
 */
// Models pkg/kubelet/status/status_manager.go mergePodStatus and updateStatusInternal
export function mergePodStatus(current: PodStatus, status: PodStatus, mayRun: boolean, now: string): PodStatus {
  const ends = !hasEnded(current.phase) && hasEnded(status.phase)
  const isHeldBack = ends && mayRun
  const phase = isHeldBack ? current.phase : status.phase
  const kept = (current.conditions ?? []).filter(({ type }) => !KUBELET_CONDITIONS.has(type))
  const own = (status.conditions ?? []).filter(({ type }) => KUBELET_CONDITIONS.has(type))
  const disruption = findCondition(status.conditions, 'DisruptionTarget')
  const others =
    disruption !== undefined && ends && !mayRun
      ? [...kept.filter(({ type }) => type !== 'DisruptionTarget'), disruption]
      : kept
  const conditions = [...others, ...own].map(condition => dated(endedIfNeeded(condition, phase), current, now))
  const merged: Mutable<PodStatus> = { ...status, startTime: current.startTime ?? status.startTime ?? now }
  if (conditions.length > 0) merged.conditions = conditions
  if (phase !== undefined) merged.phase = phase
  if (current.nominatedNodeName !== undefined) merged.nominatedNodeName = current.nominatedNodeName
  return isHeldBack ? withWordsOf(current, merged) : merged
}

function withWordsOf({ reason, message }: PodStatus, { reason: _, message: __, ...status }: PodStatus): PodStatus {
  return {
    ...status,
    ...(message === undefined ? {} : { message }),
    ...(reason === undefined ? {} : { reason }),
  }
}

function endedIfNeeded(condition: Condition, phase: string | undefined): Condition {
  const isReadiness = condition.type === 'Ready' || condition.type === 'ContainersReady'
  return hasEnded(phase) && isReadiness && condition.status === 'True'
    ? { ...condition, ...endedVerdict(phase as string) }
    : condition
}

function dated(condition: Condition, current: PodStatus, now: string): Condition {
  const before = findCondition(current.conditions, condition.type)
  if (before === undefined || before.status !== condition.status) {
    return withTime(condition, now)
  }
  if (saysTheSame(before, condition)) return before
  return withTime(condition, before.lastTransitionTime ?? now)
}

/** Field by field: copies by `...` would each be of a shape of their own, and slow to read for everybody. */
function withTime({ type, status, reason, message, observedGeneration }: Condition, time: string): Condition {
  const made: Mutable<Condition> = { type, status }
  if (reason !== undefined) made.reason = reason
  if (message !== undefined) made.message = message
  if (observedGeneration !== undefined) made.observedGeneration = observedGeneration
  made.lastProbeTime = null
  made.lastTransitionTime = time
  return made
}

function saysTheSame(before: Condition, condition: Condition): boolean {
  return (
    before.lastProbeTime === null &&
    typeof before.lastTransitionTime === 'string' &&
    before.reason === condition.reason &&
    before.message === condition.message &&
    before.observedGeneration === condition.observedGeneration
  )
}

/** The status with another word on one container's readiness, and the pod's conditions with it; the same when nothing changes. */
// Models pkg/kubelet/status/status_manager.go SetContainerReadiness
export function withReadiness(pod: Pod, status: PodStatus, id: string, ready: boolean): PodStatus {
  const changed = withContainer(status, id, container =>
    container.ready === ready ? container : { ...container, ready },
  )
  if (changed === status) return status
  const statuses = [...(changed.initContainerStatuses ?? []), ...(changed.containerStatuses ?? [])]
  const before = status.conditions ?? []
  const fresh = kubeletConditions({
    pod,
    statuses,
    phase: status.phase ?? 'Pending',
    sandboxReady: true,
    others: before,
    before,
  })
  const conditions = before.map(condition => {
    if (condition.type !== 'Ready' && condition.type !== 'ContainersReady') return condition
    return findCondition(fresh, condition.type) ?? condition
  })
  return { ...changed, conditions }
}

/** The status with another word on whether one container has started. */
// Models status_manager.go SetContainerStartup
export function withStartup(status: PodStatus, id: string, started: boolean): PodStatus {
  return withContainer(status, id, container => (container.started === started ? container : { ...container, started }))
}

function withContainer(
  status: PodStatus,
  id: string,
  change: (container: ContainerStatus) => ContainerStatus,
): PodStatus {
  let isChanged = false
  const changeAll = (statuses: readonly ContainerStatus[] | undefined) =>
    statuses?.map(container => {
      if (container.containerID !== id) return container
      const after = change(container)
      if (after !== container) isChanged = true
      return after
    })
  const containerStatuses = changeAll(status.containerStatuses)
  const initContainerStatuses = changeAll(status.initContainerStatuses)
  if (!isChanged) return status
  return {
    ...status,
    ...(initContainerStatuses === undefined ? {} : { initContainerStatuses }),
    ...(containerStatuses === undefined ? {} : { containerStatuses }),
  }
}
