import type { KubeObject } from '../../k8s/object'
import { deepEqual } from '../../k8s/share-unchanged'
import { TEMPLATE_GENERATION_ANNOTATION } from '../../k8s/well-known'
import type { DaemonSet } from '../../k8s/workload'

/** What the API carries as an annotation since the field went away. */
function templateGeneration(daemonSet: KubeObject): number {
  const generation = Number.parseInt(daemonSet.metadata.annotations?.[TEMPLATE_GENERATION_ANNOTATION] ?? '', 10)
  return Number.isNaN(generation) ? 0 : generation
}

function withTemplateGeneration(daemonSet: KubeObject, generation: number): KubeObject {
  const text = String(generation)
  const { annotations } = daemonSet.metadata
  if (annotations?.[TEMPLATE_GENERATION_ANNOTATION] === text) return daemonSet
  return {
    ...daemonSet,
    metadata: { ...daemonSet.metadata, annotations: { ...annotations, [TEMPLATE_GENERATION_ANNOTATION]: text } },
  }
}

// Models pkg/registry/apps/daemonset/strategy.go PrepareForCreate
export function startTemplateGeneration(daemonSet: KubeObject): KubeObject {
  return withTemplateGeneration(daemonSet, Math.max(1, templateGeneration(daemonSet)))
}

/** Clients cannot set the number; it goes up by one whenever the template changes. */
// Models pkg/registry/apps/daemonset/strategy.go PrepareForUpdate
export function countTemplateChanges(next: KubeObject, stored: KubeObject): KubeObject {
  const changed = !deepEqual((stored as DaemonSet).spec?.template, (next as DaemonSet).spec?.template)
  return withTemplateGeneration(next, templateGeneration(stored) + (changed ? 1 : 0))
}
