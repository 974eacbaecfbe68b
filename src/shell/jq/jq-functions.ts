import { allMatches, compilePattern, type PatternMatch } from '../patterns/pattern'
import { ToolError } from '../tool-error'
import { binary } from './jq-arithmetic'
import { asText, formatText } from './jq-formats'
import type { JqItem, JqMachine, JqRun, JqScope } from './jq-machine'
import { children, deletePaths, indices, type Path, valueAt, withValueAt } from './jq-paths'
import type { JqNode } from './jq-syntax'
import {
  compareJson,
  described,
  isArray,
  isObject,
  isTrue,
  JqError,
  type Json,
  sortedKeys,
  toJson,
  typeOf,
} from './json-values'

type JqFunction = (machine: JqMachine, item: JqItem, args: readonly JqNode[], scope: JqScope) => JqRun

/** A function of the value alone. */
const plain = (act: (value: Json) => Json): JqFunction =>
  function* (_, { value }) {
    yield { value: act(value) }
  }

/** A function of the value and of arguments: once for each of their results. */
const withValues = (act: (value: Json, ...args: Json[]) => Json): JqFunction =>
  function* (machine, item, args, scope) {
    const combine = function* (index: number, given: readonly Json[]): JqRun {
      const arg = args[index]
      if (arg === undefined) yield { value: act(item.value, ...given) }
      else for (const value of machine.values(arg, item, scope)) yield* combine(index + 1, [...given, value])
    }
    yield* combine(0, [])
  }

/** A list's elements with what the argument makes of each. */
function keyed(
  machine: JqMachine,
  { value }: JqItem,
  arg: JqNode | undefined,
  scope: JqScope,
): { value: Json; key: Json }[] {
  return listOf(value, 'sorted').map(each => ({
    value: each,
    key: arg === undefined ? each : machine.collect(arg, { value: each }, scope),
  }))
}

function listOf(value: Json, done: string): readonly Json[] {
  if (!isArray(value)) throw new JqError(`${described(value)} cannot be ${done}, as it is not an array`)
  return value
}

