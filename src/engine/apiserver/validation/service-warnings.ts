import type { KubeObject } from '../../../k8s/object'
import { serviceSpecOf } from '../../../k8s/service'

// Models pkg/api/service/warnings.go GetWarningsForService
export function* serviceWarnings(service: KubeObject): Generator<string, void> {
  const spec = serviceSpecOf(service)
  const hints = 'service.kubernetes.io/topology-aware-hints'
  if (service.metadata.annotations?.[hints] !== undefined) {
    yield `annotation ${hints} is deprecated, please use service.kubernetes.io/topology-mode instead`
  }
  const hasAddresses = (spec.externalIPs ?? []).length > 0
  const isHeadless = spec.type === 'ClusterIP' && spec.clusterIP === 'None'
  if (isHeadless) {
    if (spec.loadBalancerIP) yield 'spec.loadBalancerIP is ignored for headless services'
    if (hasAddresses) yield 'spec.externalIPs is ignored for headless services'
    if (spec.sessionAffinity !== 'None') yield 'spec.SessionAffinity is ignored for headless services'
  } else if (hasAddresses && spec.type !== 'ExternalName') {
    yield 'spec.externalIPs is deprecated and may no longer be implemented in some clusters'
  }
  if (spec.type === 'ExternalName' && hasAddresses) {
    yield 'spec.externalIPs is ignored when spec.type is "ExternalName"'
  }
  if (spec.type !== 'ExternalName' && spec.externalName) {
    yield 'spec.externalName is ignored when spec.type is not "ExternalName"'
  }
  if (spec.trafficDistribution === 'PreferClose') {
    yield 'spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"'
  }
}
