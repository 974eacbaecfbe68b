/** The decimal digits that Go takes for an int64 without looking closer, and the smallest power of ten in one. */
const MAX_DIGITS = 18
const MIN_SCALE = -9
const MAX_INT64 = 2n ** 63n - 1n

const DECIMAL_EXPONENTS = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 }
const BINARY_EXPONENTS = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 }

/** What resource.Quantity keeps of a text that it can read into an int64: `value` × 10^`scale`. */
export interface Int64Quantity {
  readonly value: bigint
  readonly scale: number
  readonly format: 'DecimalSI' | 'BinarySI' | 'DecimalExponent'
  /** Whether it looks canonical, so that it is printed as it was written: `100m`, but also `1.500` and `+1`. */
  readonly keepsText: boolean
}

/** Undefined when Go needs more than an int64 for it, or fears so. The text is a quantity. */
// Models staging/src/k8s.io/apimachinery/pkg/api/resource/quantity.go ParseQuantity, the fast path
export function readInt64(text: string): Int64Quantity | undefined {
  if (text === '0') return { value: 0n, scale: 0, format: 'DecimalSI', keepsText: true }
  const [, sign, whole = '', fraction = '', suffix = ''] = /^([+-]?)0*(\d*)\.?(\d*)(.*)$/.exec(text) ?? []
  const digits = (whole || '0') + fraction
  const binary = BINARY_EXPONENTS[suffix as keyof typeof BINARY_EXPONENTS]
  const amount =
    binary === undefined ? readDecimal(digits, fraction.length, suffix) : readBinary(digits, fraction.length, binary)
  return amount && sign === '-' ? { ...amount, value: -amount.value } : amount
}

function readDecimal(digits: string, decimals: number, suffix: string): Int64Quantity | undefined {
  const exponent = DECIMAL_EXPONENTS[suffix as keyof typeof DECIMAL_EXPONENTS]
  const scale = (exponent ?? Number(suffix.slice(1))) - decimals
  if (digits.length > MAX_DIGITS || scale < MIN_SCALE) return undefined
  return {
    value: BigInt(digits),
    scale,
    format: exponent === undefined ? 'DecimalExponent' : 'DecimalSI',
    keepsText: scale % 3 === 0 && !digits.endsWith('000') && !digits.startsWith('0'),
  }
}

function readBinary(digits: string, decimals: number, exponent: number): Int64Quantity | undefined {
  const precision = 15 - digits.length - Math.trunc((exponent * 3) / 10) - 1
  const value = BigInt(digits) << BigInt(exponent)
  if (decimals > 0 || precision < 0 || value > MAX_INT64) return undefined
  return { value, scale: 0, format: 'BinarySI', keepsText: (BigInt(digits) & 7n) !== 0n }
}
