import type { Fields } from '../../../base/fields'
import { STRUCT_FIELDS } from './api-types.generated'
import { isKnownKind } from './check-fields'
import { type GoType, parseGoType } from './go-type'

/**
 * The object as it is after Go has read and written it: fields that its type does not have are gone, and so are empty texts,
 * lists and maps where the type leaves them out; null is the zero value (an empty text in a map). What needs no change is
 * answered as it is. The object has passed `checkFields`; kinds that we do not know stay as they are.
 */
export function readObject<T extends Fields>(kind: string, object: T): T {
  return isKnownKind(kind) ? (readStruct(`v1.${kind}`, object) as T) : object
}

function readStruct(key: string, fields: Fields): Fields {
  const types = STRUCT_FIELDS[key] ?? {}
  const result: Record<string, unknown> = {}
  let isSame = true
  for (const name in fields) {
    const before = fields[name]
    const text = Object.hasOwn(types, name) ? types[name] : undefined
    if (text === undefined || before === null || before === undefined) {
      isSame = false
      continue
    }
    const value = readValue(parseGoType(text.slice(1 + Math.max(text.lastIndexOf('>'), text.indexOf('?')))), before)
    if (text.startsWith('?') && isEmpty(value)) {
      isSame = false
      continue
    }
    if (value !== before) isSame = false
    result[name] = value
  }
  return isSame ? fields : result
}

function readValue(type: GoType, value: unknown): unknown {
  if (value === null || value === undefined) return zeroOf(type)
  switch (type.kind) {
    case 'struct':
      return readStruct(type.key, value as Fields)
    case 'list': {
      const items = value as readonly unknown[]
      const read = items.map(item => readValue(type.element, item))
      return read.every((item, index) => item === items[index]) ? items : read
    }
    case 'map': {
      const map = value as Fields
      const entries = Object.entries(map).map(([key, item]) => [key, readValue(type.element, item)] as const)
      return entries.every(([key, item]) => item === map[key]) ? map : Object.fromEntries(entries)
    }
    default:
      return value
  }
}

function isEmpty(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value === '' || value === 0 || value === false
  return (Array.isArray(value) ? value : Object.keys(value)).length === 0
}

/** What a null inside a list or a map stands for. */
function zeroOf(type: GoType): unknown {
  switch (type.kind) {
    case 'struct':
    case 'map':
      return {}
    case 'list':
      return []
    case 'quantity':
      return '0'
    case 'int':
    case 'float':
      return 0
    case 'bool':
      return false
    default:
      return ''
  }
}
