import type { Fields } from '../../base/fields'
import type { PatchType } from '../../k8s/api-client'
import type { KubeObject, NewObject } from '../../k8s/object'
import { threeWayMergePatch } from '../../k8s/patch/json-merge-patch'
import { mergeSchemaOf } from '../../k8s/patch/merge-schema'
import { threeWayStrategicPatch } from '../../k8s/patch/strategic-diff'

/** What apply sends to bring `live` to `modified`, with what `original` (the last applied) had and `modified` has no longer. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/apply/patcher.go patchSimple
export function applyPatch(
  live: KubeObject,
  modified: NewObject,
  original: unknown,
): { patch: Fields; patchType: PatchType } {
  const before = (original ?? {}) as Fields
  const schema = mergeSchemaOf(live.apiVersion, live.kind)
  if (schema === undefined) return { patch: threeWayMergePatch(before, modified, live), patchType: 'merge' }
  return { patch: threeWayStrategicPatch(before, modified, live, schema), patchType: 'strategic' }
}
