import type { ApiClient } from '../../k8s/api-client'
import type { VersionBehaviour } from '../version-behaviour'

/** What every API server makes for itself when it starts: the system's namespaces, priority classes and one ConfigMap. */
// Models pkg/controlplane/controller/systemnamespaces and pkg/registry/scheduling/rest/storage_scheduling.go
export function bootstrap(client: ApiClient, { systemNamespaces, tracksLegacyTokens }: VersionBehaviour): void {
  for (const name of systemNamespaces) {
    client.create('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
  }
  if (tracksLegacyTokens) trackLegacyTokens(client)
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

/** Since which day the uses of old service account tokens are noted. */
// Models pkg/controlplane/controller/legacytokentracking/controller.go syncConfigMap
function trackLegacyTokens(client: ApiClient): void {
  const { creationTimestamp } = client.get('namespaces', undefined, 'kube-system').metadata
  client.create('configmaps', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'kube-apiserver-legacy-service-account-token-tracking', namespace: 'kube-system' },
    data: { since: creationTimestamp.slice(0, 'YYYY-MM-DD'.length) },
  })
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
