import { partsOf } from '../../base/fields'

/** A value and what it was made from: the version of an object before, undefined for what is new. */
export interface Version {
  readonly value: unknown
  readonly before: unknown
}

/**
 * Whether two values are written as the same JSON, keys in the same order. What each was made from has been found equal
 * before: versions of an object share what did not change, so that only what is new is looked at.
 */
export function sameBytes(one: Version, other: Version): boolean {
  return same(one.value, other.value, one.before, other.before)
}

function same(one: unknown, other: unknown, oneBefore: unknown, otherBefore: unknown): boolean {
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) return one === other
  if (one === oneBefore && other === otherBefore) return true
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const names = Object.keys(other)
  const [parts, otherParts] = [partsOf(one), partsOf(other)]
  const [past, otherPast] = [partsOf(oneBefore), partsOf(otherBefore)]
  let count = 0
  for (const name in parts) {
    if (name !== names[count]) return false
    count += 1
    const [part, otherPart] = [parts[name], otherParts[name]]
    if (part !== otherPart && !same(part, otherPart, past[name], otherPast[name])) return false
  }
  return count === names.length
}
