import type { EventObject } from '../../k8s/event'
import { ageOf } from '../output/human-duration'
import { columns, tablePrinter } from './table-printer'

/** Component and host that an event came from: `kubelet, worker-1`. */
export function eventSource(event: EventObject): string {
  const component = event.source?.component || event.reportingComponent || ''
  const host = event.source?.host || event.reportingInstance || ''
  return host === '' ? component : `${component}, ${host}`
}

export interface EventTimes {
  readonly first: string
  readonly last: string
  readonly count: number
}

/** When an event was first and last seen, in either of the two forms that events come in. */
export function eventTimes(event: EventObject): EventTimes {
  const first = event.firstTimestamp || (event.eventTime as string | undefined) || ''
  const series = event.series as { readonly count: number; readonly lastObservedTime: string } | undefined
  if (series !== undefined) return { first, last: series.lastObservedTime, count: series.count }
  return { first, last: event.lastTimestamp || first, count: event.count || 1 }
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
