import type { ApiClient } from '../k8s/api-client'
import { bootstrap } from './apiserver/bootstrap'

const NAMESPACES = ['default', 'kube-system', 'kube-public', 'kube-node-lease']

/** What a cluster that has been there for a while has: the API server's own objects, and what the controllers made of them. */
export function bootstrapCluster(client: ApiClient): void {
  bootstrap(client)
  for (const namespace of NAMESPACES) {
    client.create('serviceaccounts', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } })
    client.create('configmaps', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'kube-root-ca.crt', namespace },
      data: { 'ca.crt': '' },
    })
  }
  client.create('services', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'kubernetes', namespace: 'default', labels: { component: 'apiserver', provider: 'kubernetes' } },
    spec: { type: 'ClusterIP', clusterIP: '10.96.0.1', ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }] },
  })
}
