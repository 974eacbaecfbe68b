import type { Int64 } from '../../k8s/big-integer'
import { isSidecar } from '../../k8s/containers'
import type { Container, Pod } from '../../k8s/pod'
import type { Millis } from '../kernel/kernel'
import type { ImageBehaviour } from '../machines'
import type { CommandResult } from './commands'
import type { RuntimeContainer } from './container-runtime'
import type { KillReason } from './pod-actions'
import { findContainer, initContainersOf, terminationGraceSeconds } from './pod-spec'

/** Containers get this long at least to end, whatever is left of the grace. */
const MINIMUM_GRACE_SECONDS = 2

/** What stopping containers needs of the kubelet. */
export interface TerminationHost {
  readonly now: Millis
  schedule(delay: Millis, label: string, run: () => void): void
  behaviourOf(image: string): ImageBehaviour
  stopContainer(id: string, behaviour: ImageBehaviour, grace: Millis, done: () => void): void
  event(container: Container, type: 'Normal' | 'Warning', reason: string, message: string): void
  runHook(command: readonly string[], running: RuntimeContainer): CommandResult
}

export interface StopRequest {
  readonly container: Container
  readonly running: RuntimeContainer
  readonly message: string
  readonly reason: KillReason
  /** Replaces the grace that the pod or its probe gives. */
  readonly graceSeconds: number | undefined
  /** Calls back when it is this container's turn to get SIGTERM. */
  readonly waitForTurn?: (then: () => void) => void
}

/** Stops one container: preStop hook, its turn, SIGTERM, SIGKILL, all within the grace. */
// Models pkg/kubelet/kuberuntime/kuberuntime_container.go killContainer
export function stopContainer(host: TerminationHost, pod: Pod, request: StopRequest, done: () => void): void {
  const { container, running, message, waitForTurn } = request
  const grace = request.graceSeconds ?? graceSecondsOf(pod, container, request.reason)
  host.event(container, 'Normal', 'Killing', message)
  const begunAt = host.now
  const left = () => grace - Math.floor((host.now - begunAt) / 1000)
  const sigterm = () => {
    const milliseconds = Math.max(left(), MINIMUM_GRACE_SECONDS) * 1000
    host.stopContainer(running.id, host.behaviourOf(running.image), milliseconds, done)
  }
  const takeTurn = () => {
    if (waitForTurn === undefined || left() <= 0) {
      sigterm()
      return
    }
    let isOver = false
    const once = () => {
      if (isOver) return
      isOver = true
      sigterm()
    }
    host.schedule(left() * 1000, `grace of ${container.name} is over`, once)
    waitForTurn(once)
  }
  runPreStop(host, request, grace, takeTurn)
}

// Models kuberuntime_container.go executePreStopHook
function runPreStop(host: TerminationHost, request: StopRequest, grace: number, then: () => void): void {
  const { container, running } = request
  const hook = preStopOf(container)
  if (hook === undefined || grace <= 0) {
    then()
    return
  }
  const { ok, takes } =
    hook.sleep === undefined
      ? host.runHook(hook.exec?.command ?? [], running)
      : { ok: true, takes: Number(hook.sleep.seconds) * 1000 }
  const isCut = takes > grace * 1000
  const finish = () => {
    if (!ok && !isCut) host.event(container, 'Warning', 'FailedPreStopHook', 'PreStopHook failed')
    then()
  }
  if (takes === 0) finish()
  else host.schedule(Math.min(takes, grace * 1000), `preStop of ${container.name}`, finish)
}

export interface LifecycleHandler {
  readonly exec?: { readonly command?: readonly string[] }
  readonly sleep?: { readonly seconds: Int64 }
}

function preStopOf(container: Container): LifecycleHandler | undefined {
  return container.lifecycle?.preStop as LifecycleHandler | undefined
}

// Models kuberuntime_container.go setTerminationGracePeriod
function graceSecondsOf(pod: Pod, container: Container, reason: KillReason): number {
  if (pod.metadata.deletionGracePeriodSeconds !== undefined) return pod.metadata.deletionGracePeriodSeconds
  const probe =
    reason === 'startup' ? container.startupProbe : reason === 'liveness' ? container.livenessProbe : undefined
  return Number(probe?.terminationGracePeriodSeconds ?? terminationGraceSeconds(pod))
}

/**
 * Stops all the pod's running containers at the same time; sidecars get SIGTERM after the regular ones, the last of them
 * first.
 */
// Models kuberuntime_container.go killContainersWithSyncResult and kuberuntime_termination_order.go
export function stopAllContainers(
  host: TerminationHost,
  pod: Pod,
  running: readonly RuntimeContainer[],
  graceSeconds: number | undefined,
  done: () => void,
): void {
  const left = new Set(running.map(({ name }) => name))
  if (left.size === 0) {
    done()
    return
  }
  let waiting: { container: Container; then: () => void }[] = []
  const isTurnOf = (container: Container) => !mustEndBefore(pod, container).some(name => left.has(name))
  const ended = (name: string) => {
    if (!left.delete(name)) return
    const ready = waiting.filter(({ container }) => isTurnOf(container))
    waiting = waiting.filter(entry => !ready.includes(entry))
    for (const { then } of ready) then()
    if (left.size === 0) done()
  }
  for (const container of running) {
    const spec = findContainer(pod, container.name)
    if (spec === undefined) {
      ended(container.name)
      continue
    }
    const waitForTurn = (then: () => void) => {
      if (isTurnOf(spec)) then()
      else waiting.push({ container: spec, then })
    }
    stopContainer(
      host,
      pod,
      {
        container: spec,
        running: container,
        message: `Stopping container ${container.name}`,
        reason: 'other',
        graceSeconds,
        ...(isSidecar(spec) ? { waitForTurn } : {}),
      },
      () => ended(container.name),
    )
  }
}

/** Names of the containers that must be gone before this one gets its SIGTERM. */
function mustEndBefore(pod: Pod, container: Container): readonly string[] {
  const init = initContainersOf(pod)
  const index = init.indexOf(container)
  if (index < 0 || !isSidecar(container)) return []
  const followers = init.slice(index + 1).filter(isSidecar)
  return [...pod.spec.containers, ...followers].map(({ name }) => name)
}
