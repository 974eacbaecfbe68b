import type { Fields } from '../../base/fields'
import type { PatchType } from '../../k8s/api-client'
import type { KubeObject, NewObject } from '../../k8s/object'
import { applyMergePatch, threeWayMergePatch } from '../../k8s/patch/json-merge-patch'
import { mergeSchemaOf } from '../../k8s/patch/merge-schema'
import { threeWayStrategicPatch } from '../../k8s/patch/strategic-diff'
import { applyStrategicMergePatch } from '../../k8s/patch/strategic-merge-patch'

/** What apply sends, and as which type of patch. */
export interface PreparedPatch {
  readonly patch: Fields
  readonly patchType: PatchType
}

/** What apply sends to bring `live` to `modified`, with what `original` (the last applied) had and `modified` has no longer. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/apply/patcher.go patchSimple
export function applyPatch(live: KubeObject, modified: NewObject, original: unknown): PreparedPatch {
  const before = (original ?? {}) as Fields
  const schema = mergeSchemaOf(live.apiVersion, live.kind)
  if (schema === undefined) return { patch: threeWayMergePatch(before, modified, live), patchType: 'merge' }
  return { patch: threeWayStrategicPatch(before, modified, live, schema), patchType: 'strategic' }
}

/** The live object as the patch would make it, without the server's defaults and checks. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/apply/patcher.go patchSimple
export function patchLocally(live: KubeObject, patch: Fields): KubeObject {
  const schema = mergeSchemaOf(live.apiVersion, live.kind)
  const before = live as unknown as Fields
  const after = schema === undefined ? applyMergePatch(before, patch) : applyStrategicMergePatch(before, patch, schema)
  return after as KubeObject
}
