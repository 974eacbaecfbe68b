import { compareText } from '../../../base/compare-text'
import type { Fields } from '../../../base/fields'
import { utf8 } from '../../../k8s/base64'
import { canonicalText } from '../../../k8s/canonical-text'
import { fromTimestamp, SCENARIO_EPOCH } from '../../../k8s/time'
import { dumpQuantity } from './dump-quantity'
import { fieldsOf, type GoField } from './go-struct'
import type { GoType } from './go-type'

/** From year 1, where Go's clock begins, to 1970. */
const SECONDS_BEFORE_1970 = 62_135_596_800

/** How Go calls the types that read themselves from JSON. */
const SPECIAL_NAMES: Partial<Readonly<Record<GoType['kind'], string>>> = {
  quantity: 'resource.Quantity',
  intOrString: 'intstr.IntOrString',
  time: 'v1.Time',
  any: 'v1.FieldsV1',
}

/**
 * A stored value of a Go struct in one line, with the types and names of all fields, also of those that are not there: what
 * Kubernetes hashes. `key` is the struct's, as the generated table names it: `v1.PodTemplateSpec`. A controller has it from
 * protobuf, where what is empty and what is absent are the same.
 */
// Models k8s.io/utils/dump ForHash
export function dumpObject(key: string, object: Fields): string {
  return `(${key})${dumpStruct(key, object)}`
}

function dumpStruct(key: string, object: Fields): string {
  return dumpFields([...fieldsOf(key).values()], 0, object)
}

/** The fields from `depth` embedded structs inwards; neighbours with the same next one stand in it together. */
function dumpFields(fields: readonly GoField[], depth: number, object: Fields): string {
  const parts: string[] = []
  for (let at = 0; at < fields.length; at++) {
    const field = fields[at]
    if (field === undefined) break
    const embedded = field.embedded[depth]
    if (embedded === undefined) {
      parts.push(`${field.goName}:${dumpField(field, object[field.name])}`)
      continue
    }
    const start = at
    while (fields[at + 1]?.embedded[depth] === embedded) at++
    parts.push(`${embedded}:(v1.${embedded})${dumpFields(fields.slice(start, at + 1), depth + 1, object)}`)
  }
  return `{${parts.join(' ')}}`
}

/** Most fields of most structs are not there. */
const absent = new Map<GoField, string>()

function dumpField(field: GoField, value: unknown): string {
  if (value !== undefined && value !== null) return dumpTyped(field, value)
  let text = absent.get(field)
  if (text === undefined) {
    text = dumpTyped(field, undefined)
    absent.set(field, text)
  }
  return text
}

function dumpTyped({ type, isPointer }: GoField, value: unknown): string {
  const name = SPECIAL_NAMES[type.kind] ?? type.name
  if (!isPointer) return `(${name})${dumpValue(type, value)}`
  return `(*${name})${value === undefined ? '<nil>' : dumpValue(type, value)}`
}

/** Without its type, as list items and what is in a map are printed. */
function dumpValue(type: GoType, value: unknown): string {
  switch (type.kind) {
    case 'struct':
      return dumpStruct(type.key, (value ?? {}) as Fields)
    case 'list': {
      const items = (value ?? []) as readonly unknown[]
      return items.length === 0 ? '<nil>' : `[${items.map(item => dumpValue(type.element, item)).join(' ')}]`
    }
    case 'map': {
      const entries = Object.entries((value ?? {}) as Fields).sort(([a], [b]) => compareText(a, b))
      const printed = entries.map(([key, item]) => `${key}:${dumpValue(type.element, item)}`)
      return printed.length === 0 ? '<nil>' : `map[${printed.join(' ')}]`
    }
    case 'quantity':
      return dumpQuantity(String(value ?? '0'))
    case 'intOrString':
      return typeof value === 'string'
        ? `{Type:(intstr.Type)1 IntVal:(int32)0 StrVal:(string)${value}}`
        : `{Type:(intstr.Type)0 IntVal:(int32)${value ?? 0} StrVal:(string)}`
    case 'time':
      return `{Time:(time.Time)${dumpTime(value)}}`
    case 'any':
      return `{Raw:([]uint8)[${utf8(canonicalText(value)).join(' ')}]}`
    case 'int':
    case 'float':
      return String(value ?? 0)
    case 'bool':
      return String(value ?? false)
    default:
      return String(value ?? '')
  }
}

/** In whole seconds. Where the controllers run there are no time zones: local time is UTC. */
function dumpTime(value: unknown): string {
  if (value === undefined || value === null) return '{wall:(uint64)0 ext:(int64)0 loc:(*time.Location)<nil>}'
  const seconds = Math.floor((fromTimestamp(String(value)) + SCENARIO_EPOCH) / 1000) + SECONDS_BEFORE_1970
  const zones = 'zone:([]time.zone)<nil> tx:([]time.zoneTrans)<nil> extend:(string)'
  const cache = 'cacheStart:(int64)0 cacheEnd:(int64)0 cacheZone:(*time.zone)<nil>'
  return `{wall:(uint64)0 ext:(int64)${seconds} loc:(*time.Location){name:(string)UTC ${zones} ${cache}}}`
}
