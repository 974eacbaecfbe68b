import type { Fields } from '../../../base/fields'
import { isExternallyAccessible } from '../../../k8s/service'
import { mapItems, withAbsentDefaults, withDefaults } from './default-fields'

const THREE_HOURS = { clientIP: { timeoutSeconds: 10_800 } }
const IN_CLUSTER = ['ClusterIP', 'NodePort', 'LoadBalancer']

// Models pkg/apis/core/v1/defaults.go SetDefaults_Service
export function defaultService(spec: Fields): Fields {
  let result = withAffinity(withDefaults(spec, { sessionAffinity: 'None', type: 'ClusterIP' }))
  result = mapItems(result, 'ports', port => {
    const typed = withDefaults(port, { protocol: 'TCP' })
    return typed.targetPort ? typed : { ...typed, targetPort: port.port }
  })
  if (isExternallyAccessible(result)) result = withDefaults(result, { externalTrafficPolicy: 'Cluster' })
  if (IN_CLUSTER.includes(String(result.type)))
    result = withAbsentDefaults(result, { internalTrafficPolicy: 'Cluster' })
  return result.type === 'LoadBalancer' ? withDefaults(result, { allocateLoadBalancerNodePorts: true }) : result
}

function withAffinity(spec: Fields): Fields {
  const config = spec.sessionAffinityConfig as { readonly clientIP?: { readonly timeoutSeconds?: number } } | undefined
  if (spec.sessionAffinity === 'None' && config !== undefined) {
    const { sessionAffinityConfig: _, ...rest } = spec
    return rest
  }
  const isComplete = spec.sessionAffinity !== 'ClientIP' || config?.clientIP?.timeoutSeconds !== undefined
  return isComplete ? spec : { ...spec, sessionAffinityConfig: THREE_HOURS }
}
