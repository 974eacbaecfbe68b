import type { Pod } from '../../k8s/pod'
import { wholeValue } from '../../k8s/quantity'
import type { Pressure } from '../machines'
import { isCritical } from './pod-spec'

/** A machine under pressure has this much left of what it lacks, and the kubelet's thresholds say that it is too little. */
const SHORT_OF: Readonly<Record<Pressure, { resource: string; threshold: string; available: string }>> = {
  memory: { resource: 'memory', threshold: '100Mi', available: '81Mi' },
  disk: { resource: 'ephemeral-storage', threshold: '10737418240', available: '5368709120' },
  pid: { resource: 'pids', threshold: '1000', available: '212' },
}

/** What a container uses beyond its request when nothing is said about it. */
const USED_BEYOND_REQUEST = 64 * 1024 * 1024

export interface Eviction {
  readonly pod: Pod
  readonly message: string
}

/** What the kubelet tries to reclaim: as it says on the node. */
export function reclaimedResource(pressure: Pressure): string {
  return SHORT_OF[pressure].resource
}

/** The pod that goes first: lower priority, then the one that uses most beyond its request. Critical pods stay. */
// Models pkg/kubelet/eviction/helpers.go rankMemoryPressure and evictionMessage
export function nextEviction(pods: readonly Pod[], pressure: Pressure): Eviction | undefined {
  const candidates = pods.filter(pod => !isCritical(pod) && pod.metadata.deletionTimestamp === undefined)
  candidates.sort((a, b) => (a.spec.priority ?? 0) - (b.spec.priority ?? 0) || excess(b) - excess(a) || byName(a, b))
  const [pod] = candidates
  if (pod === undefined) return undefined
  const { resource, threshold, available } = SHORT_OF[pressure]
  let message = `The node was low on resource: ${resource}. Threshold quantity: ${threshold}, available: ${available}. `
  if (pressure === 'memory') {
    for (const container of pod.spec.containers) {
      const request = container.resources?.requests?.memory ?? '0'
      const used = `${Math.ceil((wholeValue(request) + USED_BEYOND_REQUEST) / 1024)}Ki`
      message += `Container ${container.name} was using ${used}, request is ${request}, has larger consumption of ${resource}. `
    }
  }
  return { pod, message }
}

// Every container uses the same amount beyond its request.
function excess(pod: Pod): number {
  return pod.spec.containers.length * USED_BEYOND_REQUEST
}

function byName(a: Pod, b: Pod): number {
  return a.metadata.name < b.metadata.name ? -1 : 1
}
