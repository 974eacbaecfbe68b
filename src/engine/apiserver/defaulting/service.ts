import type { Fields } from '../../../base/fields'
import { mapItems, withDefaults } from './default-fields'

// Models pkg/apis/core/v1/defaults.go SetDefaults_Service
export function defaultService(spec: Fields): Fields {
  let result = withDefaults(spec, { sessionAffinity: 'None', type: 'ClusterIP' })
  if (result.sessionAffinity === 'ClientIP') {
    result = withDefaults(result, { sessionAffinityConfig: { clientIP: { timeoutSeconds: 10_800 } } })
  }
  result = mapItems(result, 'ports', port => withDefaults(port, { protocol: 'TCP', targetPort: port.port }))
  const type = result.type
  if (type === 'NodePort' || type === 'LoadBalancer')
    result = withDefaults(result, { externalTrafficPolicy: 'Cluster' })
  if (type === 'LoadBalancer') result = withDefaults(result, { allocateLoadBalancerNodePorts: true })
  return type === 'ExternalName' ? result : withDefaults(result, { internalTrafficPolicy: 'Cluster' })
}
