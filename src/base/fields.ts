/** A JSON object whose fields are looked at one by one. */
export type Fields = Readonly<Record<string, unknown>>

/** Whether the value is a JSON object: neither null nor a list. */
export function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const NOTHING: Fields = {}

/** The fields of an object or the items of a list, to compare with those of another; nothing for any other value. */
export function partsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : NOTHING
}
