import type { KubeObject } from '../../k8s/object'
import type { ChangeSet } from '../../protocol/protocol'

/** What coverage is made of, owners before what they own. */
const KINDS = ['DaemonSet', 'ControllerRevision', 'Node', 'Pod']

type Kinds = Readonly<Record<string, ReadonlyMap<string, KubeObject>>>

/**
 * What was there when `history` begins, as a change: the present `kinds` with every change taken back. Of a long past only the
 * last part is told, and what has not changed since is in no change set. Undefined when there was nothing.
 */
export function beforeHistory(kinds: Kinds, history: readonly ChangeSet[]): ChangeSet | undefined {
  const [first] = history
  if (first === undefined) return undefined
  const there = new Map<string, KubeObject>()
  for (const kind of KINDS) for (const object of kinds[kind]?.values() ?? []) there.set(object.metadata.uid, object)
  for (let index = history.length - 1; index >= 0; index -= 1) {
    const change = history[index]
    for (const object of change?.added ?? []) there.delete(object.metadata.uid)
    for (const [before] of change?.updated ?? [])
      if (there.has(before.metadata.uid)) there.set(before.metadata.uid, before)
    for (const object of change?.removed ?? []) if (KINDS.includes(object.kind)) there.set(object.metadata.uid, object)
  }
  if (there.size === 0) return undefined
  const added = [...there.values()].sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind))
  return { ...first, added, updated: [], removed: [] }
}
