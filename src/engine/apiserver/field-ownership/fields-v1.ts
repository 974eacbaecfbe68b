import { type Fields, isRecord } from '../../../base/fields'
import type { FieldSet } from './field-set'
import { compareElements, type PathElement } from './path-element'

/** A set as `fieldsV1` of `metadata.managedFields` has it. A dot says that a part with parts of its own is in the set itself. */
// Models sigs.k8s.io/structured-merge-diff/v6/fieldpath/serialize.go
export function toFieldsV1({ children }: FieldSet): Fields {
  const fields: Record<string, Fields> = {}
  for (const [element, set] of [...children].sort(([a], [b]) => compareElements(a, b))) {
    const below = toFieldsV1(set)
    fields[element] = set.isMember && set.children.size > 0 ? { '.': {}, ...below } : below
  }
  return fields
}

/** The set that `fields` stand for; what is no such thing counts for nothing. */
export function fromFieldsV1(fields: unknown): FieldSet {
  return { isMember: false, children: childrenOf(fields) }
}

function childrenOf(fields: unknown): ReadonlyMap<PathElement, FieldSet> {
  const children = new Map<PathElement, FieldSet>()
  if (!isRecord(fields)) return children
  for (const [element, below] of Object.entries(fields)) {
    if (!/^[fkv]:/.test(element) || !isRecord(below)) continue
    const isMember = '.' in below || Object.keys(below).length === 0
    children.set(element, { isMember, children: childrenOf(below) })
  }
  return children
}
