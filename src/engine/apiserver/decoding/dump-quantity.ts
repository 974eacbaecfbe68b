import { canonicalQuantity, parseQuantity } from '../../../k8s/quantity'
import { readInt64 } from '../../../k8s/quantity-int64'

/** What does not fit into an int64 is counted in billionths. */
const NANO_SCALE = 9
const WORD = 2n ** 64n
const NO_DECIMAL = '<nil>'

/** A quantity as resource.Quantity holds it after it was read from the store, the way Go dumps it, without its type. */
export function dumpQuantity(text: string): string {
  const canonical = canonicalQuantity(text)
  const amount = readInt64(canonical)
  if (amount !== undefined) {
    const { value, scale, format, keepsText } = amount
    return dumpFields(value, scale, NO_DECIMAL, keepsText ? canonical : '', format)
  }
  const { nanos, format } = parseQuantity(canonical)
  return dumpFields(0n, 0, dumpDecimal(nanos), '', format)
}

function dumpFields(value: bigint, scale: number, decimal: string, text: string, format: string): string {
  const amount = `{value:(int64)${value} scale:(resource.Scale)${scale}}`
  return `{i:(resource.int64Amount)${amount} d:(resource.infDecAmount){Dec:(*inf.Dec)${decimal}} s:(string)${text} Format:(resource.Format)${format}}`
}

/** An inf.Dec: sign, and the digits in words of 64 bits, the lowest first. */
function dumpDecimal(nanos: bigint): string {
  const words: bigint[] = []
  for (let rest = nanos < 0n ? -nanos : nanos; rest > 0n; rest /= WORD) words.push(rest % WORD)
  const integer = `{neg:(bool)${nanos < 0n} abs:(big.nat)[${words.join(' ')}]}`
  return `{unscaled:(big.Int)${integer} scale:(inf.Scale)${NANO_SCALE}}`
}
