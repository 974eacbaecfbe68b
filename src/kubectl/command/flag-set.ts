import { goQuote } from '../../k8s/go-quote'

/** What a flag takes. `optional` may stand without a value (`--dry-run`); then it means `bare`. */
export type FlagType = 'bool' | 'string' | 'list' | 'int' | 'duration' | 'optional'

export interface FlagSpec {
  readonly name: string
  readonly short?: string
  readonly type: FlagType
  /** As help prints it: `''`, `false`, `0s`, `[]`. */
  readonly default?: string
  /** The value of an `optional` flag that stands alone. */
  readonly bare?: string
  /** What it is for. Absent in kubectl's own: those texts are in documentation/. */
  readonly help?: string
  readonly hidden?: boolean
  /** What is said when the flag is used although it is old. */
  readonly deprecated?: string
}

/** A slip in the flags: the text is pflag's own. */
export class FlagError extends Error {}

/** The flags of one command line, with the defaults of those that were not given. */
export class FlagSet {
  private readonly values = new Map<string, string[]>()
  private given = ''
  constructor(private readonly specs: ReadonlyMap<string, FlagSpec>) {}

  changed(name: string): boolean {
    return this.values.has(name)
  }

  string(name: string): string {
    const given = this.values.get(name)
    return given?.at(-1) ?? unquote(this.specs.get(name)?.default ?? '')
  }

  list(name: string): readonly string[] {
    return this.values.get(name) ?? []
  }

  /** A list whose values may also be joined by commas; an empty value names nothing. */
  commaList(name: string): readonly string[] {
    return this.list(name).flatMap(value => (value === '' ? [] : value.split(',')))
  }

  bool(name: string): boolean {
    return this.string(name) === 'true'
  }

  int(name: string): number {
    return Number(this.string(name) || '0')
  }

  /** Virtual milliseconds; `0s` and nothing give 0. */
  duration(name: string): number {
    return parseGoDuration(this.string(name)) ?? 0
  }

  /** All that were given, in their order, by their long names: ` --namespace=default --record=true`. */
  asGiven(): string {
    return this.given
  }

  set(name: string, value: string): void {
    this.given += ` --${name}=${value}`
    const spec = this.specs.get(name)
    const earlier = this.values.get(name)
    if (spec?.type === 'list' && earlier !== undefined) earlier.push(value)
    else this.values.set(name, [value])
  }
}

const unquote = (text: string) => (text.startsWith("'") || text === '[]' ? text.slice(1, -1) : text)

/**
 * Sorts the words after a command into flags and arguments, as pflag does: flags may stand anywhere, `--` ends them.
 * Throws FlagError.
 */
// Models github.com/spf13/pflag FlagSet.parseArgs
export function parseFlags(
  words: readonly string[],
  specs: readonly FlagSpec[],
): { flags: FlagSet; args: string[]; dash: number } {
  const byName = new Map(specs.map(spec => [spec.name, spec]))
  const byShort = new Map(specs.flatMap(spec => (spec.short === undefined ? [] : [[spec.short, spec] as const])))
  const flags = new FlagSet(byName)
  const args: string[] = []
  let dash = -1
  const queue = [...words]
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (word === '--') {
      dash = args.length
      args.push(...queue)
      break
    }
    if (word.startsWith('--')) parseLong(word, queue, byName, flags)
    else if (word.startsWith('-') && word.length > 1) parseShorts(word, queue, byShort, flags)
    else args.push(word)
  }
  return { flags, args, dash }
}

function parseLong(word: string, queue: string[], specs: ReadonlyMap<string, FlagSpec>, flags: FlagSet): void {
  const equals = word.indexOf('=')
  const name = word.slice(2, equals < 0 ? undefined : equals)
  if (name === '' || name.startsWith('-')) throw new FlagError(`bad flag syntax: ${word}`)
  const spec = specs.get(name)
  if (spec === undefined) throw new FlagError(`unknown flag: --${name}`)
  if (equals >= 0) assign(spec, word.slice(equals + 1), flags)
  else if (standsAlone(spec)) assign(spec, spec.bare ?? 'true', flags)
  else {
    const value = queue.shift()
    if (value === undefined) throw new FlagError(`flag needs an argument: --${name}`)
    assign(spec, value, flags)
  }
}

function parseShorts(word: string, queue: string[], specs: ReadonlyMap<string, FlagSpec>, flags: FlagSet): void {
  let rest = word.slice(1)
  while (rest !== '') {
    const letter = rest.charAt(0)
    const spec = specs.get(letter)
    if (spec === undefined) throw new FlagError(`unknown shorthand flag: '${letter}' in -${rest}`)
    const after = rest.slice(1)
    if (after.startsWith('=') && after.length > 1) {
      assign(spec, after.slice(1), flags)
      return
    }
    if (standsAlone(spec)) {
      assign(spec, spec.bare ?? 'true', flags)
      rest = after
      continue
    }
    const value = after !== '' ? after : queue.shift()
    if (value === undefined) throw new FlagError(`flag needs an argument: '${letter}' in -${rest}`)
    assign(spec, value, flags)
    return
  }
}

const standsAlone = (spec: FlagSpec) => spec.type === 'bool' || spec.type === 'optional'

function assign(spec: FlagSpec, value: string, flags: FlagSet): void {
  const problem = problemOf(spec, value)
  if (problem !== undefined) {
    const label = spec.short === undefined ? `--${spec.name}` : `-${spec.short}, --${spec.name}`
    throw new FlagError(`invalid argument ${goQuote(value)} for "${label}" flag: ${problem}`)
  }
  flags.set(spec.name, spec.type === 'bool' ? String(TRUE_WORDS.has(value)) : value)
}

const TRUE_WORDS = new Set(['1', 't', 'T', 'TRUE', 'true', 'True'])
const FALSE_WORDS = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False'])

/** What Go reads as a boolean; undefined for all other words. */
// Models strconv.ParseBool
export function goBool(value: string): boolean | undefined {
  if (TRUE_WORDS.has(value)) return true
  return FALSE_WORDS.has(value) ? false : undefined
}

function problemOf(spec: FlagSpec, value: string): string | undefined {
  switch (spec.type) {
    case 'bool':
      return goBool(value) === undefined ? `strconv.ParseBool: parsing ${goQuote(value)}: invalid syntax` : undefined
    case 'int':
      return /^[+-]?\d+$/.test(value) ? undefined : `strconv.ParseInt: parsing ${goQuote(value)}: invalid syntax`
    case 'duration':
      return durationProblem(value)
    default:
      return undefined
  }
}

function durationProblem(value: string): string | undefined {
  if (parseGoDuration(value) !== undefined) return undefined
  if (/^[+-]?[\d.]+$/.test(value)) return `time: missing unit in duration ${goQuote(value)}`
  return `time: invalid duration ${goQuote(value)}`
}

const UNIT: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** Go's duration text (`1m30s`, `500ms`, `0`) in milliseconds; undefined when it is none. */
export function parseGoDuration(text: string): number | undefined {
  const match = /^([+-]?)(.*)$/.exec(text)
  const body = match?.[2] ?? ''
  if (body === '0') return 0
  if (!/^(\d+(\.\d*)?(ns|us|µs|ms|s|m|h)|\.\d+(ns|us|µs|ms|s|m|h))+$/.test(body)) return undefined
  let total = 0
  for (const [, number, unit] of body.matchAll(/([\d.]+)(ns|us|µs|ms|s|m|h)/g))
    total += Number(number) * (UNIT[unit ?? ''] ?? 0)
  return match?.[1] === '-' ? -total : total
}
