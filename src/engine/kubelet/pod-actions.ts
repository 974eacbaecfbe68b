import { isSidecar } from '../../k8s/containers'
import type { Container, Pod } from '../../k8s/pod'
import { newestContainer, type RuntimeContainer, type RuntimePod } from './container-runtime'
import { willBeStarted } from './container-statuses'
import { initContainersOf } from './pod-spec'
import { sandboxNeeded } from './pod-status'
import { restartsAfter, restartsWhenStopped } from './restart-policy'

export type KillReason = 'startup' | 'liveness' | 'other'

interface ContainerKill {
  readonly container: Container
  readonly id: string
  readonly message: string
  readonly reason: KillReason
}

/** What a sync will do to the pod's containers, in this order. */
export interface PodActions {
  /** Everything is stopped, the sandbox too. */
  readonly killPod: boolean
  readonly createSandbox: boolean
  readonly kills: readonly ContainerKill[]
  readonly initToStart: readonly Container[]
  readonly toStart: readonly Container[]
}

/** Verdict of a probe by container id; undefined while it has none. */
export interface ProbeResults {
  liveness(id: string): boolean | undefined
  startup(id: string): 'success' | 'failure' | 'unknown' | undefined
}

const NOTHING: PodActions = { killPod: false, createSandbox: false, kills: [], initToStart: [], toStart: [] }

/** Decides what has to be stopped and started, from what the pod wants and what the runtime has. */
// Models pkg/kubelet/kuberuntime/kuberuntime_manager.go computePodActions
export function computePodActions(pod: Pod, runtime: RuntimePod, probes: ProbeResults): PodActions {
  if (sandboxNeeded(runtime)) return newSandboxActions(pod, runtime)
  const init = computeInitActions(pod, runtime, probes)
  if (init.isHopeless) return { ...NOTHING, killPod: true }
  if (!init.hasInitialized) return { ...NOTHING, kills: init.kills, initToStart: init.toStart }
  const kills = [...init.kills]
  const toStart: Container[] = []
  let kept = 0
  for (const container of pod.spec.containers) {
    const newest = newestContainer(runtime, container.name)
    if (newest?.state !== 'running') {
      if (willBeStarted(pod, container, newest)) toStart.push(container)
      continue
    }
    const kill = reasonToKill(pod, container, newest, probes)
    if (kill === undefined) {
      kept += 1
      continue
    }
    kills.push(kill.kill)
    if (kill.restart) toStart.push(container)
  }
  if (kept === 0 && toStart.length === 0) return { ...NOTHING, killPod: true }
  return { killPod: false, createSandbox: false, kills, initToStart: init.toStart, toStart }
}

function newSandboxActions(pod: Pod, runtime: RuntimePod): PodActions {
  const isRetry = runtime.sandboxes.length > 0
  const createNothing = { ...NOTHING, killPod: true }
  if (pod.spec.restartPolicy === 'Never' && isRetry && runtime.containers.length > 0) return createNothing
  const toStart = pod.spec.containers.filter(container => {
    const newest = newestContainer(runtime, container.name)
    const hasSucceeded = newest?.state === 'exited' && newest.exitCode === 0
    return !(pod.spec.restartPolicy === 'OnFailure' && hasSucceeded)
  })
  if (toStart.length === 0 && runtime.containers.length > 0) return createNothing
  const [firstInit] = initContainersOf(pod)
  return {
    killPod: true,
    createSandbox: true,
    kills: [],
    initToStart: firstInit === undefined ? [] : [firstInit],
    toStart: firstInit === undefined ? toStart : [],
  }
}

function reasonToKill(
  pod: Pod,
  container: Container,
  newest: RuntimeContainer,
  probes: ProbeResults,
): { kill: ContainerKill; restart: boolean } | undefined {
  let restart = restartsWhenStopped(container, pod.spec)
  let words: string
  let reason: KillReason = 'other'
  if (newest.image !== container.image) {
    words = 'definition changed'
    restart = true
  } else if (probes.liveness(newest.id) === false) {
    words = 'failed liveness probe'
    reason = 'liveness'
  } else if (probes.startup(newest.id) === 'failure') {
    words = 'failed startup probe'
    reason = 'startup'
  } else return undefined
  const message = `Container ${container.name} ${words}${restart ? ', will be restarted' : ''}`
  return { kill: { container, id: newest.id, message, reason }, restart }
}

interface InitActions {
  readonly hasInitialized: boolean
  /** An init container failed and is not restarted. */
  readonly isHopeless: boolean
  readonly kills: ContainerKill[]
  readonly toStart: Container[]
}

/**
 * Goes through the init containers from the last to the first: what ran last tells how far the pod has come. Sidecars are
 * looked after for ever.
 */
// Models pkg/kubelet/kuberuntime/kuberuntime_container.go computeInitContainerActions
function computeInitActions(pod: Pod, runtime: RuntimePod, probes: ProbeResults): InitActions {
  const init = initContainersOf(pod)
  const kills: ContainerKill[] = []
  const toStart: Container[] = []
  if (init.length === 0) return { hasInitialized: true, isHopeless: false, kills, toStart }
  let hasInitialized = pod.spec.containers.some(({ name }) => newestContainer(runtime, name)?.state === 'running')
  let wasInitialized = hasInitialized
  for (let i = init.length - 1; i >= 0; i--) {
    const container = init[i] as Container
    const sidecar = isSidecar(container)
    const newest = newestContainer(runtime, container.name)
    if (newest === undefined) {
      if (wasInitialized && sidecar) toStart.unshift(container)
      continue
    }
    if (wasInitialized && !sidecar) continue
    const finish = () => {
      const next = init[i + 1]
      if (next === undefined) hasInitialized = true
      else if (!wasInitialized) toStart.unshift(next)
    }
    if (newest.state === 'running') {
      if (sidecar && hasPassedStartup(container, newest, probes)) finish()
      const kill = sidecar ? reasonToKillSidecar(container, newest, probes) : undefined
      if (kill !== undefined) {
        kills.push(kill)
        toStart.unshift(container)
      }
    } else if (sidecar) toStart.unshift(container)
    else if (newest.exitCode === 0) finish()
    else if (restartsAfter(container, pod.spec, newest.exitCode)) toStart.unshift(container)
    else return { hasInitialized: false, isHopeless: true, kills, toStart: [] }
    wasInitialized = true
  }
  if (!wasInitialized) toStart.unshift(init[0] as Container)
  return { hasInitialized, isHopeless: false, kills, toStart }
}

function hasPassedStartup(container: Container, newest: RuntimeContainer, probes: ProbeResults): boolean {
  return container.startupProbe === undefined || probes.startup(newest.id) === 'success'
}

function reasonToKillSidecar(
  container: Container,
  newest: RuntimeContainer,
  probes: ProbeResults,
): ContainerKill | undefined {
  const kill = (words: string, reason: KillReason) => ({
    container,
    id: newest.id,
    message: `Init container ${container.name} ${words}`,
    reason,
  })
  if (container.startupProbe !== undefined) {
    const startup = probes.startup(newest.id)
    if (startup === 'failure') return kill('failed startup probe', 'startup')
    if (startup !== 'success') return undefined
  }
  if (newest.image !== container.image) return kill('definition changed', 'other')
  return probes.liveness(newest.id) === false ? kill('failed liveness probe', 'liveness') : undefined
}
