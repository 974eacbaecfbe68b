import { type Fields, isRecord } from '../../../base/fields'
import { sortedKeys, toOrderedJson } from '../../../k8s/go-json'
import { fieldsOf } from './go-struct'
import type { GoType } from './go-type'
import { writeObject } from './write-object'

/** What a client that has Go's types prints: with the zero values that Go writes, in the order of the fields. */
export const asGoStruct = <T extends Fields>(kind: string, object: T): T => inGoOrder(kind, writeObject(kind, object))

/** The object with its fields in the order in which Go writes them, what its type lacks last: the text that a patch changes. */
// Models encoding/json
export function inGoOrder<T extends Fields>(kind: string, object: T): T {
  return ordered({ kind: 'struct', name: kind, key: `v1.${kind}` }, object) as T
}

/** The text after a patch: parts that it touched have their fields sorted, the others are as they were. */
// Models gopkg.in/evanphx/json-patch.v4, which keeps what it need not open
export function patchedText(before: unknown, after: unknown): string {
  if (before === after) return toOrderedJson(after)
  if (Array.isArray(before) && Array.isArray(after)) {
    return `[${after.map((item, index) => patchedText(before[index], item)).join(',')}]`
  }
  if (!isRecord(before) || !isRecord(after)) return toOrderedJson(after)
  const parts = sortedKeys(after).map(key => `${toOrderedJson(key)}:${patchedText(before[key], after[key])}`)
  return `{${parts.join(',')}}`
}

function ordered(type: GoType, value: Fields): Fields {
  const result: Record<string, unknown> = {}
  const types = type.kind === 'struct' ? fieldsOf(type.key) : undefined
  const names = types === undefined ? Object.keys(value).sort() : [...types.keys(), ...Object.keys(value)]
  for (const name of names) {
    const item = value[name]
    if (item === undefined || name in result) continue
    const own = types?.get(name)?.type ?? (type.kind === 'map' ? type.element : undefined)
    result[name] = own === undefined ? item : orderedValue(own, item)
  }
  return result
}

function orderedValue(type: GoType, value: unknown): unknown {
  if (type.kind === 'list' && Array.isArray(value)) return value.map(item => orderedValue(type.element, item))
  return (type.kind === 'struct' || type.kind === 'map') && isRecord(value) ? ordered(type, value) : value
}
