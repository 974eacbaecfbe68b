export type List = readonly unknown[]

export const isList = (value: unknown): value is List => Array.isArray(value)

/** Go's kinds, as far as merging tells them apart. */
export function kindOf(value: unknown): 'map' | 'list' | 'null' | 'string' | 'number' | 'boolean' | 'undefined' {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'list'
  const type = typeof value
  if (type === 'bigint') return 'number'
  return type === 'object' ? 'map' : (type as 'string' | 'number' | 'boolean' | 'undefined')
}
