import type { Fields } from '../../../base/fields'
import { type Defaulting, mapField, mapItems, ofSpec, withAbsentDefaults, withDefaults } from './default-fields'

// Models pkg/apis/networking/v1/defaults.go SetDefaults_NetworkPolicy and SetDefaults_NetworkPolicyPort
export const defaultNetworkPolicy: Defaulting = ofSpec(spec => {
  const withProtocol = (rule: Fields) => mapItems(rule, 'ports', port => withAbsentDefaults(port, { protocol: 'TCP' }))
  const result = mapItems(mapItems(spec, 'ingress', withProtocol), 'egress', withProtocol)
  if (((result.policyTypes ?? []) as readonly unknown[]).length > 0) return result
  const hasEgress = ((result.egress ?? []) as readonly unknown[]).length > 0
  return { ...result, policyTypes: hasEgress ? ['Ingress', 'Egress'] : ['Ingress'] }
})

// Models pkg/apis/networking/v1/defaults.go SetDefaults_IngressClass
export const defaultIngressClass: Defaulting = ofSpec(spec =>
  mapField(spec, 'parameters', parameters => withDefaults(parameters, { scope: 'Cluster' })),
)
