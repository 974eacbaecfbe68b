import { type Fields, partsOf } from '../../../base/fields'
import { type Int64, wholeNumber, withNearestNumbers } from '../../../k8s/big-integer'
import { canonicalQuantity } from '../../../k8s/quantity'
import { canonicalTime } from '../../../k8s/time-text'
import { fieldsOf, isKnownKind } from './go-struct'
import type { GoType } from './go-type'

/** What controllers count with: none gets as far as numbers do not. */
const COUNTED = new Set(['revision', 'generation', 'observedGeneration', 'deletionGracePeriodSeconds'])

/**
 * The object as Go has it after reading: fields that its type does not have are gone, and so are texts, numbers and booleans
 * that are empty, where the type leaves them out; null is the zero value (an empty text in a map). Empty lists and maps are
 * still there: checks print them. What needs no change is answered as it is. The object has passed `checkFields`; kinds that we
 * do not know stay as they are. `stored`: an object that has been read; the parts that are the very same ones stay as they are.
 */
export function readObject<T extends Fields>(kind: string, object: T, stored?: Fields): T {
  return isKnownKind(kind) ? (readStruct(`v1.${kind}`, object, stored) as T) : withNearestNumbers(object)
}

function readStruct(key: string, fields: Fields, stored?: unknown): Fields {
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
    if (field === undefined || before === null || before === undefined) {
      isSame = false
      continue
    }
    const read = readValue(field.type, before, known[name])
    const value = typeof read === 'bigint' && COUNTED.has(name) ? Number(read) : read
    if (field.whenEmpty === 'left-out' && (value === '' || value === 0 || value === false)) {
      isSame = false
      continue
    }
    if (value !== before) isSame = false
    result[name] = value
  }
  return isSame ? fields : result
}

function readValue(type: GoType, value: unknown, stored?: unknown): unknown {
  if (value === null || value === undefined) return zeroOf(type)
  if (value === stored) return value
  switch (type.kind) {
    case 'struct':
      return readStruct(type.key, value as Fields, stored)
    case 'list': {
      const items = value as readonly unknown[]
      const known = partsOf(stored)
      const read = items.map((item, index) => readValue(type.element, item, known[index]))
      return read.every((item, index) => item === items[index]) ? items : read
    }
    case 'map': {
      const map = value as Fields
      const entries = Object.entries(map).map(([key, item]) => [key, readValue(type.element, item)] as const)
      return entries.every(([key, item]) => item === map[key]) ? map : Object.fromEntries(entries)
    }
    case 'time':
    case 'microTime':
      return canonicalTime(String(value), type.kind)
    case 'quantity':
      return canonicalQuantity(String(value).trim())
    case 'int':
      return wrapped(value as Int64, type.bits)
    case 'float':
      return withNearestNumbers(value)
    default:
      return value
  }
}

/**
 * Only server-side apply lets numbers through that are too large for their type: Go keeps the lower bits. A number that is a
 * bigint in no text (`1e18`) is what its digits say.
 */
function wrapped(value: Int64, bits: 32 | 64): Int64 {
  if (typeof value === 'number' && (bits === 32 ? value === (value | 0) : Number.isSafeInteger(value))) return value
  return wholeNumber(String(BigInt.asIntN(bits, BigInt(String(value)))))
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