function textOf(value: Json, what: string): string {
  if (typeof value !== 'string') throw new JqError(`${described(value)} ${what}`)
  return value
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

function numberFrom(value: Json): Json {
  if (typeof value === 'number') return value
  const text = textOf(value, 'cannot be parsed as a number')
  if (!/^\s*-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/.test(text))
    throw new JqError(`${described(value)} cannot be parsed as a number`)
  return Number(text)
}

function joined(value: Json, joint: Json): Json {
  if (!isArray(value)) throw new JqError(`Cannot iterate over ${described(value)}`)
  const by = textOf(joint, 'cannot be used to join')
  return value
    .map(each => {
      if (typeof each === 'object' && each !== null)
        throw new JqError(`${described('')} and ${described(each)} cannot be added`)
      return each === null ? '' : asText(each)
    })
    .join(by)
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

/** How a pattern with flags is found: `test`, `match` and what is built on them. */
function matchesOf(
  value: Json,
  source: Json,
  flags: Json,
  global: boolean,
): { text: string; matches: PatternMatch[]; names: readonly string[] } {
  const text = textOf(value, `cannot be matched, as it is not a string`)
  const letters = flags === null ? '' : textOf(flags, 'is not a string')
  if (/[^gimnsxpl]/.test(letters)) throw new JqError(`${letters} is not a valid modifier string`)
  const written = textOf(source, 'cannot be matched, as it is not a string')
  const names = [...written.matchAll(/\(\?<(\w+)>/g)].map(match => match[1] ?? '')
  const pattern = compilePattern(written.replace(/\(\?<\w+>/g, '('), {
    syntax: 'perl',
    ignoreCase: letters.includes('i'),
  })
  if (global || letters.includes('g')) return { text, matches: [...allMatches(pattern, text)], names }
  const match = pattern.find(text)
  return { text, matches: match === undefined ? [] : [match], names }
}

function matchObject(text: string, { start, end, groups: found }: PatternMatch, names: readonly string[]): Json {
  return {
    offset: start,
    length: end - start,
    string: text.slice(start, end),
    captures: found.map((group, i) => ({
      offset: group === undefined ? -1 : group[0],
      length: group === undefined ? 0 : group[1] - group[0],
      string: group === undefined ? null : text.slice(group[0], group[1]),
      name: names.length === found.length ? (names[i] ?? null) : null,
    })),
  }
}

const patternArguments = (source: Json, flags: Json): [Json, Json] =>
  isArray(source) ? [source[0] ?? null, source[1] ?? flags] : [source, flags]

const matching = (value: Json, source: Json, flags: Json = null): Json => {
  const { text, matches, names } = matchesOf(value, ...patternArguments(source, flags), false)
  return matches.map(match => matchObject(text, match, names))
}

const captured = (match: Json): Json => {
  const captures = isObject(match) && isArray(match.captures) ? match.captures : []
  return Object.fromEntries(
    captures.flatMap((each): [string, Json][] =>
      isObject(each) && typeof each.name === 'string' ? [[each.name, each.string ?? null]] : [],
    ),
  )
}

const scanned = (value: Json, source: Json): Json => {
  const { text, matches } = matchesOf(value, ...patternArguments(source, null), true)
  return matches.map(({ start, end, groups: found }) =>
    found.length === 0
      ? text.slice(start, end)
      : found.map(group => (group === undefined ? null : text.slice(group[0], group[1]))),
  )
}

const substitution = (global: boolean): JqFunction =>
  function* (machine, item, [source, replacement, flags], scope) {
    if (source === undefined || replacement === undefined) return
    const [pattern = null] = machine.collect(source, item, scope)
    const [letters = null] = flags === undefined ? [] : machine.collect(flags, item, scope)
    const { text, matches, names } = matchesOf(item.value, pattern, letters, global)
    let out = ''
    let from = 0
    for (const match of matches) {
      const [put = null] = machine.collect(replacement, { value: captured(matchObject(text, match, names)) }, scope)
      out += text.slice(from, match.start) + textOf(put, 'cannot be added to a string')
      from = match.end
    }
    yield { value: out + text.slice(from) }
  }

function ascii(change: (text: string) => string): JqFunction {
  return plain(value => textOf(value, 'cannot be converted, as it is not a string').replace(/[a-zA-Z]+/g, change))
}

const cutText = (act: (text: string, part: string) => string) =>
  withValues((value, part = null) => (typeof value === 'string' && typeof part === 'string' ? act(value, part) : value))

const trimmed = (act: (text: string) => string) => plain(value => act(textOf(value, 'cannot be trimmed')))

function* range(machine: JqMachine, from: Json, to: Json, by: Json): JqRun {
  if (typeof from !== 'number' || typeof to !== 'number' || typeof by !== 'number')
    throw new JqError('Range bounds must be numeric')
  if (by === 0) return
  for (let value = from; by > 0 ? value < to : value > to; value += by) {
    machine.count()
    yield { value }
  }
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})Z$/

/** The functions that are written here; those of `jq-prelude.ts` are written in jq. */
export const JQ_FUNCTIONS: Readonly<Record<string, JqFunction>> = {
  *'empty/0'() {},
  *'not/0'(_, { value }) {
    yield { value: !isTrue(value) }
  },
  'length/0': plain(lengthOf),
  'utf8bytelength/0': plain(
    value =>
      encodeURIComponent(textOf(value, 'only strings have UTF-8 byte length')).replace(/%[0-9A-F]{2}/g, '.').length,
  ),
  'keys/0': plain(value => keysOf(value, true)),
  'keys_unsorted/0': plain(value => keysOf(value, false)),
  'has/1': withValues((value, key = null) => hasKey(value, key)),
  'contains/1': withValues((value, part = null) => contains(value, part)),
  'type/0': plain(typeOf),
  'tostring/0': plain(asText),
  'tonumber/0': plain(numberFrom),
  'tojson/0': plain(value => formatText('json', value)),
  'fromjson/0': plain(value => {
    const text = textOf(value, 'cannot be parsed as JSON')
    try {
      return JSON.parse(text) as Json
    } catch {
      throw new JqError(`${text} (while parsing '${text}')`)
    }
  }),
  'format/1': withValues((value, name = null) => formatText(textOf(name, 'is not a valid format'), value)),
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
  'join/1': withValues((value, joint = null) => joined(value, joint)),
  'split/1': withValues((value, by = null) => {
    const [text, part] = [textOf(value, 'cannot be split'), textOf(by, 'cannot be split by')]
    return text === '' ? [] : part === '' ? [...text] : text.split(part)
  }),
  'split/2': withValues((value, source = null, flags = null) => {
    const { text, matches } = matchesOf(value, source, flags, true)
    const ends = [...matches.map(({ start }) => start), text.length]
    return ends.map((end, i) => text.slice(matches[i - 1]?.end ?? 0, end))
  }),
  'startswith/1': withValues((value, part = null) =>
    textOf(value, 'startswith() requires string inputs').startsWith(
      textOf(part, 'startswith() requires string inputs'),
    ),
  ),
  'endswith/1': withValues((value, part = null) =>
    textOf(value, 'endswith() requires string inputs').endsWith(textOf(part, 'endswith() requires string inputs')),
  ),
  'ltrimstr/1': cutText((text, part) => (text.startsWith(part) ? text.slice(part.length) : text)),
  'rtrimstr/1': cutText((text, part) => (part !== '' && text.endsWith(part) ? text.slice(0, -part.length) : text)),
  'trim/0': trimmed(text => text.trim()),
  'ltrim/0': trimmed(text => text.trimStart()),
  'rtrim/0': trimmed(text => text.trimEnd()),
  'ascii_downcase/0': ascii(text => text.toLowerCase()),
  'ascii_upcase/0': ascii(text => text.toUpperCase()),
  'explode/0': plain(value => [...textOf(value, 'cannot be exploded')].map(each => each.codePointAt(0) ?? 0)),
  'implode/0': plain(value =>
    listOf(value, 'imploded')
      .map(each => String.fromCodePoint(Math.min(0x10ffff, Math.max(0, Math.trunc(Number(each)) || 0))))
      .join(''),
  ),
  'test/1': withValues(
    (value, source = null) => matchesOf(value, ...patternArguments(source, null), false).matches.length > 0,
  ),
  'test/2': withValues(
    (value, source = null, flags = null) => matchesOf(value, source, flags, false).matches.length > 0,
  ),
  '_match/1': withValues((value, source = null) => matching(value, source)),
  '_match/2': withValues((value, source = null, flags = null) => matching(value, source, flags)),
  '_capture/0': plain(captured),
  '_scan/1': withValues((value, source = null) => scanned(value, source)),
  'sub/2': substitution(false),
  'sub/3': substitution(false),
  'gsub/2': substitution(true),
  'gsub/3': substitution(true),
  'indices/1': withValues((value, part = null) => indices(value, part)),
  'from_entries/0': plain(fromEntries),
  'floor/0': plain(value => Math.floor(Number(numberFrom(value)))),
  'ceil/0': plain(value => Math.ceil(Number(numberFrom(value)))),
  'round/0': plain(value => Math.round(Number(numberFrom(value)))),
  'sqrt/0': plain(value => Math.sqrt(Number(numberFrom(value)))),
  'fabs/0': plain(value => Math.abs(Number(numberFrom(value)))),
  'pow/2': withValues((_, base = null, exponent = null) => Number(base) ** Number(exponent)),
  'log/0': plain(value => Math.log(Number(numberFrom(value)))),
  'exp/0': plain(value => Math.exp(Number(numberFrom(value)))),
  'infinite/0': plain(() => Number.POSITIVE_INFINITY),
  'nan/0': plain(() => Number.NaN),
  'isnan/0': plain(value => Number.isNaN(value)),
  'isinfinite/0': plain(value => value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY),
  'now/0': function* (machine) {
    yield { value: machine.now }
  },
  'todate/0': plain(value =>
    new Date(Math.trunc(Number(numberFrom(value))) * 1000).toISOString().replace('.000Z', 'Z'),
  ),
  'fromdate/0': plain(value => {
    const text = textOf(value, 'cannot be parsed as a date')
    if (!DATE.test(text)) throw new JqError(`date "${text}" does not match format "%Y-%m-%dT%H:%M:%SZ"`)
    return Date.parse(text) / 1000
  }),
  'error/0': (_, { value }) => {
    throw new JqError(value)
  },
  *'error/1'(machine, item, [arg], scope) {
    for (const value of arg === undefined ? [] : machine.values(arg, item, scope)) throw new JqError(value)
    yield* []
  },
  *'range/1'(machine, item, [to], scope) {
    for (const end of to === undefined ? [] : machine.values(to, item, scope)) yield* range(machine, 0, end, 1)
  },
  *'range/2'(machine, item, [from, to], scope) {
    if (from === undefined || to === undefined) return
    for (const start of machine.values(from, item, scope))
      for (const end of machine.values(to, item, scope)) yield* range(machine, start, end, 1)
  },
  *'range/3'(machine, item, args, scope) {
    const [from = 0, to = 0, by = 1] = args.map(arg => machine.collect(arg, item, scope)[0] ?? 0)
    yield* range(machine, from, to, by)
  },
  *'path/1'(machine, { value }, [arg], scope) {
    if (arg !== undefined) for (const path of machine.paths(arg, value, scope)) yield { value: path }
  },
  *'getpath/1'(machine, item, [arg], scope) {
    for (const path of arg === undefined ? [] : machine.values(arg, item, scope)) {
      const keys = listOf(path, 'used as a path')
      yield { value: valueAt(item.value, keys), ...(item.path === undefined ? {} : { path: [...item.path, ...keys] }) }
    }
  },
  'setpath/2': withValues((value, path = null, put = null) => withValueAt(value, listOf(path, 'used as a path'), put)),
  'delpaths/1': withValues((value, paths = null) =>
    deletePaths(
      value,
      listOf(paths, 'used as paths').map(path => listOf(path, 'used as a path')),
    ),
  ),
  *'del/1'(machine, { value }, [arg], scope) {
    const paths: Path[] = arg === undefined ? [] : [...machine.paths(arg, value, scope)]
    yield { value: deletePaths(value, paths) }
  },
  *'to_entries/0'(_, item) {
    if (!isObject(item.value)) throw new JqError(`${described(item.value)} has no keys`)
    yield { value: Object.entries(item.value).map(([key, value]) => ({ key, value })) }
  },
  *'first/1'(machine, item, [arg], scope) {
    for (const result of arg === undefined ? [] : machine.run(arg, item, scope)) {
      yield result
      return
    }
  },
  *'limit/2'(machine, item, [count, arg], scope) {
    if (count === undefined || arg === undefined) return
    for (const most of machine.values(count, item, scope)) {
      let left = Number(most)
      if (left <= 0) continue
      for (const result of machine.run(arg, item, scope)) {
        yield result
        left -= 1
        if (left <= 0) break
      }
    }
  },
  *'isempty/1'(machine, item, [arg], scope) {
    for (const _ of arg === undefined ? [] : machine.values(arg, item, scope)) {
      yield { value: false }
      return
    }
    yield { value: true }
  },
  *'add/0'(machine, item) {
    let total: Json = null
    for (const { value } of children({ value: item.value })) {
      machine.count()
      total = binary('+', total, value)
    }
    yield { value: total }
  },
  *'input/0'(machine) {
    const value = machine.inputs()
    if (value === undefined) throw new JqError('No more inputs')
    yield { value }
  },
  *'inputs/0'(machine) {
    for (let value = machine.inputs(); value !== undefined; value = machine.inputs()) yield { value }
  },
  'halt_error/0': (_, { value }) => {
    throw new ToolError(typeof value === 'string' ? value : toJson(value))
  },
}
