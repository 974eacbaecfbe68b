import { type Fields, isRecord, partsOf } from '../../../base/fields'
import { timeError } from '../../../k8s/time-text'
import { base64Complaint, quantityError } from './check-fields'
import { fieldsOf } from './go-struct'
import type { GoType } from './go-type'

/**
 * Why an object cannot become the Go type of its kind without going through text; undefined when it can. `stored`: an object
 * that is of that type; the parts that are the very same ones are not looked at.
 */
// Models staging/src/k8s.io/apimachinery/pkg/runtime/converter.go fromUnstructured
export function conversionError(kind: string, object: Fields, stored?: Fields): string | undefined {
  return structError(`v1.${kind}`, object, stored)
}

function structError(struct: string, fields: Fields, stored: unknown): string | undefined {
  const known = partsOf(stored)
  for (const { name, type } of fieldsOf(struct).values()) {
    const error = valueError(type, fields[name], known[name])
    if (error !== undefined) return error
  }
  return undefined
}

function valueError(type: GoType, value: unknown, stored: unknown): string | undefined {
  if (value === null || value === undefined || value === stored) return undefined
  switch (type.kind) {
    case 'struct':
      return isRecord(value) ? structError(type.key, value, stored) : `cannot restore struct from: ${goKind(value)}`
    case 'map':
      if (!isRecord(value)) return `cannot restore map from ${goKind(value)}`
      return firstError(Object.values(value), item => valueError(type.element, item, undefined))
    case 'list':
      if (!Array.isArray(value)) return `cannot restore slice from ${goKind(value)}`
      return firstError(value, (item, index) => valueError(type.element, item, partsOf(stored)[index]))
    case 'bytes':
      return bytesError(value)
    case 'intOrString':
      return intOrStringError(value)
    case 'quantity':
      return quantityError(value)
    case 'time':
    case 'microTime':
      return typeof value === 'string'
        ? timeError(value, type.kind)
        : `json: cannot unmarshal ${jsonKind(value)} into Go value of type string`
    case 'any':
      return undefined
    default:
      return scalarError(type, value)
  }
}

function firstError<T>(items: readonly T[], check: (item: T, index: number) => string | undefined): string | undefined {
  for (const [index, item] of items.entries()) {
    const error = check(item, index)
    if (error !== undefined) return error
  }
  return undefined
}

type Scalar = Extract<GoType, { kind: 'string' | 'bool' | 'float' | 'int' }>

function scalarError(type: Scalar, value: unknown): string | undefined {
  const given = goKind(value)
  const isWhole = given === 'int64' || (given === 'float64' && Number.isInteger(value))
  switch (type.kind) {
    case 'int':
      if (isWhole) return undefined
      return given === 'float64' ? `cannot convert float64 to ${type.name}` : `unrecognized type: int${type.bits}`
    case 'float':
      return isWhole || given === 'float64' ? undefined : 'unrecognized type: float64'
    case 'bool':
      return given === 'bool' ? undefined : 'unrecognized type: bool'
    default:
      if (given === 'string') return undefined
      // Go can make a text of a whole number, though not the one that people mean.
      return given === 'int64' ? `cannot convert int64 to ${type.name}` : 'unrecognized type: string'
  }
}

function bytesError(value: unknown): string | undefined {
  if (typeof value === 'string') {
    const complaint = base64Complaint(value)
    return complaint === undefined ? undefined : `error decoding from json: ${complaint}`
  }
  if (!Array.isArray(value)) return `cannot restore slice from ${goKind(value)}`
  return value.every(item => goKind(item) === 'int64') ? undefined : 'unrecognized type: uint8'
}

function intOrStringError(value: unknown): string | undefined {
  if (typeof value === 'string' || value === (Number(value) | 0)) return undefined
  const given = typeof value === 'number' || typeof value === 'bigint' ? `number ${value}` : jsonKind(value)
  return `json: cannot unmarshal ${given} into Go value of type int32`
}

function goKind(value: unknown): string {
  if (Array.isArray(value)) return 'slice'
  if (isRecord(value)) return 'map'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64'
  if (typeof value === 'bigint') return 'int64'
  return typeof value === 'boolean' ? 'bool' : 'string'
}

function jsonKind(value: unknown): string {
  if (Array.isArray(value)) return 'array'
  return typeof value === 'boolean' ? 'bool' : typeof value
}
