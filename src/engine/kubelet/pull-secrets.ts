import type { ApiClient } from '../../k8s/api-client'
import { findObject } from '../../k8s/find-object'
import type { Pod } from '../../k8s/pod'

/** What to say of the pod's pull secrets that are not there; undefined when all are. The pull is tried all the same. */
// Models pkg/kubelet/kubelet_pods.go getPullSecretsForPod
export function pullSecretsComplaint(client: ApiClient, pod: Pod): string | undefined {
  const references = (pod.spec.imagePullSecrets ?? []) as readonly { readonly name?: string }[]
  const missing = references.flatMap(({ name = '' }) =>
    name === '' || findObject(client, 'secrets', pod.metadata.namespace, name) !== undefined ? [] : [name],
  )
  if (missing.length === 0) return undefined
  return `Unable to retrieve some image pull secrets (${missing.join(', ')}); attempting to pull the image may not succeed.`
}
