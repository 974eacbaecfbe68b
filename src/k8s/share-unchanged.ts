import type { Fields } from '../base/fields'
/**
 * `after`, with every part that is deeply equal to the same part of `before` replaced by it; `before` itself when nothing
 * differs. Parts that are identical already cost nothing. A field that is undefined counts as absent.
 */
export function shareUnchanged<T>(before: unknown, after: T): T {
  if (before === after) return after
  // A person's whole number, and the nearest one that is stored.
  if (typeof after === 'bigint' && Number(after) === before) return before as T
  if (before === null || after === null || typeof before !== 'object' || typeof after !== 'object') return after
  if (Array.isArray(after)) return Array.isArray(before) ? (shareArray(before, after) as T) : after
  if (Array.isArray(before)) return after
  return shareRecord(before as Fields, after as Fields) as T
}

function shareArray(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  let same = before.length === after.length
  let shared: unknown[] | undefined
  for (let i = 0; i < after.length; i++) {
    const value = shareUnchanged(before[i], after[i])
    if (value !== before[i]) same = false
    if (value !== after[i]) {
      shared ??= after.slice()
      shared[i] = value
    }
  }
  return same ? before : (shared ?? after)
}

function shareRecord(before: Fields, after: Fields): Fields {
  let same = true
  let shared: Record<string, unknown> | undefined
  let count = 0
  for (const key in after) {
    const value = after[key]
    if (value === undefined) continue
    count += 1
    const old = before[key]
    if (value === old) continue
    const kept = shareUnchanged(old, value)
    if (kept !== old) same = false
    if (kept !== value) {
      shared ??= { ...after }
      shared[key] = kept
    }
  }
  if (same) for (const key in before) if (before[key] !== undefined) count -= 1
  return same && count === 0 ? before : (shared ?? after)
}

/** Whether two JSON values are the same; a field that is undefined counts as absent. */
export function deepEqual(a: unknown, b: unknown): boolean {
  return a === b || shareUnchanged(a, b) === a
}
