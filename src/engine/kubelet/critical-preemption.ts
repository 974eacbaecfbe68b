import type { Pod } from '../../k8s/pod'
import { podRequests } from '../../k8s/pod-requests'
import type { Refusal, Shortage } from './admission'
import { isCritical } from './pod-spec'

interface Requirement {
  readonly resource: string
  readonly quantity: number
}

/** Which pods must go so that a critical pod fits; a refusal when no set of pods would do. */
// Models pkg/kubelet/preemption/preemption.go getPodsToPreempt
export function podsToPreempt(
  pod: Pod,
  others: readonly Pod[],
  shortages: readonly Shortage[],
): readonly Pod[] | Refusal {
  const requirements = shortages.map(({ resource, requested, used, capacity }) => ({
    resource,
    quantity: requested - (capacity - used),
  }))
  const candidates = others.filter(other => isPreemptable(pod, other))
  const [bestEffort, burstable, guaranteed] = ['BestEffort', 'Burstable', 'Guaranteed'].map(qos =>
    candidates.filter(({ status }) => status.qosClass === qos),
  ) as [Pod[], Pod[], Pod[]]
  const unmet = subtract(requirements, candidates)
  if (unmet.length > 0) return impossible(unmet)
  const fromGuaranteed = nearest(guaranteed, subtract(requirements, [...bestEffort, ...burstable]))
  const fromBurstable = nearest(burstable, subtract(requirements, [...bestEffort, ...fromGuaranteed]))
  const fromBestEffort = nearest(bestEffort, subtract(requirements, [...fromBurstable, ...fromGuaranteed]))
  return [...fromBestEffort, ...fromBurstable, ...fromGuaranteed]
}

// Models pkg/kubelet/types/pod_update.go Preemptable
function isPreemptable(preemptor: Pod, pod: Pod): boolean {
  if (isCritical(preemptor) && !isCritical(pod)) return true
  return (preemptor.spec.priority ?? 0) > (pod.spec.priority ?? 0)
}

function impossible(unmet: readonly Requirement[]): Refusal {
  const list = unmet.map(({ resource, quantity }) => `(res: ${resource}, q: ${quantity}), `).join('')
  return {
    reason: 'UnexpectedAdmissionError',
    message: `Unexpected error while attempting to recover from admission failure: preemption: error finding a set of pods to preempt: no set of running pods found to reclaim resources: [${list}]`,
  }
}

function subtract(requirements: readonly Requirement[], pods: readonly Pod[]): Requirement[] {
  return requirements.flatMap(({ resource, quantity }) => {
    const left = pods.reduce((sum, pod) => sum - (podRequests(pod)[resource] ?? 0), quantity)
    return left > 0 ? [{ resource, quantity: left }] : []
  })
}

// Models preemption.go getPodsToPreemptByDistance
function nearest(pods: readonly Pod[], required: readonly Requirement[]): Pod[] {
  const chosen: Pod[] = []
  const left = [...pods]
  let requirements = [...required]
  while (requirements.length > 0 && left.length > 0) {
    let best = 0
    let bestDistance = requirements.length + 1
    left.forEach((pod, index) => {
      const distance = distanceTo(requirements, pod)
      const isNearer = distance < bestDistance
      if (isNearer || (distance === bestDistance && isSmaller(pod, left[best] as Pod))) {
        best = index
        bestDistance = distance
      }
    })
    const [pod] = left.splice(best, 1) as [Pod]
    requirements = subtract(requirements, [pod])
    chosen.push(pod)
  }
  return chosen
}

function distanceTo(requirements: readonly Requirement[], pod: Pod): number {
  return requirements.reduce((sum, { resource, quantity }) => {
    const missing = quantity - (podRequests(pod)[resource] ?? 0)
    return missing > 0 ? sum + (missing / quantity) ** 2 : sum
  }, 0)
}

function isSmaller(a: Pod, b: Pod): boolean {
  for (const resource of ['memory', 'cpu']) {
    const [one, other] = [podRequests(a)[resource] ?? 0, podRequests(b)[resource] ?? 0]
    if (one !== other) return one < other
  }
  return true
}
