import type { ResourceList } from './pod'
import { addQuantities, compareQuantities } from './quantity'

/** Both lists together. */
export function addResources(a: ResourceList, b: ResourceList): ResourceList {
  const sum: Record<string, string> = { ...a }
  for (const [name, amount] of Object.entries(b)) sum[name] = addQuantities(sum[name] ?? '0', amount)
  return sum
}

/** Of each resource the larger amount. */
export function largestResources(a: ResourceList, b: ResourceList): ResourceList {
  const largest: Record<string, string> = { ...a }
  for (const [name, amount] of Object.entries(b)) {
    const other = largest[name]
    if (other === undefined || compareQuantities(other, amount) < 0) largest[name] = amount
  }
  return largest
}
