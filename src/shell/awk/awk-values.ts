import { compilePattern, type Pattern } from '../../base/patterns/pattern'

/** Text that came from outside: compared as a number when it looks like one. */
export interface FieldText {
  readonly field: string
}

/** A value; undefined is a variable that was never set: nothing, and zero. */
export type AwkValue = number | string | FieldText | undefined

export function textOf(value: AwkValue): string {
  if (value === undefined) return ''
  if (typeof value === 'number') return numberText(value)
  return typeof value === 'string' ? value : value.field
}

export function numberOf(value: AwkValue): number {
  if (value === undefined) return 0
  if (typeof value === 'number') return value
  const text = typeof value === 'string' ? value : value.field
  return Number(/^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/.exec(text)?.[1] ?? 0)
}

export function isTrue(value: AwkValue): boolean {
  if (value === undefined) return false
  if (typeof value === 'number') return value !== 0
  if (typeof value === 'string') return value !== ''
  return looksNumeric(value.field) ? numberOf(value) !== 0 : value.field !== ''
}

const looksNumeric = (text: string) => /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/.test(text)

const isNumeric = (value: AwkValue) =>
  value === undefined || typeof value === 'number' || (typeof value === 'object' && looksNumeric(value.field))

/** Below zero, zero or above: as numbers when both are, else as text. */
export function compare(a: AwkValue, b: AwkValue): number {
  if (isNumeric(a) && isNumeric(b)) return numberOf(a) - numberOf(b)
  const [x, y] = [textOf(a), textOf(b)]
  return x < y ? -1 : x > y ? 1 : 0
}

/** `%.6g`, and whole numbers as they are. */
function numberText(value: number): string {
  if (Number.isInteger(value)) return Math.abs(value) < 1e16 ? String(value) : generalText(value, 6)
  if (Number.isNaN(value)) return 'nan'
  return Number.isFinite(value) ? generalText(value, 6) : value < 0 ? '-inf' : 'inf'
}

function generalText(value: number, precision: number): string {
  const digits = Math.max(1, precision)
  const exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(Number(value.toPrecision(digits)))))
  if (exponent >= -4 && exponent < digits) {
    const text = value.toFixed(Math.max(0, digits - 1 - exponent))
    return text.includes('.') ? text.replace(/\.?0+$/, '') : text
  }
  return value
    .toExponential(digits - 1)
    .replace(/\.?0+e/, 'e')
    .replace(/e([-+])(\d)$/, 'e$10$2')
}

const MAX_WIDTH = 10_000

/** printf as awk and the shell know it: `%-10s %5d %.2f %x %c %%`. `next` gives the values one after another. */
export function formatted(template: string, next: () => AwkValue): string {
  return template.replace(
    /%([-+ 0#]*)(\*|\d*)(?:\.(\*|\d*))?([a-zA-Z%])/g,
    (all, flags: string, width: string, precision: string | undefined, verb: string) => {
      if (verb === '%') return '%'
      const sized = (size: string) => Math.min(MAX_WIDTH, size === '*' ? numberOf(next()) : Number(size))
      const columns = sized(width)
      const digits = precision === undefined ? undefined : Math.min(100, sized(precision))
      const text = conversion(verb, flags, digits, next)
      if (text === undefined) return all
      if (flags.includes('-')) return text.padEnd(columns)
      const zeros =
        flags.includes('0') && 'dixXofeEgGu'.includes(verb) && (digits === undefined || !'dix'.includes(verb))
      if (!zeros) return text.padStart(columns)
      const sign = /^[-+ ]/.exec(text)?.[0] ?? ''
      return sign + text.slice(sign.length).padStart(columns - sign.length, '0')
    },
  )
}

function conversion(verb: string, flags: string, digits: number | undefined, next: () => AwkValue): string | undefined {
  const signed = (value: number, text: string) =>
    value < 0 ? text : flags.includes('+') ? `+${text}` : flags.includes(' ') ? ` ${text}` : text
  switch (verb) {
    case 's':
      return [...textOf(next())].slice(0, digits).join('')
    case 'c': {
      const value = next()
      return typeof value === 'number' ? String.fromCharCode(value) : textOf(value).slice(0, 1)
    }
    case 'd':
    case 'i':
    case 'u': {
      const value = Math.trunc(numberOf(next()))
      const text = String(Math.abs(value)).padStart(digits ?? 1, '0')
      return signed(value, value < 0 ? `-${text}` : text)
    }
    case 'x':
    case 'X':
    case 'o': {
      const text = Math.trunc(numberOf(next())).toString(verb === 'o' ? 8 : 16)
      return verb === 'X' ? text.toUpperCase() : text
    }
    case 'f':
    case 'F': {
      const value = numberOf(next())
      return signed(value, value.toFixed(digits ?? 6))
    }
    case 'e':
    case 'E': {
      const value = numberOf(next())
      return signed(value, value.toExponential(digits ?? 6).replace(/e([-+])(\d)$/, 'e$10$2'))
    }
    case 'g':
    case 'G': {
      const value = numberOf(next())
      return signed(value, generalText(value, digits ?? 6))
    }
    default:
      return undefined
  }
}

const KEPT_PATTERNS = 100
const compiled = new Map<string, Pattern>()

/** A pattern that is made of a text while the program runs. Throws PatternError. */
export function patternFrom(text: string): Pattern {
  const known = compiled.get(text)
  if (known !== undefined) return known
  if (compiled.size > KEPT_PATTERNS) compiled.clear()
  const pattern = compilePattern(text, { syntax: 'extended' })
  compiled.set(text, pattern)
  return pattern
}
