import { compareText } from '../../../base/compare-text'
import type { Fields } from '../../../base/fields'
import { canonicalText } from '../../../k8s/canonical-text'
import { keyOf } from '../server-side-apply/list-keys'
import { elementName } from '../server-side-apply/typed-object'

/**
 * One step of a path to a field, written as FieldsV1 writes it: `f:spec` is a field, `k:{"name":"agent"}` an element of a list
 * whose elements are told apart by keys, `v:"kubernetes"` one of a set of plain values.
 */
export type PathElement = string

/** A path from the object down. */
export type FieldPath = readonly PathElement[]

export const fieldElement = (name: string): PathElement => `f:${name}`

/** The name of a field's element; undefined for elements of lists. */
export const fieldName = (element: PathElement): string | undefined =>
  element.startsWith('f:') ? element.slice(2) : undefined

/** The element that stands for an item of a list with these keys; of a set, when there are none. */
// Models sigs.k8s.io/structured-merge-diff/v6/typed/helpers.go listItemToPathElement
export function itemElement(item: unknown, keys: readonly string[]): PathElement {
  if (keys.length === 0) return `v:${canonicalText(item)}`
  const record = typeof item === 'object' && item !== null ? (item as Fields) : {}
  return `k:${canonicalText(Object.fromEntries(keyOf(record, keys)))}`
}

/** As conflicts name the path: `.spec.containers[name="agent"].image`. */
// Models sigs.k8s.io/structured-merge-diff/v6/fieldpath/path.go String
export function printPath(path: FieldPath): string {
  return path.map(printElement).join('')
}

function printElement(element: PathElement): string {
  const name = fieldName(element)
  if (name !== undefined) return `.${name}`
  const value: unknown = JSON.parse(element.slice(2))
  return element.startsWith('v:') ? elementName(value, []) : elementName(value, Object.keys(value as Fields))
}

const RANKS = ['f', 'k', 'v']

/** Fields come before elements with keys, those before plain values; within, by name or value. For `sort`. */
// Models sigs.k8s.io/structured-merge-diff/v6/fieldpath/element.go Compare
export function compareElements(a: PathElement, b: PathElement): number {
  const rank = RANKS.indexOf(a.charAt(0)) - RANKS.indexOf(b.charAt(0))
  if (rank !== 0) return rank
  if (a.startsWith('f:')) return compareText(a, b)
  return compareValues(JSON.parse(a.slice(2)), JSON.parse(b.slice(2)))
}

function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return compareText(`${a}`, `${b}`)
  for (const [key, value] of Object.entries(a)) {
    const order = compareValues(value, (b as Fields)[key])
    if (order !== 0) return order
  }
  return 0
}
