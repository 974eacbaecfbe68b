import { type EventObject, eventComponent, eventTimes } from '../../k8s/event'
import { asCore } from '../built-in-objects/newer-events'
import { ageOf } from '../output/human-duration'
import { columns, type TablePrinter, tablePrinter } from './table-printer'

/** Component and host that an event came from: `kubelet, worker-1`. */
function eventSource(event: EventObject): string {
  const component = eventComponent(event)
  const host = event.source?.host || event.reportingInstance || ''
  return host === '' ? component : `${component}, ${host}`
}

export const eventPrinter = tablePrinter<EventObject>({
  columns: columns('LAST.SEEN TYPE REASON OBJECT -SUBOBJECT -SOURCE MESSAGE -FIRST.SEEN -COUNT -NAME'),
  cells(event, { now }) {
    const { first, last, count } = eventTimes(event)
    const { kind, name, fieldPath } = event.involvedObject
    return [
      ageOf(last, now),
      event.type,
      event.reason ?? '',
      name ? `${kind.toLowerCase()}/${name}` : kind.toLowerCase(),
      fieldPath ?? '',
      eventSource(event),
      (event.message ?? '').trim(),
      ageOf(first, now),
      String(count),
      event.metadata.name,
    ]
  },
})

/** The server makes the same table of both forms. */
export const newerEventPrinter: TablePrinter = {
  columns: eventPrinter.columns,
  cells: (object, options) => eventPrinter.cells(asCore(object), options),
}
