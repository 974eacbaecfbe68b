import { type Fields, isRecord } from '../../base/fields'
import { DELETE_FROM, ELEMENT_ORDER, PATCH, PatchError, RETAIN_KEYS } from './directives'
import { inElementOrder, isSameElement } from './element-order'
import { isList, kindOf, type List } from './json'
import { fieldSchema, type MergeSchema } from './merge-schema'
import { isDirected, plainValue, printGoValue } from './print-patch'

interface MergeOptions {
  /** True when a patch is applied to an object; false when two patches become one and directives stay as they are. */
  readonly toObject: boolean
}

/** The object after a strategic merge patch. What the patch does not touch is kept by reference. Throws PatchError. */
// Models staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go StrategicMergeMapPatch
export function applyStrategicMergePatch(object: Fields, patch: Fields, schema: MergeSchema): Fields {
  return mergeMaps(object, patch, schema, { toObject: true })
}

/** Both patches as one. */
export function mergeStrategicPatches(first: Fields, second: Fields, schema: MergeSchema): Fields {
  return mergeMaps(first, second, schema, { toObject: false })
}

function mergeMaps(original: Fields, patch: Fields, schema: MergeSchema, options: MergeOptions): Fields {
  const directive = patch[PATCH]
  if (directive !== undefined) return applyMapDirective(directive, patch)
  const result: Record<string, unknown> = { ...original }
  const rest: Record<string, unknown> = { ...patch }
  applyRetainKeys(result, rest, options)
  applyElementOrders(result, rest, schema, options)
  for (const [key, value] of Object.entries(rest)) mergeField(result, key, value, schema, options)
  return result
}

function applyMapDirective(directive: unknown, patch: Fields): Fields {
  if (directive === 'delete') return {}
  if (directive !== 'replace')
    throw new PatchError(`unknown patch type: ${String(directive)} in map: ${printGoValue(patch)}`)
  const { [PATCH]: _, ...rest } = patch
  return rest
}

function applyRetainKeys(result: Record<string, unknown>, patch: Record<string, unknown>, options: MergeOptions): void {
  const retained = patch[RETAIN_KEYS]
  if (retained === undefined) return
  delete patch[RETAIN_KEYS]
  if (!options.toObject) {
    result[RETAIN_KEYS] = retained
    return
  }
  if (!isList(retained)) throw new PatchError('invalid patch format of retainKeys', 'bad-request')
  for (const [key, value] of Object.entries(patch)) {
    if (value === null || retained.includes(key) || key.startsWith('$')) continue
    throw new PatchError('invalid patch format of retainKeys', 'bad-request')
  }
  for (const key of Object.keys(result)) if (!retained.includes(key)) delete result[key]
}

function applyElementOrders(
  result: Record<string, unknown>,
  patch: Record<string, unknown>,
  schema: MergeSchema,
  options: MergeOptions,
): void {
  for (const [directive, order] of Object.entries(patch)) {
    if (!directive.startsWith(ELEMENT_ORDER)) continue
    delete patch[directive]
    if (!options.toObject) result[directive] = order
    if (!isList(order)) throw new PatchError(`expected a []interface {}, but received a ${kindOf(order)}`)
    const key = directive.slice(ELEMENT_ORDER.length)
    requireInOrder(patch[key], order, fieldSchema(schema, key).mergeKey ?? '')
    const merged = mergedList(result, patch, key, schema, options)
    delete patch[key]
    if (merged === undefined) continue
    const serverOrder = result[key]
    const { mergeKey = '' } = fieldSchema(schema, key)
    result[key] = inElementOrder(
      merged,
      order,
      isList(serverOrder) ? reused(serverOrder, merged, mergeKey) : [],
      mergeKey,
    )
  }
}

/**
 * The order of the server's list as it is looked at when the merge has been done: Go merges in place, so that new elements
 * stand where deleted ones left room.
 */
function reused(serverOrder: List, merged: List, mergeKey: string): List {
  const isIn = (list: List, element: unknown) => list.some(each => isSameElement(each, element, mergeKey))
  const kept = serverOrder.filter(element => isIn(merged, element))
  const added = merged.filter(element => !isIn(serverOrder, element))
  return [...kept, ...added.slice(0, serverOrder.length - kept.length)]
}

