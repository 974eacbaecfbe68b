import type { Fields } from '../../base/fields'
import type { PatchType } from '../../k8s/api-client'
import type { KubeObject, NewObject } from '../../k8s/object'
import { PatchError } from '../../k8s/patch/directives'
import { applyMergePatch, threeWayMergePatch } from '../../k8s/patch/json-merge-patch'
import { patchesConflict } from '../../k8s/patch/merge-conflicts'
import { mergeSchemaOf } from '../../k8s/patch/merge-schema'
import { changesSince, threeWayStrategicPatch } from '../../k8s/patch/strategic-diff'
import { applyStrategicMergePatch } from '../../k8s/patch/strategic-merge-patch'
import { toYaml } from '../output/yaml-printer'

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

/**
 * Throws PatchError when the patch changes what others have changed since the last apply (`--overwrite=false`). Custom
 * objects are never looked at like this. `live` has its managedFields.
 */
// Models staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go CreateThreeWayMergePatch without overwrite
export function refuseConflicts({ patch }: PreparedPatch, live: KubeObject, original: unknown): void {
  const schema = mergeSchemaOf(live.apiVersion, live.kind)
  if (schema === undefined) return
  const changes = changesSince((original ?? {}) as Fields, live as unknown as Fields, schema)
  if (!patchesConflict(patch, changes, schema)) return
  const [ours, theirs] = [toYaml(patch), toYaml(changes)]
  throw new PatchError(`patch:\n${ours}\nconflicts with changes made from original to current:\n${theirs}\n`)
}

/** The live object as the patch would make it, without the server's defaults and checks. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/apply/patcher.go patchSimple
export function patchLocally(live: KubeObject, patch: Fields): KubeObject {
  const schema = mergeSchemaOf(live.apiVersion, live.kind)
  const before = live as unknown as Fields
  const after = schema === undefined ? applyMergePatch(before, patch) : applyStrategicMergePatch(before, patch, schema)
  return after as KubeObject
}
