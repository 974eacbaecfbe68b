import { type Fields, partsOf } from '../../../base/fields'
import { fieldsOf, type GoField, isKnownKind } from './go-struct'
import type { GoType } from './go-type'

/**
 * The object as Go writes it for the store: empty lists and maps are gone where the type leaves them out, and where it does not,
 * what is absent is there as its zero value (`sources: null`). What needs no change is answered as it is. `stored`: an object
 * that has been written so; the parts that are the very same ones stay as they are.
 */
// Models staging/src/k8s.io/apimachinery/pkg/runtime/serializer/json and encoding/json's omitempty
export function writeObject<T extends Fields>(kind: string, object: T, stored?: Fields): T {
  return isKnownKind(kind) ? (writeStruct(`v1.${kind}`, object, stored) as T) : object
}

function writeStruct(key: string, fields: Fields, stored?: unknown): Fields {
  const types = fieldsOf(key)
  const known = partsOf(stored)
  const result: Record<string, unknown> = {}
  let isSame = true
  for (const name in fields) {
    const before = fields[name]
    if (before === known[name] && before !== undefined) {
      result[name] = before
      continue
    }
    const field = types.get(name)
    const value = field === undefined ? before : written(field, before, known[name])
    if (value !== before) isSame = false
    if (value !== undefined) result[name] = value
  }
  for (const field of types.values()) {
    if (fields[field.name] !== undefined) continue
    const value = written(field, undefined, undefined)
    if (value === undefined) continue
    isSame = false
    result[field.name] = value
  }
  return isSame ? fields : result
}

/** Undefined: the field is not written. */
function written(field: GoField, value: unknown, stored: unknown): unknown {
  const { type, whenEmpty } = field
  if (value === undefined || value === null) {
    if (whenEmpty === 'null') return null
    return whenEmpty === 'zero' ? zeroOf(type) : undefined
  }
  const content = writeValue(type, value, stored)
  if (!isEmptyCollection(type, content)) return content
  if (whenEmpty === 'left-out') return undefined
  return whenEmpty === 'zero' ? null : content
}

function writeValue(type: GoType, value: unknown, stored?: unknown): unknown {
  if (value === null || value === undefined || value === stored) return value
  switch (type.kind) {
    case 'struct':
      return writeStruct(type.key, value as Fields, stored)
    case 'list': {
      const items = value as readonly unknown[]
      const known = partsOf(stored)
      const written = items.map((item, index) => writeValue(type.element, item, known[index]))
      return written.every((item, index) => item === items[index]) ? items : written
    }
    case 'map': {
      const map = value as Fields
      const entries = Object.entries(map).map(([key, item]) => [key, writeValue(type.element, item)] as const)
      return entries.every(([key, item]) => item === map[key]) ? map : Object.fromEntries(entries)
    }
    default:
      return value
  }
}

/** The store's own encoding knows no difference between an empty list and none. */
function isEmptyCollection(type: GoType, value: unknown): boolean {
  if (type.kind === 'list') return (value as readonly unknown[]).length === 0
  return type.kind === 'map' && Object.keys(value as Fields).length === 0
}

function zeroOf(type: GoType): unknown {
  switch (type.kind) {
    case 'struct':
      return writeStruct(type.key, {})
    case 'list':
    case 'map':
    case 'bytes':
    case 'time':
    case 'microTime':
    case 'any':
      return null
    case 'quantity':
      return '0'
    case 'int':
    case 'intOrString':
    case 'float':
      return 0
    case 'bool':
      return false
    default:
      return ''
  }
}