/** The elements of a patch's list are among those whose order it says, and come in that order. */
// Models staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go validatePatchWithSetOrderList
function requireInOrder(list: unknown, order: List, mergeKey: string): void {
  if (!isList(list)) return
  const kept = list.filter(element => !(isRecord(element) && element[PATCH] !== undefined))
  let next = 0
  for (const element of order) if (next < kept.length && isSameElement(kept[next], element, mergeKey)) next += 1
  if (next === kept.length) return
  const printed = `The order in patch list:\n${printGoValue(kept)}\n doesn't match ${ELEMENT_ORDER.slice(0, -1)} list:\n${printGoValue(order)}\n`
  throw new PatchError(printed)
}

function mergedList(
  original: Fields,
  patch: Fields,
  key: string,
  schema: MergeSchema,
  options: MergeOptions,
): List | undefined {
  const [ours, theirs] = [original[key], patch[key]]
  const remaining = withoutDeleted(isList(ours) ? ours : [], patch[DELETE_FROM + key])
  if (!isList(theirs)) return isList(ours) ? remaining : undefined
  if (!isList(ours)) return options.toObject ? (plainValue(theirs) as List) : theirs
  const merged = mergeListField(remaining, theirs, fieldSchema(schema, key), options)
  return isList(merged) ? merged : undefined
}

function withoutDeleted(list: List, deleted: unknown): List {
  return isList(deleted) ? list.filter(value => !deleted.includes(value)) : list
}

function mergeField(
  result: Record<string, unknown>,
  key: string,
  value: unknown,
  schema: MergeSchema,
  options: MergeOptions,
): void {
  if (key.startsWith(DELETE_FROM)) {
    const name = key.slice(DELETE_FROM.length)
    const list = result[name]
    if (!options.toObject) result[key] = value
    else if (isList(list)) result[name] = withoutDeleted(list, value)
    return
  }
  if (value === null) {
    delete result[key]
    if (!options.toObject) result[key] = null
    return
  }
  const old = result[key]
  if (old === undefined || kindOf(old) !== kindOf(value)) {
    if (options.toObject && isDirected(value)) delete result[key]
    else result[key] = options.toObject ? plainValue(value) : value
    return
  }
  if (isRecord(old) && isRecord(value)) {
    const inner = fieldSchema(schema, key)
    result[key] = inner.replace === true ? value : mergeMaps(old, value, inner, options)
  } else if (isList(old) && isList(value)) result[key] = mergeListField(old, value, fieldSchema(schema, key), options)
  else result[key] = value
}

function mergeListField(original: List, patch: List, schema: MergeSchema, options: MergeOptions): List {
  if (schema.mergeKey === undefined) return patch
  if (schema.mergeKey === '') {
    const merged = [...new Set([...original, ...patch])]
    return inElementOrder(merged, patch, original, '')
  }
  return mergeListsOfMaps(original, patch, schema.mergeKey, schema, options)
}

function mergeListsOfMaps(
  original: List,
  patch: List,
  mergeKey: string,
  schema: MergeSchema,
  options: MergeOptions,
): List {
  const { remaining, additions, replace } = applyElementDirectives(original, patch, mergeKey, options)
  if (replace) return additions
  const merged = remaining.slice()
  for (const element of additions) {
    const index = merged.findIndex(candidate => isSameElement(candidate, element, mergeKey))
    const old = merged[index]
    if (isRecord(old) && isRecord(element)) merged[index] = mergeMaps(old, element, schema, options)
    else merged.push(options.toObject ? plainValue(element) : element)
  }
  return inElementOrder(merged, additions, remaining, mergeKey)
}

/** Carries out `$patch: delete` and `$patch: replace` of a list's elements. */
// Models staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go mergeSliceWithSpecialElements
function applyElementDirectives(
  original: List,
  patch: List,
  mergeKey: string,
  options: MergeOptions,
): { remaining: List; additions: List; replace: boolean } {
  let remaining = original
  let replace = false
  const additions: unknown[] = []
  for (const element of patch) {
    if (!isRecord(element))
      throw new PatchError(`list element types are not identical: ${printGoValue([original, patch])}`)
    const directive = options.toObject ? element[PATCH] : undefined
    if (directive === 'replace') replace = true
    else if (directive === 'delete') {
      requireKey(element, mergeKey, 'delete patch type with no merge key defined')
      remaining = remaining.filter(candidate => !isSameElement(candidate, element, mergeKey))
    } else if (directive !== undefined) throw new PatchError(`unknown patch type found: ${String(directive)}`)
    else {
      requireKey(element, mergeKey, `map: ${printGoValue(element)} does not contain declared merge key: ${mergeKey}`)
      additions.push(element)
    }
  }
  return { remaining, additions, replace }
}

function requireKey(element: Fields, mergeKey: string, message: string): void {
  if (element[mergeKey] === undefined) throw new PatchError(message)
}
