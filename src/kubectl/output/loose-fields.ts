import type { Fields } from '../../base/fields'

/** The fields of a value that should be an object; none if it is nothing. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

/** The text of a field; `otherwise` if it is not set. */
export function textOf(value: unknown, otherwise = ''): string {
  return value === undefined || value === null ? otherwise : String(value)
}

/** The items of a list of objects; none of anything else. */
export const itemsOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? (value as readonly Fields[]) : [])
