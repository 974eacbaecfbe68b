import { isExternallyAccessible, needsHealthCheck, type ServiceSpec, wantsNodePorts } from '../../k8s/service'

type Field = keyof ServiceSpec

const ADDRESS_FIELDS = ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy'] as const

/**
 * When a service's type changes, what the old type needed, the new one does not, and the client left as it was, goes: so a
 * type can be changed by changing nothing else.
 */
// Models pkg/registry/core/service/strategy.go dropTypeDependentFields
export function withoutWhatTheTypeLacks(now: ServiceSpec, before: ServiceSpec | undefined): ServiceSpec {
  if (before === undefined) return now
  const dropped = new Set<Field>()
  const drop = (field: Field) => {
    if (JSON.stringify(now[field]) === JSON.stringify(before[field])) dropped.add(field)
  }
  const stops = (needs: (spec: ServiceSpec) => boolean) => needs(before) && !needs(now)
  if (stops(({ type }) => type !== 'ExternalName')) {
    for (const field of ADDRESS_FIELDS) drop(field)
    drop('internalTrafficPolicy')
  }
  if (stops(needsHealthCheck)) drop('healthCheckNodePort')
  if (stops(({ type }) => type === 'LoadBalancer')) {
    drop('allocateLoadBalancerNodePorts')
    drop('loadBalancerClass')
  }
  if (stops(isExternallyAccessible)) drop('externalTrafficPolicy')
  const old = nodePortsOf(before)
  const keepsPorts = !stops(wantsNodePorts) || !nodePortsOf(now).every(port => old.includes(port))
  if (keepsPorts && dropped.size === 0) return now
  const kept = Object.fromEntries(Object.entries(now).filter(([field]) => !dropped.has(field as Field))) as ServiceSpec
  if (keepsPorts || kept.ports === undefined) return kept
  return { ...kept, ports: kept.ports.map(({ nodePort: _, ...port }) => port) }
}

const nodePortsOf = ({ ports = [] }: ServiceSpec) => ports.flatMap(({ nodePort }) => (nodePort ? [nodePort] : []))
