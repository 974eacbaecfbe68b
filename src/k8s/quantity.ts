import { readInt64 } from './quantity-int64'

/**
 * Amounts such as `100m`, `1.5Gi`, `2e3`, as resource.Quantity reads and prints them. Parsing is cached by text, so that
 * the same few amounts of thousands of pods cost a map look-up.
 */
type Format = 'DecimalSI' | 'BinarySI' | 'DecimalExponent'

export interface Quantity {
  /** Exact: Kubernetes keeps no more than nine decimals. */
  readonly nanos: bigint
  readonly format: Format
}

const PATTERN = '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'
const FORMAT_ERROR = `quantities must match the regular expression '${PATTERN}'`
const NUMBER_ERROR = 'unable to parse numeric part of quantity'
const SUFFIX_ERROR = "unable to parse quantity's suffix"

const NANO = 1_000_000_000n
const MILLI = 1_000_000n
const MAX_NANOS = (2n ** 63n - 1n) * NANO
const SHIFTS_AT_ONCE = [0, 1, 2, 3, 6, 9]
const MAX_CACHED = 10_000
const MAX_LENGTH = 256

const DECIMAL_SUFFIXES = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E']
const BINARY_SUFFIXES = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']

const parsed = new Map<string, Quantity>()
const millis = new Map<string, number>()
const wholes = new Map<string, number>()
const canonicals = new Map<string, string>()

/** Throws SyntaxError with the words of Kubernetes. */
// Models staging/src/k8s.io/apimachinery/pkg/api/resource/quantity.go ParseQuantity
export function parseQuantity(text: string): Quantity {
  return cached(parsed, text, readQuantity)
}

/** In thousandths, rounded up: what CPU is counted in. */
export function milliValue(text: string): number {
  return cached(millis, text, one => Number(divideUp(parseQuantity(one).nanos, MILLI)))
}

/** In units of 10^-`decimals`, rounded up, as Go counts them: in 64 bits, which the largest amounts overflow. */
// Models resource.Quantity ScaledValue
export function scaledInt64(text: string, decimals: 0 | 3): bigint {
  const small = readInt64(text)
  const shift = (small?.scale ?? 0) + decimals
  if (small === undefined || shift < 0) {
    return BigInt.asIntN(64, divideUp(parseQuantity(text).nanos, decimals === 0 ? NANO : MILLI))
  }
  const exact = small.value * 10n ** BigInt(shift)
  const wrapped = BigInt.asIntN(64, exact)
  // Go multiplies by some powers of ten at once, and by others step by step, which an overflow ends with nothing.
  return wrapped === exact || SHIFTS_AT_ONCE.includes(shift) ? wrapped : 0n
}

/** Whether it is whole units, as validation finds it. */
export const isWholeAmount = (text: string): boolean => scaledInt64(text, 3) % 1000n === 0n

/** In whole units (bytes, pieces), rounded up. */
export function wholeValue(text: string): number {
  return cached(wholes, text, one => Number(divideUp(parseQuantity(one).nanos, NANO)))
}

/** As the server stores it: `1000m` is `1`, `0.5` is `500m`, `1024Mi` is `1Gi`; but `1.500` stays. Throws SyntaxError. */
export function canonicalQuantity(text: string): string {
  return cached(canonicals, text, one => {
    const quantity = parseQuantity(one)
    return readInt64(one)?.keepsText ? one : printQuantity(quantity)
  })
}

/** The same for amounts of resources, which are kept in whole thousandths, rounded up. */
export function canonicalInMillis(text: string): string {
  const { nanos, format } = parseQuantity(text)
  return nanos % MILLI === 0n
    ? canonicalQuantity(text)
    : printQuantity({ nanos: divideUp(nanos, MILLI) * MILLI, format })
}

/** Negative, zero or positive, as with numbers. */
export function compareQuantities(a: string, b: string): number {
  const [one, other] = [parseQuantity(a).nanos, parseQuantity(b).nanos]
  return one < other ? -1 : one > other ? 1 : 0
}

