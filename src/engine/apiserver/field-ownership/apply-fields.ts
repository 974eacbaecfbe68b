import type { Fields } from '../../../base/fields'
import { deepEqual } from '../../../k8s/share-unchanged'
import { mergeApplied } from '../server-side-apply/merge-applied'
import { type FieldOwner, type FieldOwners, isSameManager } from './field-owners'
import { difference, type FieldSet, intersection, isEmpty, pathsOf, union } from './field-set'
import { fieldsOf, withNamedFields, withoutFields } from './fields-of'
import type { FieldPath } from './path-element'
import { type Shape, shapeOfKind } from './shape'
import { changesOf, dispossessed, type OwnedWrite, withoutUnowned } from './update-owners'

/** A field that somebody else owns and the configuration would change. */
export interface FieldConflict {
  readonly owner: FieldOwner
  readonly path: FieldPath
}

/** What becomes of an object to which a configuration is applied. */
export interface AppliedFields {
  readonly object: Fields
  readonly owners: FieldOwners
  /** Until somebody says that they do not matter, nothing is written. */
  readonly conflicts: readonly FieldConflict[]
}

/**
 * Merges `applied` into `live`: what the same manager applied before and leaves out now goes, unless somebody else owns it too.
 */
// Models sigs.k8s.io/structured-merge-diff/v6/merge/update.go Apply
export function applyFields(
  kind: string,
  live: Fields,
  applied: Fields,
  owners: FieldOwners,
  how: Pick<OwnedWrite, 'ignored' | 'by' | 'time'>,
): AppliedFields {
  const shape = shapeOfKind(kind)
  const previous = owners.find(owner => isSameManager(owner, how.by))
  const others = previous === undefined ? owners : owners.filter(owner => owner !== previous)
  const set = difference(fieldsOf(shape, applied), how.ignored, true)
  const merged = mergeApplied(kind, live, applied)
  const object = pruned(shape, merged, [...others.map(({ fields }) => fields), set], previous?.fields)
  const changes = changesOf({ ...how, shape, before: live, after: object })
  const taken = union(changes.added, changes.modified)
  const conflicts = others.flatMap(owner =>
    [...pathsOf(intersection(owner.fields, taken))].map(path => ({ owner, path })),
  )
  const fields = withoutUnowned(set)
  const time = deepEqual(live, object) ? previous?.time : how.time
  const left = dispossessed(others, changes)
  const own: FieldOwners = isEmpty(fields) ? [] : [{ ...how.by, fields, time }]
  return { object, owners: [...left, ...own], conflicts }
}

/** `merged` without what only `last` owned. */
// Models sigs.k8s.io/structured-merge-diff/v6/merge/update.go prune
function pruned(shape: Shape, merged: Fields, owned: readonly FieldSet[], last: FieldSet | undefined): Fields {
  if (last === undefined || isEmpty(last)) return merged
  const named = (set: FieldSet) => withNamedFields(shape, set)
  const all = named(fieldsOf(shape, merged))
  const stripped = withoutFields(shape, merged, named(last))
  const kept = union(named(fieldsOf(shape, stripped ?? {})), named(owned.reduce(union)))
  const withOwned = withoutFields(shape, merged, difference(all, kept))
  const gone = difference(all, named(fieldsOf(shape, withOwned ?? {})))
  return (withoutFields(shape, merged, intersection(gone, named(last))) ?? {}) as Fields
}
