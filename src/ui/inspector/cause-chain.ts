import { controllerOf, type KubeObject, objectKey } from '../../k8s/object'
import type { ChangeSet } from '../../protocol/protocol'
import type { CommandRecord } from '../../state/commands'
import type { ObjectRef } from '../../state/selection'
import { type ChangeRow, rowsAbout } from '../events/change-rows'
import { isPerson } from '../events/who'

/** One step on the way from a person's command to an object. */
export interface Cause {
  readonly row: ChangeRow
  /** The command line behind it, when a person made it. */
  readonly line: string | undefined
}

/** An owner of an owner of an owner: deeper chains do not exist. */
const DEPTH = 4

/**
 * Why the object is there, first cause first: what a person last did to its owner before the object was made, then each
 * making down to the object itself.
 */
export function causeChain(
  object: KubeObject,
  history: readonly ChangeSet[],
  find: (ref: ObjectRef) => KubeObject | undefined,
  commands: Iterable<CommandRecord>,
): readonly Cause[] {
  const causes: Cause[] = []
  let current: KubeObject | undefined = object
  let before = Number.POSITIVE_INFINITY
  for (let depth = 0; current !== undefined && depth < DEPTH; depth++) {
    const rows = rowsAbout(history, refOf(current))
    const made = rows.find(row => row.verb === 'created')
    const deed = lastDeed(rows, before)
    const row = depth === 0 ? (made ?? deed) : (deed ?? made)
    if (row !== undefined) {
      causes.unshift({ row, line: isPerson(row.by) ? lineBefore(row.time, commands) : undefined })
      before = row.time
    }
    const owner = controllerOf(current)
    const namespace: string | undefined = current.metadata.namespace
    current =
      owner && find({ kind: owner.kind, key: namespace === undefined ? owner.name : `${namespace}/${owner.name}` })
  }
  return causes
}

/** The last thing that a person did to the object before that time; an object that nobody touched: how it was made. */
function lastDeed(rows: readonly ChangeRow[], before: number): ChangeRow | undefined {
  return rows.findLast(row => row.time <= before && row.verb !== 'says' && isPerson(row.by))
}

function lineBefore(time: number, commands: Iterable<CommandRecord>): string | undefined {
  let line: string | undefined
  for (const command of commands) if (command.at <= time && !command.line.startsWith('#')) line = command.line
  return line
}

function refOf(object: KubeObject): ObjectRef {
  return { kind: object.kind, key: objectKey(object) }
}
