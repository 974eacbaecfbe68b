import { type Fields, isRecord } from '../../base/fields'

/** A number that a template wrote or counted; those of the object itself are plain. */
export class GoNumber {
  constructor(
    readonly value: number,
    readonly type: 'int' | 'float64',
  ) {}
}

/** The number behind a value; undefined when it is none. */
export function numberOf(value: unknown): number | undefined {
  if (value instanceof GoNumber) return value.value
  return typeof value === 'number' ? value : undefined
}

/** The name of the value's type in Go, as objects that were read from JSON have them. */
export function goTypeOf(value: unknown): string {
  if (value instanceof GoNumber) return value.type
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64'
  if (Array.isArray(value)) return '[]interface {}'
  if (value === null || value === undefined) return '<nil>'
  return typeof value === 'object' ? 'map[string]interface {}' : typeof value === 'boolean' ? 'bool' : typeof value
}

/** Whether the value is a map, as objects that were read from JSON have them. */
export function isMap(value: unknown): value is Fields {
  return isRecord(value) && !(value instanceof GoNumber)
}
