import { compareText } from '../../../base/compare-text'
import { type Comparison, compareFields, excluding } from './compare-fields'
import { type FieldManager, type FieldOwner, type FieldOwners, isSameManager, withFields } from './field-owners'
import { difference, type FieldSet, fieldSet, isEmpty, union } from './field-set'
import type { Shape } from './shape'

/** A write, as far as owners are concerned. */
export interface OwnedWrite {
  readonly shape: Shape
  readonly before: unknown
  readonly after: unknown
  /** Fields that such a write cannot change, with all below them. */
  readonly ignored: FieldSet
  readonly by: FieldManager
  /** RFC 3339. */
  readonly time: string
}

/** Nobody's, since the server alone writes them. */
// Models staging/src/k8s.io/apimachinery/pkg/util/managedfields/internal/stripmeta.go
const UNOWNED = fieldSet(
  ['f:apiVersion'],
  ['f:kind'],
  ['f:metadata'],
  ...['name', 'namespace', 'creationTimestamp', 'selfLink', 'uid', 'clusterName', 'generation', 'managedFields'].map(
    name => ['f:metadata', `f:${name}`],
  ),
  ['f:metadata', 'f:resourceVersion'],
)

export const withoutUnowned = (fields: FieldSet): FieldSet => difference(fields, UNOWNED)

/** What a write changes of the fields that it may change. */
export function changesOf({ shape, before, after, ignored }: OwnedWrite): Comparison {
  return excluding(compareFields(shape, before, after), ignored)
}

/** The owners without what somebody else has changed or taken away. */
export function dispossessed(owners: FieldOwners, { added, modified, removed }: Comparison): FieldOwners {
  const taken = union(union(added, modified), removed)
  return isEmpty(taken) ? owners : withFields(owners, ({ fields }) => difference(fields, taken))
}

/** Who owns what after an update: who changes a field has it, alone. The very same list when nothing changes. */
// Models sigs.k8s.io/structured-merge-diff/v6/merge/update.go Update
export function ownersAfterUpdate(owners: FieldOwners, write: OwnedWrite): FieldOwners {
  const changes = changesOf(write)
  const others = dispossessed(owners, changes)
  const fields = withoutUnowned(union(changes.added, changes.modified))
  if (isEmpty(fields)) return others
  const previous = others.find(owner => isSameManager(owner, write.by))
  const own = {
    ...write.by,
    fields: previous === undefined ? fields : union(previous.fields, fields),
    time: write.time,
  }
  return capped([...others.filter(owner => owner !== previous), own])
}

const MAX_UPDATERS = 10
const OLD_CHANGES = 'ancient-changes'

/** Those that have updated longest ago become one. */
// Models staging/src/k8s.io/apimachinery/pkg/util/managedfields/internal/capmanagers.go capUpdateManagers
function capped(owners: FieldOwners): FieldOwners {
  const updaters = owners.filter(({ operation }) => operation === 'Update').sort(compareAges)
  if (updaters.length <= MAX_UPDATERS) return owners
  const bucketOf = new Map<string, FieldOwner>()
  const merged = new Set<FieldOwner>()
  let left = updaters.length
  for (const owner of updaters) {
    if (left <= MAX_UPDATERS) break
    const first = bucketOf.get(owner.apiVersion)
    merged.add(owner)
    if (first === undefined) {
      bucketOf.set(owner.apiVersion, owner)
      continue
    }
    const { apiVersion, time } = owner
    const fields = union(owner.fields, first.fields)
    bucketOf.set(apiVersion, { manager: OLD_CHANGES, operation: 'Update', apiVersion, subresource: '', fields, time })
    left -= 1
  }
  return [...owners.filter(owner => !merged.has(owner)), ...bucketOf.values()]
}

function compareAges(a: FieldOwner, b: FieldOwner): number {
  return compareText(a.time ?? '', b.time ?? '') || compareText(a.manager, b.manager)
}
