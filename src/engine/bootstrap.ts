import type { ApiClient } from '../k8s/api-client'

const NAMESPACES = ['default', 'kube-system', 'kube-public', 'kube-node-lease']

const SYSTEM_PRIORITY_CLASSES = [
  { name: 'system-cluster-critical', value: 2_000_000_000, description: 'Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.' },
  { name: 'system-node-critical', value: 2_000_001_000, description: 'Used for system critical pods that must not be moved from their current node.' },
]

/** What a cluster has before anybody does anything: namespaces with their default service account, the system priority classes, the API's Service. */
// Models pkg/controlplane/controller/systemnamespaces and pkg/registry/scheduling/rest/storage_scheduling.go
export function bootstrapCluster(client: ApiClient): void {
  for (const name of NAMESPACES) client.create('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
  for (const { name, value, description } of SYSTEM_PRIORITY_CLASSES) {
    client.create('priorityclasses.scheduling.k8s.io', {
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: { name },
      value,
      description,
      globalDefault: false,
    })
  }
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
