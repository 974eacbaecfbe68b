import { type Fields, isRecord } from '../../base/fields'
import { deepEqual } from '../share-unchanged'
import { DELETE_FROM, ELEMENT_ORDER, PATCH, PatchError, RETAIN_KEYS } from './directives'
import { isSameElement, keyText, sortedBy } from './element-order'
import { isList, kindOf, type List } from './json'
import { fieldSchema, type MergeSchema } from './merge-schema'
import { printGoValue } from './print-patch'
import { mergeStrategicPatches } from './strategic-merge-patch'

interface DiffOptions {
  readonly elementOrder: boolean
  readonly changes: boolean
  readonly deletions: boolean
}

/** The strategic merge patch that turns `original` into `modified`: what `kubectl edit` and `kubectl set` send. */
// Models staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go CreateTwoWayMergeMapPatch
export function twoWayStrategicPatch(original: Fields, modified: Fields, schema: MergeSchema): Fields {
  return diffMaps(original, modified, schema, { elementOrder: true, changes: true, deletions: true }, false)
}

/**
 * What `kubectl apply` sends: `original` is the last applied configuration, `modified` the new one, `current` what is live.
 * Removes what left the configuration, sets what it says, and leaves alone what others have set.
 */
// Models staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go CreateThreeWayMergePatch
export function threeWayStrategicPatch(
  original: Fields,
  modified: Fields,
  current: Fields,
  schema: MergeSchema,
): Fields {
  const delta = diffMaps(current, modified, schema, { elementOrder: true, changes: true, deletions: false }, false)
  const deletions = diffMaps(original, modified, schema, { elementOrder: true, changes: false, deletions: true }, false)
  return mergeStrategicPatches(deletions, delta, schema)
}

/** What has become of `original`, without the order of lists: for comparing it with another patch. */
export function changesSince(original: Fields, current: Fields, schema: MergeSchema): Fields {
  return diffMaps(original, current, schema, { elementOrder: false, changes: true, deletions: true }, false)
}

function diffMaps(
  original: Fields,
  modified: Fields,
  schema: MergeSchema,
  options: DiffOptions,
  retainKeys: boolean,
): Fields {
  const patch: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(modified)) {
    if (value !== undefined) diffField(patch, key, original[key], value, fieldSchema(schema, key), options)
  }
  const removed = Object.keys(original).filter(key => modified[key] === undefined)
  if (options.deletions) for (const key of removed) patch[key] = null
  if (!retainKeys) return patch
  const kept = Object.keys(modified).filter(key => modified[key] !== null && modified[key] !== undefined)
  if (kept.length > 0 && (Object.keys(patch).length > 0 || removed.length > 0)) patch[RETAIN_KEYS] = kept.sort()
  return patch
}

function diffField(
  patch: Record<string, unknown>,
  key: string,
  old: unknown,
  value: unknown,
  schema: MergeSchema,
  options: DiffOptions,
): void {
  if (old === undefined || kindOf(old) !== kindOf(value)) {
    if (options.changes) patch[key] = value
  } else if (isRecord(old) && isRecord(value) && schema.replace !== true) {
    const inner = diffMaps(old, value, schema, options, schema.retainKeys === true)
    if (Object.keys(inner).length > 0) patch[key] = inner
  } else if (isList(old) && isList(value) && schema.mergeKey !== undefined) {
    diffMergedLists(patch, key, old, value, schema, options)
  } else if (options.changes && !deepEqual(old, value)) patch[key] = value
}

// Models staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go diffLists
function diffMergedLists(
  patch: Record<string, unknown>,
  key: string,
  original: List,
  modified: List,
  schema: MergeSchema,
  options: DiffOptions,
): void {
  if (original.length === 0) {
    if (modified.length > 0 && options.changes) patch[key] = modified
    return
  }
  requireOneKind(original, modified)
  if (schema.mergeKey === '' || schema.mergeKey === undefined) diffPlainLists(patch, key, original, modified, options)
  else diffListsOfMaps(patch, key, original, modified, schema.mergeKey, schema, options)
}

