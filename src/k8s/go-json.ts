import { isRecord } from '../base/fields'
import { LARGEST_WHOLE, markWhole, unmarkWhole } from './big-integer'

/** Keys in the order that Go gives to maps. */
export function sortedKeys(record: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(record)
    .filter(key => record[key] !== undefined)
    .sort()
}

/** The value with the keys of every object sorted, and in a form that JSON can say. */
export function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (!isRecord(value)) return typeof value === 'bigint' ? markWhole(value) : value
  return Object.fromEntries(sortedKeys(value).map(key => [key, sortKeys(value[key])]))
}

// Go's JSON encoder makes these safe for HTML.
const ESCAPES: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
}
/** JSON text with what HTML would read as markup escaped, as Go's encoder does it. */
const escapeHtml = (json: string) => json.replace(/[<>&\u2028\u2029]/g, character => ESCAPES[character] ?? character)

/** JSON of what is stored, with the keys in the order that they have; no spaces, or lines with an indent. */
export function toOrderedJson(value: unknown, indent?: number): string {
  const mark = (_: string, item: unknown) => {
    // The nearest number to the largest of 64 bits is one too large.
    const whole = item === 2 ** 63 ? LARGEST_WHOLE : item
    return typeof whole === 'bigint' ? markWhole(whole) : whole
  }
  return unmarkWhole(escapeHtml(JSON.stringify(value, mark, indent) ?? 'null'))
}

/** JSON as Go's `json.Marshal` writes a map: sorted keys; no spaces, or lines with an indent. */
export function toGoJson(value: unknown, indent?: number): string {
  return unmarkWhole(escapeHtml(JSON.stringify(sortKeys(value), undefined, indent) ?? 'null'))
}
