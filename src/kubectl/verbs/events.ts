import type { Fields } from '../../base/fields'
import { type EventObject, eventTimes } from '../../k8s/event'
import type { CommandSpec, Invocation } from '../command/command-spec'
import { ALL_NAMESPACES_FLAG, CHUNK_SIZE_FLAG } from '../command/common-flags'
import { requestTimeoutOf } from '../command/connection'
import { CommandFailure, PlainError } from '../command/failure'
import { namespaceOf } from '../command/invocation'
import { ageOf } from '../output/human-duration'
import { toStructJson } from '../output/json-printer'
import { type ObjectPrinter, OUTPUT_FLAGS, objectPrinter } from '../output/object-printer'
import { alignTabs, TABLE_WRITER } from '../output/tab-writer'
import { mapWord } from '../resources/resource-mapper'

// Models staging/src/k8s.io/kubectl/pkg/cmd/events/events.go
export const eventsCommand: CommandSpec = {
  name: 'events',
  short: 'List events',
  group: 'Troubleshooting and Debugging Commands',
  flags: [
    ALL_NAMESPACES_FLAG,
    CHUNK_SIZE_FLAG,
    ...OUTPUT_FLAGS,
    { name: 'for', type: 'string', default: "''" },
    { name: 'no-headers', type: 'bool', default: 'false' },
    { name: 'types', type: 'list', default: '[]' },
    { name: 'watch', short: 'w', type: 'bool', default: 'false' },
  ],
  *run(invocation) {
    const { flags, io, session } = invocation
    const wanted = filterOf(invocation)
    const watch = flags.bool('watch') ? session.watch('v1', 'Event') : undefined
    const where = flags.bool('all-namespaces') ? {} : { namespace: namespaceOf(invocation) }
    const found = (session.client.list('events', where) as readonly EventObject[]).filter(wanted)
    // A watch prints them as they come from the server.
    const events = watch === undefined ? byTime(found) : found
    const printer = objectPrinter(flags, io)
    if (events.length === 0 && watch === undefined) {
      io.err(
        flags.bool('all-namespaces')
          ? 'No events found.\n'
          : `No events found in ${namespaceOf(invocation)} namespace.\n`,
      )
      return 0
    }
    if (printer !== undefined) io.out(printed(flags.string('output'), printer, events))
    else if (events.length > 0) io.out(table(invocation, events, !flags.bool('no-headers')))
    if (watch === undefined) return 0
    try {
      const deadline = io.now() + requestTimeoutOf(flags)
      while (io.now() < deadline) {
        yield { change: true, ...(Number.isFinite(deadline) ? { delay: deadline - io.now() } : {}) }
        const fresh = watch.take().flatMap(({ type, object }) => (type === 'DELETED' ? [] : [object as EventObject]))
        const shown = fresh.filter(wanted)
        if (shown.length > 0) io.out(table(invocation, shown, false))
      }
      return 0
    } finally {
      watch.stop()
    }
  },
}

/** kubectl has Events as Go's structs here: their JSON is in the order of the fields, and such a list has no name. */
function printed(output: string, printer: ObjectPrinter, events: readonly EventObject[]): string {
  if (output === 'name') return ''
  const list = { kind: 'EventList', apiVersion: 'v1', metadata: {}, items: events.map(inFieldOrder) }
  return output === 'json' ? toStructJson(list) : printer.print(list)
}

const META_FIELDS = ['name', 'generateName', 'namespace', 'uid', 'resourceVersion', 'creationTimestamp']
const OBJECT_FIELDS = ['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath']
const EVENT_FIELDS = [
  ...['kind', 'apiVersion', 'metadata', 'involvedObject', 'reason', 'message', 'source'],
  ...['firstTimestamp', 'lastTimestamp', 'count', 'type', 'eventTime', 'series', 'action'],
  ...['related', 'reportingComponent', 'reportingInstance'],
]

function inFieldOrder(event: EventObject): Fields {
  const metadata = ordered({ ...event.metadata }, META_FIELDS)
  const involvedObject = ordered({ ...event.involvedObject }, OBJECT_FIELDS)
  return ordered({ ...event, metadata, involvedObject }, EVENT_FIELDS)
}

/** The fields in this order, and then the others. */
const ordered = (fields: Fields, order: readonly string[]): Fields => ({
  ...Object.fromEntries(order.filter(name => fields[name] !== undefined).map(name => [name, fields[name]])),
  ...Object.fromEntries(Object.entries(fields).filter(([name]) => !order.includes(name))),
})

function byTime(events: readonly EventObject[]): readonly EventObject[] {
  return [...events].sort(
    (a, b) =>
      Date.parse(eventTimes(a).last) - Date.parse(eventTimes(b).last) || (a.metadata.name < b.metadata.name ? -1 : 1),
  )
}

function filterOf({ flags, session }: Invocation): (event: EventObject) => boolean {
  const types = flags.commaList('types').map(type => type.toLowerCase())
  for (const type of types) {
    if (type !== 'normal' && type !== 'warning') throw new PlainError('valid --types are Normal or Warning')
  }
  const target = flags.string('for')
  const [kindWord = '', name] = target.split('/')
  if (target !== '' && name === undefined) throw new PlainError('--for must be in resource/name form')
  const kind = target === '' ? undefined : kindNamed(session, kindWord)
  return ({ type, involvedObject }) =>
    (types.length === 0 || types.includes(type.toLowerCase())) &&
    (kind === undefined || (involvedObject.kind === kind && involvedObject.name === name))
}

/** An unknown kind is told of without the usual word before it: nothing wraps the error. */
function kindNamed({ client }: Invocation['session'], word: string): string {
  try {
    return mapWord(client, word).kind
  } catch (error) {
    if (error instanceof PlainError) throw new CommandFailure(error.message)
    throw error
  }
}

function table({ flags, io }: Invocation, events: readonly EventObject[], headers: boolean): string {
  const all = flags.bool('all-namespaces')
  const rows = events.map(event => {
    const { first, last, count } = eventTimes(event)
    const now = io.now()
    const age = count > 1 ? `${ageOf(last, now)} (x${count} over ${ageOf(first, now)})` : ageOf(first, now)
    const { kind, name } = event.involvedObject
    const cells = [age, event.type, event.reason, `${kind}/${name}`, event.message.trim()]
    return (all ? [event.metadata.namespace ?? '', ...cells] : cells).join('\t')
  })
  if (headers) rows.unshift(`${all ? 'NAMESPACE\t' : ''}LAST SEEN\tTYPE\tREASON\tOBJECT\tMESSAGE`)
  return `${alignTabs(rows.join('\n'), TABLE_WRITER)}\n`
}
