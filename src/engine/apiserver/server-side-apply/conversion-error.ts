import { type Fields, isRecord } from '../../../base/fields'
import { base64Complaint, quantityError, timeError } from '../decoding/check-fields'
import { fieldsOf } from '../decoding/go-struct'
import type { GoType } from '../decoding/go-type'

/** Why an object that fits its schema still cannot become the Go type of its kind; undefined when it can. */
// Models staging/src/k8s.io/apimachinery/pkg/runtime/converter.go fromUnstructured
export function conversionError(kind: string, object: Fields): string | undefined {
  return structError(`v1.${kind}`, object)
}

function structError(struct: string, fields: Fields): string | undefined {
  for (const { name, type } of fieldsOf(struct).values()) {
    const error = valueError(type, fields[name])
    if (error !== undefined) return error
  }
  return undefined
}

function valueError(type: GoType, value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined
  switch (type.kind) {
    case 'struct':
      return isRecord(value) ? structError(type.key, value) : undefined
    case 'list':
    case 'map':
      return firstError(Object.values(value), item => valueError(type.element, item))
    case 'int':
      return Number.isInteger(value) || typeof value === 'bigint'
        ? undefined
        : `cannot convert float64 to int${type.bits}`
    case 'intOrString':
      return intOrStringError(value)
    case 'quantity':
      return quantityError(value)
    case 'time':
      return typeof value === 'string' ? timeError(value) : undefined
    case 'bytes':
      return typeof value === 'string' ? base64Complaint(value) : undefined
    default:
      return undefined
  }
}

function firstError<T>(items: readonly T[], check: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const error = check(item)
    if (error !== undefined) return error
  }
  return undefined
}

function intOrStringError(value: unknown): string | undefined {
  if (typeof value === 'string' || value === (Number(value) | 0)) return undefined
  const given = typeof value === 'number' ? `number ${value}` : kindOf(value)
  return `json: cannot unmarshal ${given} into Go value of type int32`
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array'
  return typeof value === 'boolean' ? 'bool' : typeof value
}
