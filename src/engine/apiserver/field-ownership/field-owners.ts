import { compareText } from '../../../base/compare-text'
import type { ManagedFieldsEntry } from '../../../k8s/object'
import { fromTimestamp } from '../../../k8s/time'
import { type FieldSet, isEmpty, sameFields } from './field-set'
import { fromFieldsV1, toFieldsV1 } from './fields-v1'

/** Who writes: one entry of `managedFields` for each. What is applied is one's own whatever the version of the API. */
export interface FieldManager {
  readonly manager: string
  readonly operation: 'Apply' | 'Update'
  readonly apiVersion: string
  /** '' for the object itself. */
  readonly subresource: string
}

/** A manager, the fields that it owns, and when it last took some. */
export interface FieldOwner extends FieldManager {
  readonly fields: FieldSet
  /** RFC 3339; absent when the manager has changed nothing. */
  readonly time: string | undefined
}

/** The owners of one object's fields, in no particular order. */
export type FieldOwners = readonly FieldOwner[]

/** What tells managers apart. */
// Models staging/src/k8s.io/apimachinery/pkg/util/managedfields/internal/managedfields.go BuildManagerIdentifier
export function isSameManager(a: FieldManager, b: FieldManager): boolean {
  if (a.manager !== b.manager || a.operation !== b.operation || a.subresource !== b.subresource) return false
  return a.operation === 'Apply' || a.apiVersion === b.apiVersion
}

/** The owners with other fields: those that are left with none are gone. The very same list when nothing changes. */
export function withFields(owners: FieldOwners, change: (owner: FieldOwner) => FieldSet): FieldOwners {
  let changed = false
  const next: FieldOwner[] = []
  for (const owner of owners) {
    const fields = change(owner)
    if (fields !== owner.fields) changed = true
    if (!isEmpty(fields)) next.push(fields === owner.fields ? owner : { ...owner, fields })
  }
  return changed ? next : owners
}

/** Whether the same managers own the same fields since the same time. */
export function sameOwners(a: FieldOwners, b: FieldOwners): boolean {
  if (a === b) return true
  if (a.length !== b.length) return false
  return a.every(owner => {
    const other = b.find(candidate => isSameManager(candidate, owner))
    return other !== undefined && other.time === owner.time && sameFields(other.fields, owner.fields)
  })
}

/** As `metadata.managedFields` has them. */
// Models staging/src/k8s.io/apimachinery/pkg/util/managedfields/internal/managedfields.go encodeManagedFields
export function toManagedFields(owners: FieldOwners): readonly ManagedFieldsEntry[] {
  return [...owners].sort(compareOwners).map(({ fields, apiVersion, manager, operation, subresource, time }) => ({
    apiVersion,
    fieldsType: 'FieldsV1',
    fieldsV1: toFieldsV1(fields),
    manager,
    operation,
    ...(subresource === '' ? {} : { subresource }),
    ...(time === undefined ? {} : { time }),
  }))
}

function compareOwners(a: FieldOwner, b: FieldOwner): number {
  return (
    compareText(a.operation, b.operation) ||
    secondsOf(a) - secondsOf(b) ||
    compareText(a.manager, b.manager) ||
    compareText(a.apiVersion, b.apiVersion) ||
    compareText(a.subresource, b.subresource)
  )
}

const secondsOf = ({ time }: FieldOwner) => (time === undefined ? Number.NEGATIVE_INFINITY : fromTimestamp(time))

/**
 * The owners that a client wrote down; undefined when it wrote none or nothing that can be read. One empty entry stands for
 * nobody: from then on nobody owns anything, until the object is applied.
 */
// Models staging/src/k8s.io/apimachinery/pkg/util/managedfields/internal/fieldmanager.go decodeLiveOrNew
export function fromManagedFields(
  entries: readonly Partial<ManagedFieldsEntry>[] | undefined,
): FieldOwners | undefined {
  if (entries === undefined) return undefined
  const [first] = entries
  if (first === undefined || (entries.length === 1 && Object.keys(first).length === 0)) return []
  const owners: FieldOwner[] = []
  for (const { manager = '', operation, apiVersion = '', fieldsType, fieldsV1, subresource = '', time } of entries) {
    if ((operation !== 'Apply' && operation !== 'Update') || apiVersion === '' || fieldsType !== 'FieldsV1')
      return undefined
    owners.push({
      manager,
      operation,
      apiVersion,
      subresource,
      time: time ?? undefined,
      fields: fromFieldsV1(fieldsV1),
    })
  }
  return owners
}
