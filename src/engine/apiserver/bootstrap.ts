import type { ApiClient } from '../../k8s/api-client'
import type { VersionBehaviour } from '../version-behaviour'

/** What every API server makes for itself when it starts: the system's namespaces and priority classes. */
// Models pkg/controlplane/controller/systemnamespaces and pkg/registry/scheduling/rest/storage_scheduling.go
export function bootstrap(client: ApiClient, { systemNamespaces }: VersionBehaviour): void {
  for (const name of systemNamespaces) {
    client.create('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
  }
  priorityClass(
    client,
    'system-node-critical',
    2_000_001_000,
    'Used for system critical pods that must not be moved from their current node.',
  )
  priorityClass(
    client,
    'system-cluster-critical',
    2_000_000_000,
    'Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.',
  )
}

function priorityClass(client: ApiClient, name: string, value: number, description: string): void {
  client.create('priorityclasses.scheduling.k8s.io', {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name },
    value,
    description,
    preemptionPolicy: 'PreemptLowerPriority',
  })
}
