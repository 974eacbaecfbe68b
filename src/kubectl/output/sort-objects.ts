import { compareQuantities, parseQuantity } from '../../k8s/quantity'
import { CommandFailure, PlainError } from '../command/failure'
import { relaxedPath } from './custom-columns'
import { JsonPath } from './jsonpath'

/**
 * The rows of a table, sorted by what a path finds in their objects. Nothing is left when the path is none or finds nothing in
 * any of several rows. Throws CommandFailure when it finds what has no order.
 */
// Models staging/src/k8s.io/kubectl/pkg/cmd/get/sorter.go TableSorter
export function sortRows<T>(items: readonly T[], objectOf: (item: T) => unknown, expression: string): readonly T[] {
  const { path, field } = pathOf(expression)
  if (items.length === 1) return items
  const keyed = items.map(item => ({ item, key: keyOf(path, objectOf(item)) }))
  if (keyed.every(({ key }) => key === undefined)) return []
  return inOrder(keyed, `sorter.go:375] Field ${field} in [][][]reflect.Value`)
}

/** Whole objects, sorted by what a path finds in them. Throws PlainError when it is none, or finds nothing. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/get/sorter.go RuntimeSort
export function sortObjects<T>(items: readonly T[], objectOf: (item: T) => unknown, expression: string): readonly T[] {
  if (items.length <= 1) return items
  const field = relaxedPath(expression)
  const { path } = pathOf(expression)
  const keyed = items.map(item => ({ item, key: keyOf(path, objectOf(item)) }))
  if (keyed.every(({ key }) => key === undefined)) throw fieldNotFound(expression)
  return inOrder(keyed, `sorter.go:329] Field ${field} in *unstructured.Unstructured`)
}

/** What kubectl says to several tables too: it looks for the field in the tables themselves. */
export function fieldNotFound(expression: string): PlainError {
  return new PlainError(`couldn't find any field with path "${pathOf(expression).field}" in the list of objects`)
}

/** The path in full where it can be read so, otherwise as it was typed: text that is the same for all. */
function pathOf(expression: string): { readonly path: JsonPath | undefined; readonly field: string } {
  let field = expression
  try {
    field = relaxedPath(expression)
  } catch (error) {
    if (!(error instanceof PlainError)) throw error
  }
  try {
    return { path: new JsonPath(field), field }
  } catch {
    return { path: undefined, field }
  }
}

function keyOf(path: JsonPath | undefined, object: unknown): unknown {
  try {
    return path?.find(object)[0]?.[0]
  } catch {
    return undefined
  }
}

interface Keyed<T> {
  readonly item: T
  readonly key: unknown
}

/** Up to here Go sorts by insertion, which shows where what has no key counts as less than everything. */
const INSERTION = 12

function inOrder<T>(keyed: readonly Keyed<T>[], complaint: string): readonly T[] {
  const less = (a: Keyed<T>, b: Keyed<T>) => isLess(a.key, b.key, complaint)
  const sorted = [...keyed]
  if (sorted.length > INSERTION) sorted.sort((a, b) => (less(a, b) ? (less(b, a) ? 0 : -1) : less(b, a) ? 1 : 0))
  else {
    for (let i = 1; i < sorted.length; i++) {
      for (let j = i; j > 0; j--) {
        const [before, here] = [sorted[j - 1], sorted[j]]
        if (before === undefined || here === undefined || !less(here, before)) break
        sorted[j - 1] = here
        sorted[j] = before
      }
    }
  }
  return sorted.map(({ item }) => item)
}

// Models staging/src/k8s.io/kubectl/pkg/cmd/get/sorter.go isLess
function isLess(a: unknown, b: unknown, complaint: string): boolean {
  if (a === undefined) return true
  if (b === undefined) return false
  if (a === null || b === null) return b !== null
  if (typeof a === 'number' && typeof b === 'number') return a < b
  if (typeof a !== 'string' || typeof b !== 'string') {
    const type = Array.isArray(a) ? '[]interface {}' : typeof a === 'object' ? 'map[string]interface {}' : 'bool'
    throw new CommandFailure(
      `F0101 00:00:00.000000       1 ${complaint} is an unsortable type: interface, err: unsortable type: ${type}`,
    )
  }
  return isQuantity(a) && isQuantity(b) ? compareQuantities(a, b) < 0 : naturally(a, b) < 0
}

function isQuantity(text: string): boolean {
  try {
    parseQuantity(text)
    return true
  } catch {
    return false
  }
}

// Numbers inside names count as numbers: pod-2 before pod-10.
function naturally(a: string, b: string): number {
  const left = a.match(/\d+|\D+/g) ?? []
  const right = b.match(/\d+|\D+/g) ?? []
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const x = left[i] ?? ''
    const y = right[i] ?? ''
    if (x === y) continue
    if (/^\d/.test(x) && /^\d/.test(y) && Number(x) !== Number(y)) return Number(x) - Number(y)
    return x < y ? -1 : 1
  }
  return left.length - right.length
}
