import { binary } from './jq-arithmetic'
import type { JqEvaluator } from './jq-evaluator'
import { asText } from './jq-formats'
import { type JqFunction, type JqFunctions, listOf, plain, withValues } from './jq-function'
import type { JqItem } from './jq-item'
import { children, indices } from './jq-paths'
import type { JqScope } from './jq-scope'
import type { JqNode } from './jq-syntax'
import { compareJson, described, isArray, isObject, JqError, type Json, sortedKeys, typeOf } from './json-values'

/** A list's elements with what the argument makes of each. */
function keyed(
  machine: JqEvaluator,
  { value }: JqItem,
  arg: JqNode | undefined,
  scope: JqScope,
): { value: Json; key: Json }[] {
  return listOf(value, 'sorted').map(each => ({
    value: each,
    key: arg === undefined ? each : machine.collect(arg, { value: each }, scope),
  }))
}

const byKey = (make: (sorted: { value: Json; key: Json }[]) => Json): JqFunction =>
  function* (machine, item, [arg], scope) {
    yield { value: make(keyed(machine, item, arg, scope).sort((a, b) => compareJson(a.key, b.key))) }
  }

const groups = (sorted: readonly { value: Json; key: Json }[]) => {
  const out: Json[][] = []
  for (const [i, { value, key }] of sorted.entries()) {
    const before = sorted[i - 1]
    if (before !== undefined && compareJson(before.key, key) === 0) out.at(-1)?.push(value)
    else out.push([value])
  }
  return out
}

const sorts = byKey(sorted => sorted.map(({ value }) => value))
const uniques = byKey(sorted => groups(sorted).map(([first = null]) => first))
const least = byKey(sorted => sorted[0]?.value ?? null)
const greatest = byKey(sorted => sorted.at(-1)?.value ?? null)

function lengthOf(value: Json): Json {
  if (value === null) return 0
  if (typeof value === 'boolean') throw new JqError(`${described(value)} has no length`)
  if (typeof value === 'number') return Math.abs(value)
  return typeof value === 'string' ? [...value].length : Object.keys(value).length
}

function keysOf(value: Json, sorted: boolean): Json {
  if (isArray(value)) return value.map((_, index) => index)
  if (!isObject(value)) throw new JqError(`${described(value)} has no keys`)
  return sorted ? sortedKeys(value) : Object.keys(value)
}

function hasKey(value: Json, key: Json): boolean {
  if (isObject(value) && typeof key === 'string') return Object.hasOwn(value, key)
  if (isArray(value) && typeof key === 'number') return key >= 0 && key < value.length
  throw new JqError(`Cannot check whether ${typeOf(value)} has a ${typeOf(key)} key`)
}

function contains(value: Json, part: Json): boolean {
  if (isObject(value) && isObject(part))
    return Object.entries(part).every(
      ([key, inner]) => Object.hasOwn(value, key) && contains(value[key] ?? null, inner),
    )
  if (isArray(value) && isArray(part))
    return part.every(inner => value.some(each => typeOf(each) === typeOf(inner) && contains(each, inner)))
  if (typeof value === 'string' && typeof part === 'string') return value.includes(part)
  if (typeOf(value) === typeOf(part)) return compareJson(value, part) === 0
  throw new JqError(`${described(value)} and ${described(part)} cannot have their containment checked`)
}

function flattened(value: Json, depth: number): Json[] {
  if (depth < 0) throw new JqError('flatten depth must not be negative')
  const list = isArray(value) ? value : isObject(value) ? Object.values(value) : listOf(value, 'flattened')
  return list.flatMap(each => (isArray(each) && depth > 0 ? flattened(each, depth - 1) : [each]))
}

function fromEntries(value: Json): Json {
  const entries = listOf(value, 'used as entries').map((entry): [string, Json] => {
    if (!isObject(entry)) throw new JqError(`Cannot index ${typeOf(entry)} with "key"`)
    const key =
      [entry.key, entry.k, entry.name, entry.Name, entry.Key, entry.K].find(
        each => each !== undefined && each !== null && each !== false,
      ) ?? null
    if (typeof key === 'object' && key !== null) throw new JqError('Object keys must be strings')
    const put = ['value', 'v', 'Value', 'V'].find(name => Object.hasOwn(entry, name))
    return [asText(key), put === undefined ? null : (entry[put] ?? null)]
  })
  return Object.fromEntries(entries)
}

/** Of lists and objects: their size and keys, their order, what is in them. */
export const LIST_FUNCTIONS: JqFunctions = {
  'length/0': plain(lengthOf),
  'keys/0': plain(value => keysOf(value, true)),
  'keys_unsorted/0': plain(value => keysOf(value, false)),
  'has/1': withValues((value, key = null) => hasKey(value, key)),
  'contains/1': withValues((value, part = null) => contains(value, part)),
  'sort/0': sorts,
  'sort_by/1': sorts,
  'group_by/1': byKey(groups),
  'unique/0': uniques,
  'unique_by/1': uniques,
  'min/0': least,
  'min_by/1': least,
  'max/0': greatest,
  'max_by/1': greatest,
  'reverse/0': plain(value =>
    typeof value === 'string'
      ? [...value].reverse().join('')
      : value === null
        ? []
        : [...listOf(value, 'reversed')].reverse(),
  ),
  'flatten/0': plain(value => flattened(value, 1000)),
  'flatten/1': withValues((value, depth = null) => flattened(value, Number(depth))),
  'indices/1': withValues((value, part = null) => indices(value, part)),
  'from_entries/0': plain(fromEntries),
  'to_entries/0': plain(value => {
    if (!isObject(value)) throw new JqError(`${described(value)} has no keys`)
    return Object.entries(value).map(([key, each]) => ({ key, value: each }))
  }),
  *'add/0'(machine, item) {
    let total: Json = null
    for (const { value } of children({ value: item.value })) {
      machine.count()
      total = binary('+', total, value)
    }
    yield { value: total }
  },
}
