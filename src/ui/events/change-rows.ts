import { type EventObject, eventComponent, eventTimes } from '../../k8s/event'
import { type KubeObject, objectKey } from '../../k8s/object'
import type { ChangeSet } from '../../protocol/protocol'
import type { ObjectRef } from '../../state/selection'
import { type ChangeFact, changeSummary } from './change-summary'

/** One line of the event list: who did what to which object, when and why. */
export interface ChangeRow {
  /** Unique in one history; counts up. */
  readonly id: number
  /** Virtual milliseconds. */
  readonly time: number
  readonly by: string
  readonly because: string | undefined
  readonly verb: 'created' | 'changed' | 'deleted' | 'says'
  readonly object: ObjectRef
  /** What changed, or what the Kubernetes Event says. */
  readonly facts: readonly ChangeFact[]
  /** Something that a person should look at. */
  readonly warning: boolean
}

/** Kinds whose comings and goings are bookkeeping. */
const QUIET_KINDS = new Set(['Lease', 'EndpointSlice', 'Endpoints'])

interface Memory {
  readonly rows: ChangeRow[]
  readonly byObject: Map<string, ChangeRow[]>
  /** So many change sets of the history are in `rows`. */
  read: number
}

const known = new WeakMap<readonly ChangeSet[], Memory>()
const NONE: readonly ChangeRow[] = []

/** The rows of a history, oldest first. The history grows in place: only what is new is looked at. */
export function changeRows(history: readonly ChangeSet[]): readonly ChangeRow[] {
  return readUp(history).rows
}

/** The rows about one object, oldest first; what Kubernetes Events say of it is among them. */
export function rowsAbout(history: readonly ChangeSet[], { kind, key }: ObjectRef): readonly ChangeRow[] {
  return readUp(history).byObject.get(`${kind} ${key}`) ?? NONE
}

function readUp(history: readonly ChangeSet[]): Memory {
  let memory = known.get(history)
  if (memory === undefined) {
    memory = { rows: [], byObject: new Map(), read: 0 }
    known.set(history, memory)
  }
  for (; memory.read < history.length; memory.read++) {
    const change = history[memory.read]
    if (change !== undefined) addRows(memory, change)
  }
  return memory
}

function addRows({ rows, byObject }: Memory, change: ChangeSet): void {
  const add = (verb: ChangeRow['verb'], target: KubeObject, facts: readonly ChangeFact[]) => {
    if (QUIET_KINDS.has(target.kind)) return
    const row =
      target.kind === 'Event' ? eventRow(change, target as EventObject, verb) : objectRow(change, verb, target, facts)
    if (row === undefined) return
    const numbered = { ...row, id: rows.length }
    rows.push(numbered)
    const name = `${row.object.kind} ${row.object.key}`
    const about = byObject.get(name)
    if (about === undefined) byObject.set(name, [numbered])
    else about.push(numbered)
  }
  for (const object of change.added) add('created', object, [])
  for (const [before, after] of change.updated) {
    const facts = after.kind === 'Event' ? [] : changeSummary(before, after)
    if (facts.length > 0 || after.kind === 'Event') add('changed', after, facts)
  }
  for (const object of change.removed) add('deleted', object, [])
}

type BareRow = Omit<ChangeRow, 'id'>

function objectRow(
  change: ChangeSet,
  verb: ChangeRow['verb'],
  object: KubeObject,
  facts: readonly ChangeFact[],
): BareRow {
  return {
    time: change.time,
    by: change.by,
    because: change.because,
    verb,
    object: { kind: object.kind, key: objectKey(object) },
    facts,
    warning: facts.some(({ warns }) => warns),
  }
}

/** An Event object speaks of another one: that is what the row leads to. Events that expire are no news. */
function eventRow(change: ChangeSet, event: EventObject, verb: ChangeRow['verb']): BareRow | undefined {
  if (verb === 'deleted') return undefined
  const { kind, namespace, name } = event.involvedObject
  const times = eventTimes(event).count
  const count = times > 1 ? ` (x${times})` : ''
  return {
    time: change.time,
    by: eventComponent(event) || change.by,
    because: undefined,
    verb: 'says',
    object: { kind, key: namespace ? `${namespace}/${name}` : name },
    facts: [{ said: `${event.reason}: ${event.message}${count}` }],
    warning: event.type === 'Warning',
  }
}
