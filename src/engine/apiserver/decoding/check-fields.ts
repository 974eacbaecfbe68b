import { type Fields, isRecord, partsOf } from '../../../base/fields'
import { base64Error } from '../../../k8s/base64'
import { parseQuantity } from '../../../k8s/quantity'
import { timeError } from '../../../k8s/time-text'
import { fieldsOf } from './go-struct'
import type { GoType } from './go-type'
import { templateGenerationError } from './template-generation'

/** What reading an object as its Go type would have said. */
export interface DecodingReport {
  /** The first value of a wrong type, in the words of Go's JSON decoder. */
  readonly error?: string
  /** Paths of fields that the type does not have, in the order of reading: `spec.template.spec.containers[0].foo`. */
  readonly unknownFields: readonly string[]
}

interface Reading {
  /** The first value of a wrong type; reading goes on. */
  error: string | undefined
  /** The first value that its own type could not read: that is what is said. */
  fatal: string | undefined
  readonly unknownFields: string[]
}

/** Where a value stands: the struct and field that hold it for type errors, the full path for unknown fields. */
interface Place {
  readonly struct: string
  readonly fields: string
  readonly path: string
}

/**
 * Compares a parsed object with the Go type of its kind. Keys are read in sorted order, as kubectl sends them. `stored`: an
 * object of the kind that has passed; the parts that are the very same ones have passed too.
 */
// Models sigs.k8s.io/json UnmarshalStrict
export function checkFields(kind: string, object: unknown, stored?: unknown): DecodingReport {
  const reading: Reading = { error: undefined, fatal: undefined, unknownFields: [] }
  readStruct(reading, `v1.${kind}`, object, { struct: '', fields: '', path: '' }, stored)
  const { unknownFields } = reading
  const error = reading.fatal ?? reading.error ?? templateGenerationError(kind, object)
  return { ...(error === undefined ? {} : { error }), unknownFields }
}

function readStruct(reading: Reading, key: string, value: unknown, place: Place, stored: unknown): void {
  const types = fieldsOf(key)
  const struct = key.slice(key.lastIndexOf('.') + 1)
  const fields = value as Fields
  const known = partsOf(stored)
  for (const name of Object.keys(fields).sort()) {
    const part = fields[name]
    if (part === known[name] && part !== undefined) continue
    const path = place.path === '' ? name : `${place.path}.${name}`
    const field = types.get(name)
    if (field === undefined) {
      reading.unknownFields.push(path)
      continue
    }
    const inStruct = [place.fields, ...field.embedded, name].filter(part => part !== '').join('.')
    readValue(reading, field.type, part, { struct, fields: inStruct, path }, known[name])
  }
}

function readValue(reading: Reading, type: GoType, value: unknown, place: Place, stored: unknown): void {
  if (value === null || value === undefined) return
  switch (type.kind) {
    case 'any':
      return
    case 'struct':
      if (isRecord(value)) readStruct(reading, type.key, value, place, stored)
      else refuse(reading, type, value, place)
      return
    case 'list':
      if (Array.isArray(value)) readList(reading, type.element, value, place, stored)
      else refuse(reading, type, value, place)
      return
    case 'map':
      if (isRecord(value)) readMap(reading, type.element, value, place)
      else refuse(reading, type, value, place)
      return
    default:
      readScalar(reading, type, value, place)
  }
}

function readList(reading: Reading, element: GoType, items: readonly unknown[], place: Place, stored: unknown): void {
  const known = partsOf(stored)
  for (const [index, item] of items.entries()) {
    if (item === known[index] && item !== undefined) continue
    readValue(reading, element, item, { ...place, path: `${place.path}[${index}]` }, known[index])
  }
}

function readMap(reading: Reading, element: GoType, map: Readonly<Record<string, unknown>>, place: Place): void {
  for (const key of Object.keys(map).sort()) {
    readValue(reading, element, map[key], { ...place, path: `${place.path}.${key}` }, undefined)
  }
}

function readScalar(reading: Reading, type: GoType, value: unknown, place: Place): void {
  switch (type.kind) {
    case 'string':
    case 'bool':
      if (typeof value !== (type.kind === 'bool' ? 'boolean' : 'string')) refuse(reading, type, value, place)
      return
    case 'float':
      if (typeof value !== 'number' && typeof value !== 'bigint') refuse(reading, type, value, place)
      return
    case 'int':
      if (!isInteger(value, type.bits)) refuse(reading, type, value, place)
      return
    case 'intOrString':
      if (typeof value !== 'string' && !isInteger(value, 32)) abort(reading, mismatch(type, value, place))
      return
    case 'quantity':
      abort(reading, quantityError(value))
      return
    case 'time':
    case 'microTime':
      abort(reading, typeof value === 'string' ? timeError(value, type.kind) : mismatch(type, value, place))
      return
    case 'bytes':
      if (typeof value === 'string') report(reading, base64Complaint(value))
      else readBytes(reading, type, value, place)
      return
    default:
      return
  }
}

function isInteger(value: unknown, bits: 32 | 64): boolean {
  if (typeof value === 'bigint') return BigInt.asIntN(bits, value) === value
  if (typeof value !== 'number' || !Number.isInteger(value)) return false
  // The digits of the float that is nearest to the largest are too large themselves.
  return bits === 64 ? Math.abs(value) < 2 ** 63 : value >= -(2 ** 31) && value < 2 ** 31
}

/** A list of numbers is bytes, too. */
function readBytes(reading: Reading, type: GoType, value: unknown, place: Place): void {
  const byte: GoType = { kind: 'int', name: 'uint8', bits: 32 }
  if (!Array.isArray(value)) refuse(reading, type, value, place)
  else for (const item of value) if (typeof item !== 'number') refuse(reading, byte, item, place)
}

/** Only the first error counts, and it ends the reading: types that read themselves do not go on after one. */
function abort(reading: Reading, error: string | undefined): void {
  reading.fatal ??= error
}

/** Only the first error counts. */
function report(reading: Reading, error: string | undefined): void {
  reading.error ??= error
}

function refuse(reading: Reading, type: GoType, value: unknown, place: Place): void {
  report(reading, mismatch(type, value, place))
}

function mismatch(type: GoType, value: unknown, { struct, fields }: Place): string {
  return `json: cannot unmarshal ${kindOf(value, type)} into Go struct field ${struct}.${fields} of type ${type.name}`
}

function kindOf(value: unknown, type: GoType): string {
  if (typeof value === 'number' || typeof value === 'bigint') {
    return type.kind === 'int' || type.kind === 'intOrString' ? `number ${value}` : 'number'
  }
  if (Array.isArray(value)) return 'array'
  return typeof value === 'boolean' ? 'bool' : typeof value
}

export function quantityError(value: unknown): string | undefined {
  try {
    parseQuantity(typeof value === 'string' ? value.trim() : String(Array.isArray(value) ? '[]' : value))
    return undefined
  } catch (error) {
    return error instanceof SyntaxError ? error.message : undefined
  }
}

export function base64Complaint(value: string): string | undefined {
  const at = base64Error(value)
  return at === undefined ? undefined : `illegal base64 data at input byte ${at}`
}
