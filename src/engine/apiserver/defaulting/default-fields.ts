import type { Fields } from '../../../base/fields'
import type { NewObject } from '../../../k8s/object'

export const isUnset = (value: unknown): boolean => value === undefined || value === null || value === ''

/** `object` with the fields of `defaults` that it leaves unset; `object` itself when it has them all. */
export function withDefaults<T extends object>(object: T, defaults: Fields): T {
  const fields = object as Fields
  let result: Record<string, unknown> | undefined
  for (const key in defaults) {
    if (!isUnset(fields[key])) continue
    result ??= { ...fields }
    result[key] = defaults[key]
  }
  return (result as T | undefined) ?? object
}

/** Like withDefaults for fields that are pointers in Go: an empty text is one that was given. */
export function withAbsentDefaults<T extends object>(object: T, defaults: Fields): T {
  const missing = Object.keys(defaults).filter(key => {
    const value = (object as Fields)[key]
    return value === undefined || value === null
  })
  return missing.length === 0 ? object : { ...object, ...Object.fromEntries(missing.map(key => [key, defaults[key]])) }
}

/** `object` with the field put through `change`; `object` itself when it has none or it stays the same. */
export function mapField<T extends object>(object: T, key: string, change: (value: Fields) => unknown): T {
  const value = (object as Fields)[key]
  if (typeof value !== 'object' || value === null) return object
  const changed = change(value as Fields)
  return changed === value ? object : { ...object, [key]: changed }
}

/** Like mapField, for each item of a list. */
export function mapItems<T extends object>(object: T, key: string, change: (item: Fields) => Fields): T {
  return mapField(object, key, list => (Array.isArray(list) ? mapList(list, change) : list))
}

/** The list with each item put through `change`; the list itself when all stay the same. */
export function mapList(list: readonly unknown[], change: (item: Fields) => Fields): readonly unknown[] {
  let result: unknown[] | undefined
  for (let i = 0; i < list.length; i++) {
    const item = list[i]
    if (typeof item !== 'object' || item === null) continue
    const changed = change(item as Fields)
    if (changed === item) continue
    result ??= list.slice()
    result[i] = changed
  }
  return result ?? list
}

/**
 * Remembers what `change` made of each value, so that lists which thousands of pods share are looked at once. Values are
 * immutable, so this changes cost only.
 */
export function onceForEach<T extends object>(change: (value: T) => T): (value: T) => T {
  const results = new WeakMap<T, T>()
  return value => {
    const known = results.get(value)
    if (known !== undefined) return known
    const result = change(value)
    results.set(value, result)
    results.set(result, result)
    return result
  }
}

export type Defaulting = (object: NewObject) => NewObject

/** Fills in the `spec`, which is there in any case. */
export const ofSpec =
  (change: (spec: Fields) => Fields): Defaulting =>
  object =>
    mapField(withDefaults(object, { spec: {} }), 'spec', change)
