import type { NewObject } from './object'

export interface ServicePort {
  readonly name?: string
  readonly protocol?: string
  readonly appProtocol?: string
  readonly port?: number
  readonly targetPort?: number | string
  readonly nodePort?: number
}

export interface ServiceSpec {
  readonly type?: string
  readonly selector?: Readonly<Record<string, string>>
  readonly ports?: readonly ServicePort[]
  readonly clusterIP?: string
  readonly clusterIPs?: readonly string[]
  readonly ipFamilies?: readonly string[]
  readonly ipFamilyPolicy?: string
  readonly externalName?: string
  readonly externalIPs?: readonly string[]
  readonly externalTrafficPolicy?: string
  readonly internalTrafficPolicy?: string
  readonly trafficDistribution?: string
  readonly healthCheckNodePort?: number
  readonly sessionAffinity?: string
  readonly sessionAffinityConfig?: { readonly clientIP?: { readonly timeoutSeconds?: number } }
  readonly loadBalancerIP?: string
  readonly loadBalancerClass?: string
  readonly loadBalancerSourceRanges?: readonly string[]
  readonly allocateLoadBalancerNodePorts?: boolean
}

export const serviceSpecOf = (service: NewObject): ServiceSpec => (service.spec ?? {}) as ServiceSpec

/** Its name leads to its Pods themselves, not to an address of its own. */
export function isHeadless({ clusterIPs }: Pick<ServiceSpec, 'clusterIPs'>): boolean {
  return clusterIPs?.length === 1 && clusterIPs[0] === 'None'
}

// Models pkg/api/service/util.go ExternallyAccessible
export function isExternallyAccessible({ type = 'ClusterIP', externalIPs = [] }: ServiceSpec): boolean {
  return type === 'LoadBalancer' || type === 'NodePort' || (type === 'ClusterIP' && externalIPs.length > 0)
}

// Models pkg/api/service/util.go NeedsHealthCheck
export function needsHealthCheck({ type, externalTrafficPolicy }: ServiceSpec): boolean {
  return type === 'LoadBalancer' && externalTrafficPolicy === 'Local'
}

/** Whether each port of such a Service has one on every node. */
export const wantsNodePorts = ({ type }: ServiceSpec) => type === 'NodePort' || type === 'LoadBalancer'
