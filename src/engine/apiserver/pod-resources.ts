import type { Container, PodSpec, ResourceList } from '../../k8s/pod'
import { addQuantities, compareQuantities } from '../../k8s/quantity'

type Kind = 'requests' | 'limits'

/**
 * What the scheduler and quotas count for a pod: the sum over its containers and sidecars, or what its init containers
 * need at their highest, and the overhead.
 */
// Models staging/src/k8s.io/component-helpers/resource/helpers.go PodRequests
export function podResources(spec: PodSpec, kind: Kind): Record<string, string> {
  const total: Record<string, string> = {}
  for (const container of spec.containers ?? []) addTo(total, amountsOf(container, kind))
  const sidecars: Record<string, string> = {}
  const highest: Record<string, string> = {}
  for (const container of spec.initContainers ?? []) {
    const amounts = amountsOf(container, kind)
    if (container.restartPolicy === 'Always') {
      addTo(total, amounts)
      addTo(sidecars, amounts)
      raiseTo(highest, sidecars)
    } else {
      const during = { ...amounts }
      addTo(during, sidecars)
      raiseTo(highest, during)
    }
  }
  raiseTo(total, highest)
  if (kind === 'requests' || Object.keys(total).length > 0) addTo(total, spec.overhead)
  return total
}

function amountsOf(container: Container, kind: Kind): ResourceList | undefined {
  return container.resources?.[kind]
}

function addTo(total: Record<string, string>, amounts: ResourceList | undefined): void {
  for (const name in amounts) {
    const amount = amounts[name]
    if (amount !== undefined) total[name] = addQuantities(total[name] ?? '0', amount)
  }
}

function raiseTo(total: Record<string, string>, amounts: ResourceList): void {
  for (const name in amounts) {
    const amount = amounts[name]
    if (amount !== undefined && compareQuantities(amount, total[name] ?? '0') > 0) total[name] = amount
  }
}
