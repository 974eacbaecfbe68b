import { PlainError } from '../command/failure'
import { relaxedPath } from './custom-columns'
import { JsonPath } from './jsonpath'

/**
 * Sorts by what a JSONPath finds in each object; things of one value stay in their order. Nothing at all is left when the
 * path finds nothing in any of them. Throws PlainError.
 */
// Models staging/src/k8s.io/kubectl/pkg/cmd/get/sorter.go
export function sortObjects<T>(items: readonly T[], objectOf: (item: T) => unknown, path: string): readonly T[] {
  const jsonPath = new JsonPath(relaxedPath(path))
  const keyed = items.map(item => ({ item, key: firstValue(jsonPath, objectOf(item)) }))
  if (keyed.every(({ key }) => key === undefined)) return []
  return keyed.sort((a, b) => compareKeys(a.key, b.key)).map(({ item }) => item)
}

function firstValue(path: JsonPath, object: unknown): unknown {
  try {
    return path.find(object).flat()[0]
  } catch (error) {
    throw new PlainError(error instanceof Error ? error.message : String(error))
  }
}

function compareKeys(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return naturally(String(a), String(b))
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
