import type { Node } from '../../k8s/node'
import { matchesRequiredNodeAffinity } from '../../k8s/node-affinity'
import type { Pod } from '../../k8s/pod'
import { hostPortsOf, podRequests, resourceAmounts } from '../../k8s/pod-requests'
import { findToleration, findUntoleratedTaint } from '../../k8s/taints'
import { MEMORY_PRESSURE_TAINT } from '../../k8s/well-known'
import type { Pressure } from '../machines'
import { isCritical } from './pod-spec'

/** Why the kubelet will not run a pod that was bound to its node. */
export interface Refusal {
  readonly reason: string
  readonly message: string
}

/** A resource that is short, in its own units (millicores, bytes, pieces). */
export interface Shortage {
  readonly resource: string
  readonly requested: number
  readonly used: number
  readonly capacity: number
}

export interface AdmissionFacts {
  readonly pod: Pod
  readonly node: Node
  /** The pods that hold resources of the node now. */
  readonly others: readonly Pod[]
  readonly pressures: readonly Pressure[]
}

const PRESSURE_CONDITIONS: Readonly<Record<Pressure, string>> = {
  memory: 'MemoryPressure',
  disk: 'DiskPressure',
  pid: 'PIDPressure',
}

const UNDER_MEMORY_PRESSURE = { key: MEMORY_PRESSURE_TAINT, effect: 'NoSchedule' }

/** A node under pressure takes only what must be there, and, short of memory alone, what says how much it needs. */
// Models pkg/kubelet/eviction/eviction_manager.go Admit
export function refusedUnderPressure({ pod, pressures }: AdmissionFacts): Refusal | undefined {
  if (pressures.length === 0 || isCritical(pod)) return undefined
  if (pressures.length === 1 && pressures[0] === 'memory') {
    const tolerates = findToleration(UNDER_MEMORY_PRESSURE, pod.spec.tolerations ?? []) !== undefined
    if (tolerates || pod.status.qosClass !== 'BestEffort') return undefined
  }
  const names = pressures.map(pressure => PRESSURE_CONDITIONS[pressure]).join(' ')
  return { reason: 'Evicted', message: `The node had condition: [${names}]. ` }
}

/** The operating system that the pod asks for. */
// Models pkg/kubelet/lifecycle/predicate.go rejectPodAdmissionBasedOnOSSelector and …OSField
export function refusedForOs({ pod }: AdmissionFacts): Refusal | undefined {
  const label = pod.metadata.labels?.['kubernetes.io/os']
  if (label !== undefined && label !== 'linux') {
    return {
      reason: 'PodOSSelectorNodeLabelDoesNotMatch',
      message: "Failed to admit pod as the `kubernetes.io/os` label doesn't match node label",
    }
  }
  if (pod.spec.os === undefined || pod.spec.os.name === 'linux') return undefined
  return { reason: 'PodOSNotSupported', message: "Failed to admit pod as the OS field doesn't match node OS" }
}

/** What is short, and what else is wrong, in the kubelet's order. */
// Models pkg/kubelet/lifecycle/predicate.go generalFilter and pkg/scheduler/eventhandlers.go AdmissionCheck
export function generalFailures(facts: AdmissionFacts): { shortages: readonly Shortage[]; others: readonly Refusal[] } {
  const { pod, node } = facts
  const others: Refusal[] = []
  const fail = (name: string, words: string) => {
    others.push({ reason: name, message: `Predicate ${name} failed: ${words}` })
  }
  if (!matchesRequiredNodeAffinity(pod.spec, { name: node.metadata.name, labels: node.metadata.labels })) {
    fail('NodeAffinity', "node(s) didn't match Pod's node affinity/selector")
  }
  if (takesPortOfAnother(facts)) fail('NodePorts', "node(s) didn't have free ports for the requested pod ports")
  if (findUntoleratedTaint(node.spec.taints, pod.spec.tolerations ?? [], ['NoExecute']) !== undefined) {
    fail('TaintToleration', "node(s) had taints that the pod didn't tolerate")
  }
  return { shortages: shortagesOf(facts), others }
}

// Models pkg/scheduler/framework/plugins/noderesources/fit.go fitsRequest
function shortagesOf({ pod, node, others }: AdmissionFacts): Shortage[] {
  const allocatable = resourceAmounts(node.status.allocatable)
  const shortages: Shortage[] = []
  const pods = allocatable.pods ?? 0
  if (others.length + 1 > pods) shortages.push({ resource: 'pods', requested: 1, used: others.length, capacity: pods })
  const requests = podRequests(pod)
  for (const resource of orderedResources(requests)) {
    const requested = requests[resource] ?? 0
    const capacity = allocatable[resource]
    if (requested === 0 || (capacity === undefined && resource.includes('/'))) continue
    const used = others.reduce((sum, other) => sum + (podRequests(other)[resource] ?? 0), 0)
    if (requested > (capacity ?? 0) - used) shortages.push({ resource, requested, used, capacity: capacity ?? 0 })
  }
  return shortages
}

function orderedResources(requests: Readonly<Record<string, number>>): string[] {
  const first = ['cpu', 'memory', 'ephemeral-storage']
  return [...first, ...Object.keys(requests).filter(name => !first.includes(name) && name !== 'pods')]
}

function takesPortOfAnother({ pod, others }: AdmissionFacts): boolean {
  const wanted = hostPortsOf(pod)
  if (wanted.length === 0) return false
  return others.some(other =>
    hostPortsOf(other).some(taken =>
      wanted.some(
        port =>
          port.port === taken.port &&
          port.protocol === taken.protocol &&
          (port.hostIP === taken.hostIP || port.hostIP === '0.0.0.0' || taken.hostIP === '0.0.0.0'),
      ),
    ),
  )
}

/** `OutOfcpu` and its words. */
export function shortageRefusal({ resource, requested, used, capacity }: Shortage): Refusal {
  return {
    reason: `OutOf${resource}`,
    message: `Node didn't have enough resource: ${resource}, requested: ${requested}, used: ${used}, capacity: ${capacity}`,
  }
}
