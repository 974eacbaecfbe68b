import { goQuote } from '../go-quote'

/** As Go's %#v prints what its YAML reader makes. */
export function goSyntax(value: unknown): string {
  if (value === null || value === undefined) return 'interface {}(nil)'
  if (typeof value === 'string') return goQuote(value)
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`
  if (typeof value === 'number' && !Number.isSafeInteger(value)) return goFloat(value)
  if (typeof value !== 'object') return String(value)
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `map[interface {}]interface {}{${fields.map(([key, item]) => `${goQuote(key)}:${goSyntax(item)}`).join(', ')}}`
}

/** A number as the text of a key: as few digits as tell it from its neighbours of 32 bits. */
// Models strconv.FormatFloat(value, 'g', -1, 32), and the names of what is no number
export function goFloatKey(value: number): string {
  if (Number.isNaN(value)) return '.nan'
  const nearest = Math.fround(value)
  if (!Number.isFinite(nearest)) return nearest > 0 ? '.inf' : '-.inf'
  const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(count => nearest.toExponential(count - 1))
  return printFloat(digits.find(text => Math.fround(Number(text)) === nearest) ?? nearest.toExponential())
}

/** A float of 64 bits as Go prints it when it is not told how. */
function goFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  return Number.isFinite(value) ? printFloat(value.toExponential()) : value > 0 ? '+Inf' : '-Inf'
}

/** `1.5e+3` as Go's 'g' writes it: small exponents are written out, others have two digits. */
function printFloat(exponential: string): string {
  const [mantissa = '', exponent = '0'] = exponential.split('e')
  const [power, value] = [Number(exponent), Number(exponential)]
  if (value === 0) return Object.is(value, -0) ? '-0' : '0'
  if (power >= -4 && power < 6) return String(value)
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
}
