import type { NewObject } from '../../../k8s/object'
import { TEMPLATE_HASH_LABEL } from '../../../k8s/well-known'
import type { Deployment, ReplicaSet } from '../../../k8s/workload'
import { controllerReference } from '../../runtime/claim-pods'
import { newReplicaSetAnnotations, replicasAnnotations } from './revision-annotations'
import { newReplicaCount } from './scaling-plan'

const MAX_NAME_LENGTH = 253

/** The ReplicaSet of the Deployment's present template: told from its siblings by the template's hash, and as big as there is room. */
// Models pkg/controller/deployment/sync.go getNewReplicaSet
export function newReplicaSet(
  deployment: Deployment,
  old: readonly ReplicaSet[],
  revision: number,
  hash: string,
): NewObject {
  const { metadata, spec } = deployment
  const labels = { ...spec.template.metadata?.labels, [TEMPLATE_HASH_LABEL]: hash }
  const selector = { ...spec.selector, matchLabels: { ...spec.selector.matchLabels, [TEMPLATE_HASH_LABEL]: hash } }
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${metadata.name.slice(0, MAX_NAME_LENGTH - 1 - hash.length)}-${hash}`,
      ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
      labels,
      annotations: { ...newReplicaSetAnnotations(deployment, {}, revision), ...replicasAnnotations(deployment) },
      ownerReferences: [controllerReference(deployment)],
    },
    spec: {
      replicas: newReplicaCount(deployment, old, 0),
      ...(spec.minReadySeconds ? { minReadySeconds: spec.minReadySeconds } : {}),
      selector,
      template: { ...spec.template, metadata: { ...spec.template.metadata, labels } },
    },
  }
}
