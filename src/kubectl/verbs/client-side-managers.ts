import { type Fields, isRecord } from '../../base/fields'
import type { ManagedFieldsEntry } from '../../k8s/object'
import { LAST_APPLIED_ANNOTATION } from '../../k8s/well-known'

/** The managers that own the record of client-side apply, by that kind of write. */
// Models staging/src/k8s.io/client-go/util/csaupgrade/upgrade.go FindFieldsOwners
export function managersOfRecord(
  entries: readonly ManagedFieldsEntry[],
  operation: ManagedFieldsEntry['operation'],
): readonly string[] {
  const path = ['f:metadata', 'f:annotations', `f:${LAST_APPLIED_ANNOTATION}`]
  const owns = ({ fieldsV1 }: ManagedFieldsEntry) =>
    path.reduce<unknown>((fields, element) => (isRecord(fields) ? fields[element] : undefined), fieldsV1) !== undefined
  return entries.filter(entry => entry.operation === operation && owns(entry)).map(({ manager }) => manager)
}

/** The entries with what `from` own by updating in the hands of `to`, as if it had been applied; the same when they own nothing. */
// Models staging/src/k8s.io/client-go/util/csaupgrade/upgrade.go UpgradeManagedFields
export function migratedTo(
  entries: readonly ManagedFieldsEntry[],
  from: readonly string[],
  to: string,
): readonly ManagedFieldsEntry[] {
  return from.reduce((current, manager) => withoutUpdater(current, manager, to), entries)
}

function withoutUpdater(
  entries: readonly ManagedFieldsEntry[],
  from: string,
  to: string,
): readonly ManagedFieldsEntry[] {
  const isOwn = ({ manager, operation, subresource }: ManagedFieldsEntry, name: string, how: string) =>
    manager === name && operation === how && subresource === undefined
  const updaters = entries.filter(entry => isOwn(entry, from, 'Update'))
  const [first] = updaters
  const applier = entries.find(entry => isOwn(entry, to, 'Apply'))
  const target = applier ?? first
  if (target === undefined) return entries
  const taken = updaters.find(({ apiVersion }) => apiVersion === target.apiVersion)
  const fieldsV1 = taken === undefined ? target.fieldsV1 : unionOf(target.fieldsV1, taken.fieldsV1)
  const migrated: ManagedFieldsEntry = { ...target, manager: to, operation: 'Apply', fieldsV1 }
  return entries.flatMap(entry => (entry === target ? [migrated] : updaters.includes(entry) ? [] : [entry]))
}

/** Both sets of fields: a dot says that a part with parts of its own is in the set itself, and so does having none. */
function unionOf(a: Fields, b: Fields): Fields {
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return Object.fromEntries([...names].map(name => [name, unionOfParts(a[name], b[name])]))
}

function unionOfParts(a: unknown, b: unknown): unknown {
  if (!isRecord(a) || !isRecord(b)) return a ?? b
  const isLeaf = (fields: Fields) => Object.keys(fields).length === 0
  if (isLeaf(a) && isLeaf(b)) return a
  return { ...unionOf(a, b), ...(isLeaf(a) || isLeaf(b) ? { '.': {} } : {}) }
}