/** The sum, printed in the first one's format (the second one's when the first is zero). */
export function addQuantities(a: string, b: string): string {
  const [one, other] = [parseQuantity(a), parseQuantity(b)]
  const format = one.nanos === 0n ? other.format : one.format
  return printQuantity({ nanos: one.nanos + other.nanos, format })
}

function cached<T>(cache: Map<string, T>, text: string, compute: (text: string) => T): T {
  const known = cache.get(text)
  if (known !== undefined) return known
  const value = compute(text)
  if (cache.size >= MAX_CACHED) cache.clear()
  cache.set(text, value)
  return value
}

function divideUp(amount: bigint, unit: bigint): bigint {
  const quotient = amount / unit
  if (amount % unit === 0n) return quotient
  return amount > 0n ? quotient + 1n : quotient - 1n
}

function readQuantity(text: string): Quantity {
  const match = /^([+-]?)([0-9]*)(?:\.([0-9]*))?([eEinumkKMGTP]*)([-+]?[0-9]*)$/.exec(text)
  if (match === null || text === '' || text.length > MAX_LENGTH) throw new SyntaxError(FORMAT_ERROR)
  const [, sign, whole = '', fraction = '', letters = '', digits = ''] = match
  const { format, base, exponent } = readSuffix(letters + digits)
  if (whole + fraction === '' && readInt64(text) === undefined) throw new SyntaxError(NUMBER_ERROR)
  const amount = scale(BigInt(whole + fraction), base, exponent, fraction.length)
  const nanos = format === 'BinarySI' && amount > MAX_NANOS ? MAX_NANOS : amount
  return { nanos: sign === '-' ? -nanos : nanos, format }
}

/** `amount` × base^exponent ÷ 10^decimals, in nanos, rounded away from zero. */
function scale(amount: bigint, base: 2 | 10, exponent: number, decimals: number): bigint {
  let numerator = amount * NANO
  let denominator = 10n ** BigInt(decimals)
  const factor = BigInt(base) ** BigInt(Math.min(Math.abs(exponent), 400))
  if (exponent >= 0) numerator *= factor
  else denominator *= factor
  return divideUp(numerator, denominator)
}

function readSuffix(suffix: string): { format: Format; base: 2 | 10; exponent: number } {
  const decimal = DECIMAL_SUFFIXES.indexOf(suffix)
  if (decimal >= 0) return { format: 'DecimalSI', base: 10, exponent: 3 * (decimal - 3) }
  const binary = BINARY_SUFFIXES.indexOf(suffix)
  if (binary >= 0) return { format: 'BinarySI', base: 2, exponent: 10 * binary }
  const exponent = /^[eE]([-+]?[0-9]+)$/.exec(suffix)?.[1]
  if (exponent === undefined) throw new SyntaxError(SUFFIX_ERROR)
  return { format: 'DecimalExponent', base: 10, exponent: Number(exponent) }
}

// Models staging/src/k8s.io/apimachinery/pkg/api/resource/quantity.go CanonicalizeBytes
function printQuantity({ nanos, format }: Quantity): string {
  const whole = nanos / NANO
  const isSmall = whole > -1024n && whole < 1024n
  if (format === 'BinarySI' && !isSmall && nanos % NANO === 0n) return printBinary(whole)
  return printDecimal(nanos, format === 'DecimalExponent')
}

function printBinary(whole: bigint): string {
  let amount = whole
  let index = 0
  while (amount % 1024n === 0n && index < BINARY_SUFFIXES.length - 1) {
    amount /= 1024n
    index += 1
  }
  return `${amount}${BINARY_SUFFIXES[index] ?? ''}`
}

function printDecimal(nanos: bigint, asExponent: boolean): string {
  if (nanos === 0n) return '0'
  let amount = nanos
  let index = 0
  while (amount % 1000n === 0n) {
    amount /= 1000n
    index += 1
  }
  if (!asExponent) return `${amount}${DECIMAL_SUFFIXES[index] ?? ''}`
  const exponent = 3 * (index - 3)
  return exponent === 0 ? String(amount) : `${amount}e${exponent}`
}
