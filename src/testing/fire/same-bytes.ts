/**
 * Whether two values are written as the same JSON, keys in the same order. Remembers which objects it has found equal: the
 * versions of an object share what did not change, so that only what is new is looked at.
 */
export function createComparer(): (one: unknown, other: unknown) => boolean {
  const equals = new WeakMap<object, object>()
  const same = (one: unknown, other: unknown): boolean => {
    if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) return one === other
    if (equals.get(one) === other) return true
    if (Array.isArray(one) !== Array.isArray(other)) return false
    const [keys, others] = [Object.keys(one), Object.keys(other)]
    if (keys.length !== others.length) return false
    for (const [index, key] of keys.entries()) {
      if (key !== others[index]) return false
      if (!same((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key])) return false
    }
    equals.set(one, other)
    return true
  }
  return same
}
