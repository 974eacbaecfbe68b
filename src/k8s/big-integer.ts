/** A whole number as the server holds it: a bigint where a number cannot tell it from its neighbours. */
export type Int64 = number | bigint

/** The largest of 64 bits. */
export const LARGEST_WHOLE = 2n ** 63n - 1n

/**
 * A whole number as it is written. What Kubernetes holds exactly (64 bits) and a JavaScript number does not is a bigint, from
 * the text of a person to what is stored and printed.
 */
export function wholeNumber(digits: string): Int64 {
  const nearest = Number(digits)
  if (Number.isSafeInteger(nearest)) return nearest
  const exact = BigInt(digits)
  return exact >= -LARGEST_WHOLE - 1n && exact <= LARGEST_WHOLE ? exact : nearest
}

/** The value with the nearest number in the place of each bigint; the very same when there is none. */
export function withNearestNumbers<T>(value: T): T {
  if (typeof value === 'bigint') return Number(value) as T
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const items = value.map(withNearestNumbers)
    return items.every((item, index) => item === value[index]) ? value : (items as T)
  }
  const fields = Object.entries(value).map(([name, item]) => [name, withNearestNumbers(item)] as const)
  const isSame = fields.every(([name, item]) => item === (value as Readonly<Record<string, unknown>>)[name])
  return isSame ? value : (Object.fromEntries(fields) as T)
}

/** No text of a person begins like this. */
const MARK = '\u0000whole:'
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g

/** The value of a JSON text, its whole numbers as `wholeNumber` reads them. Throws SyntaxError. */
export function parseJson(text: string): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text)
  const marked = text.replace(STRING_OR_NUMBER, token =>
    /^-?[1-9]\d{15,}$/.test(token) && typeof wholeNumber(token) === 'bigint' ? JSON.stringify(MARK + token) : token,
  )
  return JSON.parse(marked, (_, value: unknown) =>
    typeof value === 'string' && value.startsWith(MARK) ? BigInt(value.slice(MARK.length)) : value,
  )
}

/** What stands for a bigint while JSON is written. */
export const markWhole = (value: bigint): string => `${MARK}${value}`

/** JSON text in which marks have become numbers. */
export const unmarkWhole = (json: string): string => json.replace(/"\\u0000whole:(-?\d+)"/g, '$1')
