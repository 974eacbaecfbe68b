import { isSidecar } from '../../k8s/containers'
import type { Container, Pod } from '../../k8s/pod'

const NONE: readonly Container[] = []

export function initContainersOf(pod: Pod): readonly Container[] {
  return pod.spec.initContainers ?? NONE
}

/** Sidecars and regular containers: those that run for the pod's whole life. */
export function longRunningContainers(pod: Pod): readonly Container[] {
  const sidecars = initContainersOf(pod).filter(isSidecar)
  return sidecars.length === 0 ? pod.spec.containers : [...pod.spec.containers, ...sidecars]
}

export function findContainer(pod: Pod, name: string): Container | undefined {
  const isNamed = (container: Container) => container.name === name
  return pod.spec.containers.find(isNamed) ?? initContainersOf(pod).find(isNamed)
}

/** `web_default(5f0c…)`: a pod in the kubelet's messages. */
// Models pkg/kubelet/util/format/pod.go Pod
export function podText(pod: Pod): string {
  return `${pod.metadata.name}_${pod.metadata.namespace ?? ''}(${pod.metadata.uid})`
}

/** `spec.containers{app}`: what a container event is about. */
// Models pkg/kubelet/container/ref.go fieldPath
export function containerFieldPath(pod: Pod, container: Container): string {
  const part = initContainersOf(pod).includes(container) ? 'initContainers' : 'containers'
  return `spec.${part}{${container.name}}`
}

export function terminationGraceSeconds(pod: Pod): number {
  return Number(pod.spec.terminationGracePeriodSeconds ?? 30)
}

export function isCritical(pod: Pod): boolean {
  return (pod.spec.priority ?? 0) >= 2_000_000_000
}

/** Seconds as Go prints a duration: `10s`, `1m20s`, `5m0s`. */
export function secondsText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000)
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`
}

/** Milliseconds as Go prints a duration that was cut to whole milliseconds: `300ms`, `1.251s`, `1m45.457s`. */
export function millisText(milliseconds: number): string {
  const whole = Math.floor(milliseconds)
  if (whole < 1000) return whole === 0 ? '0s' : `${whole}ms`
  const minutes = Math.floor(whole / 60_000)
  const seconds = String(((whole % 60_000) / 1000).toFixed(3)).replace(/\.?0+$/, '')
  return minutes === 0 ? `${seconds}s` : `${minutes}m${seconds}s`
}
