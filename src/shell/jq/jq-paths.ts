import type { JqItem, JqRun, Path } from './jq-item'
import { compareJson, isArray, isObject, JqError, type Json, shortly, typeOf } from './json-values'

const extended = (item: JqItem, key: Json) => (item.path === undefined ? {} : { path: [...item.path, key] })

/** `.[key]` of a value. Throws JqError. */
export function indexed(item: JqItem, key: Json): JqItem {
  const { value } = item
  const path = extended(item, key)
  if (value === null && (key === null || typeof key === 'string' || typeof key === 'number' || isObject(key)))
    return { value: null, ...path }
  if (isObject(value) && typeof key === 'string')
    return { value: Object.hasOwn(value, key) ? (value[key] ?? null) : null, ...path }
  if (isArray(value) && typeof key === 'number') {
    const at = Math.floor(key)
    return { value: value[at < 0 ? value.length + at : at] ?? null, ...path }
  }
  if ((isArray(value) || typeof value === 'string') && isObject(key))
    return sliced(item, key.start ?? null, key.end ?? null)
  if (isArray(value) && isArray(key)) return { value: indices(value, key), ...path }
  throw new JqError(`Cannot index ${typeOf(value)} with ${typeof key === 'string' ? `string "${key}"` : typeOf(key)}`)
}

/** Where a list or text stands in another. */
export function indices(value: Json, part: Json): Json {
  if (value === null) return null
  if (typeof value === 'string' && typeof part === 'string') {
    const found: number[] = []
    for (let at = value.indexOf(part); at >= 0 && part !== ''; at = value.indexOf(part, at + 1)) found.push(at)
    return found
  }
  if (!isArray(value)) throw new JqError(`Cannot determine indices in ${typeOf(value)}`)
  const wanted = isArray(part) ? part : [part]
  if (wanted.length === 0) return null
  return value.flatMap((_, at) =>
    wanted.every((each, i) => at + i < value.length && compareJson(value[at + i] ?? null, each) === 0) ? [at] : [],
  )
}

/** `.[from:to]` of a value. Throws JqError. */
export function sliced(item: JqItem, from: Json, to: Json): JqItem {
  const { value } = item
  const path = extended(item, { start: from, end: to })
  if (value === null) return { value: null, ...path }
  if (typeof value !== 'string' && !isArray(value)) throw new JqError(`Cannot index ${typeOf(value)} with object`)
  for (const each of [from, to])
    if (each !== null && typeof each !== 'number')
      throw new JqError('Start and end indices of an array slice must be numbers')
  const [start, end] = bounds(value.length, from, to)
  return { value: typeof value === 'string' ? [...value].slice(start, end).join('') : value.slice(start, end), ...path }
}

function bounds(length: number, from: Json, to: Json): [number, number] {
  const place = (at: number) => Math.min(length, Math.max(0, at < 0 ? length + at : at))
  const start = typeof from === 'number' ? place(Math.floor(from)) : 0
  return [start, Math.max(start, typeof to === 'number' ? place(Math.ceil(to)) : length)]
}

/** `.[]` of a value. Throws JqError. */
export function* children(item: JqItem): JqRun {
  const { value } = item
  if (isArray(value)) for (const [index, each] of value.entries()) yield { value: each, ...extended(item, index) }
  else if (isObject(value))
    for (const key of Object.keys(value)) yield { value: value[key] ?? null, ...extended(item, key) }
  else throw new JqError(`Cannot iterate over ${typeOf(value)}${value === null ? '' : ` (${shortly(value)})`}`)
}

/** What stands at the path; null behind a null. Throws JqError. */
export function valueAt(value: Json, path: Path): Json {
  let found = value
  for (const key of path) {
    if (found === null) return null
    found = indexed({ value: found }, key).value
  }
  return found
}

const MAX_LENGTH = 1_000_000

/** The value with another one at the path. Throws JqError. */
export function withValueAt(value: Json, [key, ...rest]: Path, put: Json): Json {
  if (key === undefined) return put
  if (typeof key === 'string' && (value === null || isObject(value))) {
    const object = value ?? {}
    return withKey(object, key, withValueAt(Object.hasOwn(object, key) ? (object[key] ?? null) : null, rest, put))
  }
  if (typeof key === 'number' && (value === null || isArray(value))) {
    const list = [...(value ?? [])]
    const at = key < 0 ? list.length + key : key
    if (at < 0) throw new JqError('Out of bounds negative array index')
    if (at > MAX_LENGTH) throw new JqError('Array index too large')
    while (list.length < at) list.push(null)
    list[at] = withValueAt(list[at] ?? null, rest, put)
    return list
  }
  if (isObject(key) && (value === null || isArray(value))) {
    const list = value ?? []
    const [start, end] = bounds(list.length, key.start ?? null, key.end ?? null)
    const middle = withValueAt(list.slice(start, end), rest, put)
    if (!isArray(middle)) throw new JqError('A slice of an array can only be assigned another array')
    return [...list.slice(0, start), ...middle, ...list.slice(end)]
  }
  throw new JqError(`Cannot index ${typeOf(value)} with ${typeof key === 'string' ? `string "${key}"` : typeOf(key)}`)
}

/** The object with one key more or another value; `__proto__` is a key like any other. */
function withKey(object: Readonly<Record<string, Json>>, key: string, value: Json): Json {
  const entries = Object.entries(object)
  const at = entries.findIndex(([name]) => name === key)
  if (at < 0) entries.push([key, value])
  else entries[at] = [key, value]
  return Object.fromEntries(entries)
}

/** The value without what is at the paths. */
export function deletePaths(value: Json, paths: readonly Path[]): Json {
  const ordered = [...paths].sort((a, b) => compareJson(b, a))
  return ordered.reduce<Json>((rest, path) => deletePath(rest, path), value)
}

function deletePath(value: Json, path: Path): Json {
  const [key, ...rest] = path
  if (key === undefined) return null
  if (value === null) return null
  if (rest.length > 0) {
    const inner = valueAt(value, [key])
    return inner === null ? value : withValueAt(value, [key], deletePath(inner, rest))
  }
  if (typeof key === 'string' && isObject(value))
    return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))
  if (typeof key === 'number' && isArray(value)) {
    const at = key < 0 ? value.length + key : key
    return value.filter((_, index) => index !== at)
  }
  if (isObject(key) && isArray(value)) {
    const [start, end] = bounds(value.length, key.start ?? null, key.end ?? null)
    return [...value.slice(0, start), ...value.slice(end)]
  }
  throw new JqError(`Cannot delete field at ${isArray(value) ? 'array' : 'object'} index of ${typeOf(value)}`)
}
