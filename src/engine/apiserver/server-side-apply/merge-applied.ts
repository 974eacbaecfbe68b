import { type Fields, isRecord } from '../../../base/fields'
import { fieldsOf } from '../decoding/go-struct'
import type { GoType } from '../decoding/go-type'
import { isAtomicMap, isAtomicStruct, keysOfList } from './list-keys'
import { elementName } from './typed-object'

/** `live` with everything that `applied` says; what it does not mention stays. Both have passed the schema of their kind. */
// Models sigs.k8s.io/structured-merge-diff/v6/typed/merge.go
export function mergeApplied(kind: string, live: Fields, applied: Fields): Fields {
  return mergeStruct(`v1.${kind}`, live, applied)
}

function mergeStruct(struct: string, live: Fields, applied: Fields): Fields {
  const types = fieldsOf(struct)
  const result: Record<string, unknown> = { ...live }
  for (const [name, value] of Object.entries(applied)) {
    const type = types.get(name)?.type
    result[name] = type === undefined ? value : mergeField(struct, name, type, live[name], value)
  }
  return result
}

function mergeField(struct: string, name: string, type: GoType, live: unknown, applied: unknown): unknown {
  if (applied === null) return live
  if (live === undefined || live === null) return applied
  if (type.kind === 'struct' && isRecord(live) && isRecord(applied)) {
    return isAtomicStruct(type.key) ? applied : mergeStruct(type.key, live, applied)
  }
  if (type.kind === 'map' && isRecord(live) && isRecord(applied)) {
    return isAtomicMap(struct, name) ? applied : { ...live, ...applied }
  }
  const keys = keysOfList(struct, name)
  if (keys === undefined || type.kind !== 'list' || !Array.isArray(live) || !Array.isArray(applied)) return applied
  return mergeLists(type.element, live, applied, keys)
}

/** The applied elements in their order, with the live ones that they do not name where they stood. */
function mergeLists(
  element: GoType,
  live: readonly unknown[],
  applied: readonly unknown[],
  keys: readonly string[],
): readonly unknown[] {
  const nameOf = (item: unknown) => elementName(item, keys)
  const before = new Map(live.map(item => [nameOf(item), item]))
  const names = new Set(applied.map(nameOf))
  const merged = applied.map(item => {
    const old = before.get(nameOf(item))
    return element.kind === 'struct' && isRecord(old) && isRecord(item) ? mergeStruct(element.key, old, item) : item
  })
  const result: unknown[] = []
  let next = 0
  for (const item of live) {
    if (!names.has(nameOf(item))) {
      result.push(item)
      continue
    }
    const at = applied.findIndex((candidate, index) => index >= next && nameOf(candidate) === nameOf(item))
    if (at < 0) continue
    result.push(...merged.slice(next, at + 1))
    next = at + 1
  }
  return [...result, ...merged.slice(next)]
}
