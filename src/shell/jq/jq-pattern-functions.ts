import { allMatches, compilePattern, type PatternMatch } from '../../base/patterns/pattern'
import { type JqFunction, type JqFunctions, plain, textOf, withValues } from './jq-function'
import { isArray, isObject, JqError, type Json } from './json-values'

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

/** With regular expressions. Those with an underscore are what `jq-prelude.ts` builds the others on. */
export const PATTERN_FUNCTIONS: JqFunctions = {
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
  'split/2': withValues((value, source = null, flags = null) => {
    const { text, matches } = matchesOf(value, source, flags, true)
    const ends = [...matches.map(({ start }) => start), text.length]
    return ends.map((end, i) => text.slice(matches[i - 1]?.end ?? 0, end))
  }),
  'sub/2': substitution(false),
  'sub/3': substitution(false),
  'gsub/2': substitution(true),
  'gsub/3': substitution(true),
}
