import { goSyntax, goValueText } from '../output/jsonpath'
import { GoNumber, goTypeOf, numberOf } from './go-number'

/** A value as Go's %v prints it. */
export function goText(value: unknown): string {
  if (value instanceof GoNumber) return String(value.value)
  return goValueText(value)
}

/** Go's Sprint: a space between operands of which neither is a string. */
export function goPrint(values: readonly unknown[]): string {
  return values
    .map((value, index) => {
      const before = values[index - 1]
      const apart = index > 0 && typeof value !== 'string' && typeof before !== 'string'
      return `${apart ? ' ' : ''}${goText(value)}`
    })
    .join('')
}

const VERB = /%([-+# 0]*)(\d+)?(?:\.(\d*))?(.|$)/gsu

/** Go's Sprintf, for the verbs that templates use; what does not fit is said as Go says it. */
// Models fmt/print.go doPrintf
export function goPrintf(format: string, values: readonly unknown[]): string {
  let next = 0
  const text = format.replace(VERB, (_, flags: string, width: string, precision: string | undefined, verb: string) => {
    if (verb === '%') return '%'
    if (verb === '') return '%!(NOVERB)'
    if (next >= values.length) return `%!${verb}(MISSING)`
    const formatted = formatOne(values[next++], verb, flags, precision === undefined ? undefined : Number(precision))
    return padded(formatted, flags, Number(width ?? 0), verb)
  })
  if (next >= values.length) return text
  const extra = values.slice(next).map(value => `${goTypeOf(value)}=${goText(value)}`)
  return `${text}%!(EXTRA ${extra.join(', ')})`
}

function formatOne(value: unknown, verb: string, flags: string, precision: number | undefined): string {
  const number = numberOf(value)
  const isFloat = goTypeOf(value) === 'float64'
  const signed = (text: string) => (flags.includes('+') && !text.startsWith('-') ? `+${text}` : text)
  switch (verb) {
    case 'v':
      return flags.includes('#') ? goSyntax(value instanceof GoNumber ? value.value : value) : goText(value)
    case 'T':
      return goTypeOf(value)
    case 'd':
      if (number !== undefined && !isFloat) return signed(String(number))
      break
    case 'x':
    case 'X': {
      const digits = typeof value === 'string' ? hex(value) : number?.toString(16)
      if (digits !== undefined) return verb === 'X' ? digits.toUpperCase() : digits
      break
    }
    case 'o':
    case 'b':
      if (number !== undefined && !isFloat) return number.toString(verb === 'o' ? 8 : 2)
      break
    case 'c':
      if (number !== undefined && !isFloat) return String.fromCodePoint(number)
      break
    case 'f':
      if (isFloat && number !== undefined) return signed(number.toFixed(precision ?? 6))
      break
    case 'e':
      if (isFloat && number !== undefined)
        return signed(number.toExponential(precision ?? 6).replace(/e([-+])(\d)$/, 'e$10$2'))
      break
    case 'g':
      if (isFloat && number !== undefined)
        return signed(String(precision === undefined ? number : Number(number.toPrecision(precision))))
      break
    case 't':
      if (typeof value === 'boolean') return String(value)
      break
    case 's':
    case 'q':
      return textFor(value, verb, precision)
    default:
  }
  return misfit(value, verb)
}

function textFor(value: unknown, verb: 's' | 'q', precision: number | undefined): string {
  if (typeof value === 'string') {
    const text = precision === undefined ? value : [...value].slice(0, precision).join('')
    return verb === 'q' ? JSON.stringify(text) : text
  }
  if (Array.isArray(value)) return `[${value.map(item => textFor(item, verb, precision)).join(' ')}]`
  if (typeof value === 'object' && value !== null && !(value instanceof GoNumber)) {
    const parts = Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => `${textFor(key, verb, precision)}:${textFor(item, verb, precision)}`)
    return `map[${parts.join(' ')}]`
  }
  return misfit(value, verb)
}

function misfit(value: unknown, verb: string): string {
  if (value === null || value === undefined) return `%!${verb}(<nil>)`
  return `%!${verb}(${goTypeOf(value)}=${goText(value)})`
}

const hex = (text: string) => [...text].map(character => (character.codePointAt(0) ?? 0).toString(16)).join('')

function padded(text: string, flags: string, width: number, verb: string): string {
  const missing = Math.min(width, 10_000) - [...text].length
  if (missing <= 0) return text
  if (flags.includes('-')) return text + ' '.repeat(missing)
  if (!flags.includes('0') || verb === 'v' || verb === 's' || verb === 'q') return ' '.repeat(missing) + text
  const sign = /^[-+]/.test(text) ? text.slice(0, 1) : ''
  return sign + '0'.repeat(missing) + text.slice(sign.length)
}
