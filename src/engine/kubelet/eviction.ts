import type { Container, Pod } from '../../k8s/pod'
import { wholeValue } from '../../k8s/quantity'
import type { Pressure } from '../machines'
import { isCritical } from './pod-spec'

/** A machine under pressure has this much left of what it lacks, and the kubelet's thresholds say that it is too little. */
const SHORT_OF: Readonly<Record<Pressure, { resource: string; threshold: string; available: string }>> = {
  memory: { resource: 'memory', threshold: '100Mi', available: '81Mi' },
  disk: { resource: 'ephemeral-storage', threshold: '10737418240', available: '5368709120' },
  pid: { resource: 'pids', threshold: '1000', available: '212' },
}

/** What a container uses of a resource, whatever it has asked for: nothing real runs in it. */
const USED: Readonly<Record<string, { readonly bytes: number; readonly text: string }>> = {
  memory: { bytes: 64 * 1024 * 1024, text: '65536Ki' },
  'ephemeral-storage': { bytes: 16 * 1024 * 1024, text: '16Mi' },
}

export interface Eviction {
  readonly pod: Pod
  readonly message: string
}

/** What the kubelet tries to reclaim: as it says on the node. */
export function reclaimedResource(pressure: Pressure): string {
  return SHORT_OF[pressure].resource
}

/**
 * The pod that goes first: those that use more than they have requested before those that do not, lower priority before
 * higher, then those furthest beyond their requests. Critical pods stay.
 */
// Models pkg/kubelet/eviction/helpers.go rankMemoryPressure, rankDiskPressureFunc, rankPIDPressure
export function nextEviction(pods: readonly Pod[], pressure: Pressure): Eviction | undefined {
  const { resource } = SHORT_OF[pressure]
  const candidates = pods.filter(pod => !isCritical(pod) && pod.metadata.deletionTimestamp === undefined)
  candidates.sort(
    (a, b) =>
      Number(exceedsRequests(b, resource)) - Number(exceedsRequests(a, resource)) ||
      (a.spec.priority ?? 0) - (b.spec.priority ?? 0) ||
      excess(b, resource) - excess(a, resource) ||
      (a.metadata.name < b.metadata.name ? -1 : 1),
  )
  const [pod] = candidates
  return pod === undefined ? undefined : { pod, message: evictionMessage(pod, pressure) }
}

// Models pkg/kubelet/eviction/helpers.go evictionMessage
function evictionMessage(pod: Pod, pressure: Pressure): string {
  const { resource, threshold, available } = SHORT_OF[pressure]
  const containers = pod.spec.containers
    .filter(container => containerExcess(container, resource) > 0)
    .map(container => {
      const request = requestOf(container, resource)
      const used = USED[resource]?.text ?? ''
      return `Container ${container.name} was using ${used}, request is ${request}, has larger consumption of ${resource}. `
    })
  const low = `The node was low on resource: ${resource}. Threshold quantity: ${threshold}, available: ${available}. `
  return low + containers.join('')
}

function exceedsRequests(pod: Pod, resource: string): boolean {
  return excess(pod, resource) > 0
}

/** What the pod uses beyond its requests; negative when it uses less. */
function excess({ spec }: Pod, resource: string): number {
  return spec.containers.reduce((sum, container) => sum + containerExcess(container, resource), 0)
}

function containerExcess(container: Container, resource: string): number {
  const used = USED[resource]
  return used === undefined ? 0 : used.bytes - wholeValue(requestOf(container, resource))
}

function requestOf(container: Container, resource: string): string {
  return String(container.resources?.requests?.[resource] ?? '0')
}
