import { isRecord } from '../../base/fields'
import { deepEqual } from '../share-unchanged'
import type { List } from './json'

/** How an element of a list is recognised: by its merge key, or by its value. */
export function isSameElement(a: unknown, b: unknown, mergeKey: string): boolean {
  if (isRecord(a) && isRecord(b) && mergeKey !== '') return keyText(a[mergeKey]) === keyText(b[mergeKey])
  return deepEqual(a, b)
}

export const keyText = (value: unknown): string => String(value)

const indexIn = (list: List, element: unknown, mergeKey: string) =>
  list.findIndex(candidate => isSameElement(candidate, element, mergeKey))

/**
 * The merged elements in their order: those that the patch names in `order`, those that only the server has in
 * `serverOrder`, the two woven together as the server had them.
 */
// Models staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go normalizeElementOrder
export function inElementOrder(merged: List, order: List, serverOrder: List, mergeKey: string): List {
  const fromPatch = merged.filter(element => indexIn(order, element, mergeKey) >= 0)
  const fromServer = merged.filter(element => indexIn(order, element, mergeKey) < 0)
  return weave(sortedBy(fromServer, serverOrder, mergeKey), sortedBy(fromPatch, order, mergeKey), serverOrder, mergeKey)
}

export function sortedBy(elements: List, order: List, mergeKey: string): List {
  return elements.toSorted((a, b) => indexIn(order, a, mergeKey) - indexIn(order, b, mergeKey))
}

function weave(left: List, right: List, serverOrder: List, mergeKey: string): List {
  const result: unknown[] = []
  let [i, j] = [0, 0]
  while (i < left.length || j < right.length) {
    if (i >= left.length) result.push(right[j++])
    else if (j >= right.length) result.push(left[i++])
    else {
      const [one, other] = [indexIn(serverOrder, left[i], mergeKey), indexIn(serverOrder, right[j], mergeKey)]
      result.push(one >= 0 && other >= 0 && one < other ? left[i++] : right[j++])
    }
  }
  return result
}
