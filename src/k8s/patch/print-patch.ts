import { type Fields, isRecord } from '../../base/fields'
import { DELETE_FROM, ELEMENT_ORDER, PATCH, RETAIN_KEYS } from './directives'
import { isList, kindOf } from './json'

/** As Go prints a value with %v: maps by key, nothing quoted. */
export function printGoValue(value: unknown): string {
  if (value === null || value === undefined) return '<nil>'
  if (isList(value)) return `[${value.map(printGoValue).join(' ')}]`
  if (!isRecord(value)) return String(value)
  const keys = Object.keys(value).sort()
  return `map[${keys.map(key => `${key}:${printGoValue(value[key])}`).join(' ')}]`
}

/**
 * A strategic merge patch as it is left over when it has been applied to `object`, which is how it stands in complaints: lists
 * whose order it says are used up, and so are directives.
 */
// Models staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go mergeMap, which takes its patch apart
export function usedPatch(object: Fields, patch: Fields): Fields {
  const used = new Set([RETAIN_KEYS])
  for (const key of Object.keys(patch)) {
    if (!key.startsWith(ELEMENT_ORDER)) continue
    const list = key.slice(ELEMENT_ORDER.length)
    for (const name of [key, list, DELETE_FROM + list]) used.add(name)
  }
  const result: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(patch)) {
    if (!used.has(key)) result[key] = usedValue(object[key], value)
  }
  return result
}

function usedValue(old: unknown, value: unknown): unknown {
  if (isRecord(old) && isRecord(value)) return usedPatch(old, value)
  return old === undefined || kindOf(old) !== kindOf(value) ? plainValue(value) : value
}

/** Of something that is not there, nothing can be replaced or deleted. */
export const isDirected = (value: unknown): boolean => isRecord(value) && value[PATCH] !== undefined

/** What is new as a whole loses its nulls, and whatever `$patch` is in; other directives are left for the server to complain of. */
// Models staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go removeDirectives
export function plainValue(value: unknown): unknown {
  if (isList(value)) return value.filter(item => !isDirected(item)).map(plainValue)
  if (!isRecord(value)) return value
  const result: Record<string, unknown> = {}
  for (const [key, field] of Object.entries(value)) {
    if (field === null || isDirected(field) || key === PATCH) continue
    result[key] = plainValue(field)
  }
  return result
}
