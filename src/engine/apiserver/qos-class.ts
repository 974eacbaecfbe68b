import type { Container, PodSpec } from '../../k8s/pod'
import { compareQuantities } from '../../k8s/quantity'

const COMPUTE = ['cpu', 'memory'] as const

/** How the kubelet will rank the pod when it runs out of memory. */
// Models pkg/apis/core/v1/helper/qos/qos.go ComputePodQOS
export function qosClassOf(spec: PodSpec): 'Guaranteed' | 'Burstable' | 'BestEffort' {
  const containers = [...(spec.containers ?? []), ...(spec.initContainers ?? [])]
  if (containers.every(container => COMPUTE.every(name => !isSet(container, name)))) return 'BestEffort'
  return containers.every(isGuaranteed) ? 'Guaranteed' : 'Burstable'
}

function amountsOf({ resources }: Container, name: string): readonly (string | undefined)[] {
  return [resources?.requests?.[name], resources?.limits?.[name]]
}

const isPositive = (amount: string | undefined): amount is string =>
  amount !== undefined && compareQuantities(amount, '0') > 0

function isSet(container: Container, name: string): boolean {
  return amountsOf(container, name).some(isPositive)
}

function isGuaranteed(container: Container): boolean {
  return COMPUTE.every(name => {
    const [request, limit] = amountsOf(container, name)
    return isPositive(limit) && isPositive(request) && compareQuantities(request, limit) === 0
  })
}
