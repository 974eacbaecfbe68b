import { type Fields, isRecord } from '../../base/fields'
import { deepEqual } from '../share-unchanged'
import { PATCH, RETAIN_KEYS } from './directives'
import { keyText } from './element-order'
import { isList, type List } from './json'
import { fieldSchema, type MergeSchema } from './merge-schema'

/** Whether two strategic merge patches set the same field to different values. */
// Models staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go MergingMapsHaveConflicts
export function patchesConflict(one: Fields, other: Fields, schema: MergeSchema): boolean {
  if (one[PATCH] !== other[PATCH]) return true
  return Object.keys(one).some(key => {
    if (key === PATCH || key === RETAIN_KEYS || !(key in other)) return false
    return valuesConflict(one[key], other[key], fieldSchema(schema, key))
  })
}

function valuesConflict(one: unknown, other: unknown, schema: MergeSchema): boolean {
  if (isRecord(one)) {
    if (!isRecord(other)) return true
    return schema.replace === true ? one[PATCH] !== other[PATCH] : patchesConflict(one, other, schema)
  }
  if (isList(one)) return !isList(other) || listsConflict(one, other, schema)
  return !deepEqual(one, other)
}

// Models patch.go slicesHaveConflicts
function listsConflict(one: List, other: List, schema: MergeSchema): boolean {
  const { mergeKey } = schema
  if (mergeKey === undefined) {
    if (one.length !== other.length) return true
    const [left, right] = one.every(isRecord) ? [one, other] : [one.toSorted(), other.toSorted()]
    return left.some((value, i) => valuesConflict(value, right[i], schema))
  }
  // Lists of plain values are united.
  if (mergeKey === '') return false
  const others = new Map(other.filter(isRecord).map(element => [keyText(element[mergeKey]), element]))
  return one.filter(isRecord).some(element => {
    const counterpart = others.get(keyText(element[mergeKey]))
    return counterpart !== undefined && patchesConflict(element, counterpart, schema)
  })
}
