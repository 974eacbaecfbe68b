import type { ApiClient } from '../../k8s/api-client'
import { type EventObject, eventComponent, eventTimes } from '../../k8s/event'
import type { KubeObject } from '../../k8s/object'
import { ageOf } from '../output/human-duration'
import type { DescribeWriter } from './describe-writer'

/** What a description may look up beside the object. */
export interface DescribeContext {
  readonly client: ApiClient
  /** Virtual milliseconds. */
  readonly now: number
  readonly showEvents: boolean
}

/** Writes the description of one object. */
export type Describer<T extends KubeObject = KubeObject> = (
  w: DescribeWriter,
  object: T,
  context: DescribeContext,
) => void

/** Lets a describer of one kind stand in the list of all. The list is keyed by kind, so the object is of that kind. */
export function describerOf<T extends KubeObject>(describe: Describer<T>): Describer {
  return describe as unknown as Describer
}

/** What was said about the object, oldest first; nothing when events are not wanted. */
// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go searchEvents and DescribeEvents
export function describeEvents(
  w: DescribeWriter,
  object: KubeObject,
  { client, now, showEvents }: DescribeContext,
): void {
  if (!showEvents) return
  const events = eventsOf(client, object)
  if (events.length === 0) {
    w.line(0, 'Events:\t<none>')
    return
  }
  w.flush()
  w.line(0, 'Events:')
  w.line(1, 'Type\tReason\tAge\tFrom\tMessage')
  w.line(1, '----\t------\t----\t----\t-------')
  for (const event of events) {
    const { first, last, count } = eventTimes(event)
    const age = count > 1 ? `${ageOf(last, now)} (x${count} over ${ageOf(first, now)})` : ageOf(first, now)
    const source = eventComponent(event)
    const { fieldPath } = event.involvedObject
    const message = (event.message ?? '').trim()
    w.line(1, `${event.type}\t${event.reason}\t${age}\t${source}\t${fieldPath ? `${fieldPath}: ` : ''}${message}`)
  }
}

function eventsOf(client: ApiClient, { kind, metadata }: KubeObject): readonly EventObject[] {
  // Events about nodes have the node's name for a uid.
  const uids = kind === 'Node' ? [metadata.name, metadata.uid] : [metadata.uid]
  const where = metadata.namespace === undefined ? {} : { namespace: metadata.namespace }
  const fieldSelector = `involvedObject.kind=${kind},involvedObject.name=${metadata.name}`
  const events = (client.list('events', { ...where, fieldSelector }) as readonly EventObject[]).filter(
    ({ involvedObject }) => involvedObject.uid !== undefined && uids.includes(involvedObject.uid),
  )
  return [...events].sort((a, b) => lastMoment(a) - lastMoment(b) || (a.metadata.name < b.metadata.name ? -1 : 1))
}

/** Those of the scheduler say when in a newer field, which is not looked at: they come first. */
const lastMoment = ({ lastTimestamp }: EventObject) => (lastTimestamp ? Date.parse(lastTimestamp) : 0)
