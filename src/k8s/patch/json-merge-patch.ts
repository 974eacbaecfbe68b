import { type Fields, isRecord } from '../../base/fields'
import { deepEqual } from '../share-unchanged'

/**
 * RFC 7386: null removes a field, objects merge, everything else replaces. Parts of `target` that the patch does not touch
 * are kept by reference.
 */
export function applyMergePatch(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch
  const result: Record<string, unknown> = isRecord(target) ? { ...target } : {}
  for (const key of Object.keys(patch)) {
    const value = patch[key]
    if (value === null) delete result[key]
    else if (value !== undefined) result[key] = isRecord(value) ? applyMergePatch(result[key], value) : value
  }
  return result
}

/** The merge patch that turns `before` into `after`. */
export function createMergePatch(before: Fields, after: Fields): Fields {
  const patch: Record<string, unknown> = {}
  for (const key of Object.keys(before)) if (after[key] === undefined) patch[key] = null
  for (const [key, value] of Object.entries(after)) {
    const old = before[key]
    if (value === undefined || deepEqual(old, value)) continue
    patch[key] = isRecord(old) && isRecord(value) ? createMergePatch(old, value) : value
  }
  return patch
}

/**
 * What `kubectl apply` sends for kinds without merge keys: removes what `original` (last applied) had and `modified` has no
 * more, and makes everything that `modified` says true in `current`.
 */
// Models staging/src/k8s.io/apimachinery/pkg/util/jsonmergepatch/patch.go CreateThreeWayJSONMergePatch
export function threeWayMergePatch(original: Fields, modified: Fields, current: Fields): Fields {
  const additions = keepOnly(createMergePatch(current, modified), 'values')
  const deletions = keepOnly(createMergePatch(original, modified), 'nulls')
  return combine(deletions, additions)
}

function keepOnly(patch: Fields, wanted: 'values' | 'nulls'): Fields {
  const kept: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      if (wanted === 'nulls') kept[key] = null
    } else if (isRecord(value)) {
      const inner = keepOnly(value, wanted)
      if (Object.keys(inner).length > 0 || (wanted === 'values' && Object.keys(value).length === 0)) kept[key] = inner
    } else if (wanted === 'values') kept[key] = value
  }
  return kept
}

/** Both patches as one; unlike in applying, nulls stay. */
function combine(first: Fields, second: Fields): Fields {
  const result: Record<string, unknown> = { ...first }
  for (const [key, value] of Object.entries(second)) {
    const old = result[key]
    result[key] = isRecord(old) && isRecord(value) ? combine(old, value) : value
  }
  return result
}
