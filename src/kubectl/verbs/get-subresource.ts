import { ApiError } from '../../k8s/api-client'
import type { KubeObject } from '../../k8s/object'
import type { ResourceType } from '../../k8s/resources'
import type { Invocation } from '../command/command-spec'
import { formatLabelSelector } from '../printers/format-labels'
import { SCALABLE } from '../resources/resource-mapper'
import type { Target } from '../resources/resource-selection'

/** The size of a workload, as its subresource shows it. */
export const SCALE: ResourceType = {
  group: 'autoscaling',
  version: 'v1',
  kind: 'Scale',
  plural: 'scales',
  singular: 'scale',
  shortNames: [],
  namespaced: true,
  categories: [],
}

/** The objects as `--subresource` shows them. Throws ApiError when a kind has no such subresource. */
export function throughSubresource({ flags }: Invocation, targets: readonly Target[]): readonly Target[] {
  const subresource = flags.string('subresource')
  if (subresource === '' || subresource === 'status') return targets
  return targets.map(target => {
    if (subresource !== 'scale' || !SCALABLE.has(target.type.kind) || target.object === undefined) throw notServed()
    return { ...target, type: SCALE, object: scaleOf(target.object) }
  })
}

/** What the server says to a path that it does not have. */
export function notServed(): ApiError {
  return new ApiError({ code: 404, reason: 'NotFound', message: 'the server could not find the requested resource' })
}

// Models pkg/registry/apps/deployment/storage/storage.go scaleFromDeployment
export function scaleOf(object: KubeObject): KubeObject {
  const { metadata, spec, status } = object as KubeObject & {
    readonly spec?: { readonly replicas?: number; readonly selector?: object }
    readonly status?: { readonly replicas?: number }
  }
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadata
  return {
    apiVersion: 'autoscaling/v1',
    kind: 'Scale',
    metadata: { name, ...(namespace === undefined ? {} : { namespace }), uid, resourceVersion, creationTimestamp },
    spec: { replicas: spec?.replicas ?? 0 },
    status: { replicas: status?.replicas ?? 0, selector: formatLabelSelector(spec?.selector ?? {}) },
  } as KubeObject
}
