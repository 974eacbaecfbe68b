import type { PatchType } from '../../k8s/api-client'
import type { KubeObject, NewObject } from '../../k8s/object'

type Fields = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A merge patch that brings `current` to what `modified` says, and removes what `original` said and `modified` no longer does. */
function threeWayMergePatch(original: unknown, modified: Fields, current: Fields): Fields {
  const patch: Record<string, unknown> = {}
  for (const key of Object.keys(modified)) {
    const [wanted, live] = [modified[key], current[key]]
    if (isRecord(wanted) && isRecord(live)) {
      const inner = threeWayMergePatch(isRecord(original) ? original[key] : undefined, wanted, live)
      if (Object.keys(inner).length > 0) patch[key] = inner
    } else if (JSON.stringify(wanted) !== JSON.stringify(live)) patch[key] = wanted
  }
  if (isRecord(original)) {
    for (const key of Object.keys(original))
      if (modified[key] === undefined && current[key] !== undefined) patch[key] = null
  }
  return patch
}

/** What apply sends to bring `live` to `modified`. */
export function applyPatch(
  live: KubeObject,
  modified: NewObject,
  original: unknown,
): { patch: Fields; patchType: PatchType } {
  return { patch: threeWayMergePatch(original, modified, live), patchType: 'merge' }
}