// Models patch.go sliceElementType
function requireOneKind(original: List, modified: List): void {
  const [first, ...rest] = [...original, ...modified].map(kindOf)
  if (rest.every(kind => kind === first)) return
  const both = printGoValue([original, modified])
  throw new PatchError(`list element types are not identical: ${both}`, 'bad-request')
}

function diffPlainLists(
  patch: Record<string, unknown>,
  key: string,
  original: List,
  modified: List,
  options: DiffOptions,
): void {
  const added = options.changes ? modified.filter(value => !original.includes(value)) : []
  const deleted = options.deletions ? original.filter(value => !modified.includes(value)) : []
  if (added.length > 0) patch[key] = added
  if (deleted.length > 0) patch[DELETE_FROM + key] = deleted
  const changed = (options.changes && !deepEqual(original, modified)) || deleted.length > 0
  if (options.elementOrder && changed && modified.length > 0) patch[ELEMENT_ORDER + key] = modified
}

function diffListsOfMaps(
  patch: Record<string, unknown>,
  key: string,
  original: List,
  modified: List,
  mergeKey: string,
  schema: MergeSchema,
  options: DiffOptions,
): void {
  const changes = changedElements(original, modified, mergeKey, schema, options)
  const deletions = options.deletions ? deletedElements(original, modified, mergeKey) : []
  const list = [...sortedBy(changes, modified, mergeKey), ...deletions]
  if (list.length > 0) patch[key] = list
  const reordered = options.changes && !isOrderSame(original, modified, mergeKey)
  if (options.elementOrder && (list.length > 0 || reordered) && modified.length > 0) {
    patch[ELEMENT_ORDER + key] = modified.map(element => ({ [mergeKey]: (element as Fields)[mergeKey] }))
  }
}

/** Elements with the same key belong together, one by one where a key occurs more than once. */
function pairs(
  original: List,
  modified: List,
  mergeKey: string,
): (readonly [old: Fields | undefined, value: Fields | undefined])[] {
  const [left, right] = [byKey(original, mergeKey), byKey(modified, mergeKey)]
  const result: (readonly [Fields | undefined, Fields | undefined])[] = []
  let [i, j] = [0, 0]
  while (i < left.length || j < right.length) {
    const [old, value] = [left[i], right[j]]
    const order = old === undefined ? 1 : value === undefined ? -1 : compareKeys(old, value, mergeKey)
    result.push([order <= 0 ? old : undefined, order >= 0 ? value : undefined])
    if (order <= 0) i += 1
    if (order >= 0) j += 1
  }
  return result
}

/** Elements with equal keys come last first: Go's order of them says that each is less than the other. */
// Models strategicpatch/patch.go SortableSliceOfMaps.Less
const byKey = (list: List, mergeKey: string) =>
  list
    .filter(isRecord)
    .reverse()
    .toSorted((a, b) => compareKeys(a, b, mergeKey))

function compareKeys(a: Fields, b: Fields, mergeKey: string): number {
  const [one, other] = [keyText(a[mergeKey]), keyText(b[mergeKey])]
  return one < other ? -1 : one > other ? 1 : 0
}

// Models staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go diffListsOfMaps
function changedElements(
  original: List,
  modified: List,
  mergeKey: string,
  schema: MergeSchema,
  options: DiffOptions,
): Fields[] {
  return pairs(original, modified, mergeKey).flatMap(([old, value]) => {
    if (value === undefined) return []
    if (old === undefined) return options.changes ? [value] : []
    const difference = diffMaps(old, value, schema, options, schema.retainKeys === true)
    return Object.keys(difference).length > 0 ? [{ ...difference, [mergeKey]: value[mergeKey] }] : []
  })
}

function deletedElements(original: List, modified: List, mergeKey: string): Fields[] {
  return pairs(original, modified, mergeKey).flatMap(([old, value]) =>
    old !== undefined && value === undefined ? [{ [PATCH]: 'delete', [mergeKey]: old[mergeKey] }] : [],
  )
}

function isOrderSame(original: List, modified: List, mergeKey: string): boolean {
  if (original.length !== modified.length) return false
  return original.every((element, i) => isSameElement(element, modified[i], mergeKey))
}
