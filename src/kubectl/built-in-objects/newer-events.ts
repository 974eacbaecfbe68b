import type { Fields } from '../../base/fields'
import { type ApiClient, ApiError } from '../../k8s/api-client'
import { delegatingTo } from '../../k8s/delegating-client'
import type { KubeObject, NewObject } from '../../k8s/object'

const NEWER = 'events.events.k8s.io'
const CORE = 'events'
const NEWER_VERSION = 'events.k8s.io/v1'

/** Fields in the newer form, in Go's order, with their names in the core one. */
const NAMES = [
  ['eventTime', 'eventTime'],
  ['series', 'series'],
  ['reportingController', 'reportingComponent'],
  ['reportingInstance', 'reportingInstance'],
  ['action', 'action'],
  ['reason', 'reason'],
  ['regarding', 'involvedObject'],
  ['related', 'related'],
  ['note', 'message'],
  ['type', 'type'],
  ['deprecatedSource', 'source'],
  ['deprecatedFirstTimestamp', 'firstTimestamp'],
  ['deprecatedLastTimestamp', 'lastTimestamp'],
  ['deprecatedCount', 'count'],
] as const

/** The core's form of events that were given out in the newer one: who owns their fields is known of those. */
const originals = new WeakMap<KubeObject, KubeObject>()

/** The client of somebody who asks the newer group for events: they are the same ones, told in other words. */
// Models pkg/apis/events/v1/conversion.go
export function withNewerEvents(client: ApiClient): ApiClient {
  const ask = (resource: string, call: (resource: string) => KubeObject): KubeObject =>
    resource === NEWER ? asNewer(inNewerWords(() => call(CORE))) : call(resource)
  const given = (resource: string, object: NewObject) => (resource === NEWER ? asCore(object) : object)
  return delegatingTo(client, {
    get: (resource, namespace, name) => ask(resource, known => client.get(known, namespace, name)),
    list(resource, options = {}) {
      if (resource !== NEWER) return client.list(resource, options)
      const { fieldSelector, ...others } = options
      const selected = fieldSelector === undefined ? {} : { fieldSelector: asCoreSelector(fieldSelector) }
      return client.list(CORE, { ...others, ...selected }).map(asNewer)
    },
    create: (resource, object, options) =>
      ask(resource, known => client.create(known, given(resource, object), options)),
    update: (resource, object, options) =>
      ask(resource, known => client.update(known, given(resource, object), options)),
    patch: (resource, ...rest) => ask(resource, known => client.patch(known, ...rest)),
    delete: (resource, ...rest) => ask(resource, known => client.delete(known, ...rest)),
    managedFields: object => client.managedFields(originals.get(object) ?? object),
  })
}

/** Refusals name the group that was asked. */
function inNewerWords<T>(call: () => T): T {
  try {
    return call()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    throw new ApiError({ ...error.status, message: error.status.message.replace(/^events "/, `${NEWER} "`) })
  }
}

function asNewer(event: KubeObject): KubeObject {
  const fields = event as unknown as Fields
  const told = NAMES.flatMap(([newer, core]) => {
    const value = fields[core]
    return value === undefined || value === '' ? [] : [[newer, value] as const]
  })
  const { metadata } = event
  const object = { kind: 'Event', apiVersion: NEWER_VERSION, metadata, ...Object.fromEntries(told) } as KubeObject
  originals.set(object, event)
  return object
}

/** An event in either form in the core's. */
export function asCore<T extends NewObject>(event: T): T {
  if (event.apiVersion !== NEWER_VERSION) return event
  const fields = event as unknown as Fields
  const told = NAMES.flatMap(([newer, core]) => (fields[newer] === undefined ? [] : [[core, fields[newer]] as const]))
  return { kind: 'Event', apiVersion: 'v1', metadata: event.metadata, ...Object.fromEntries(told) } as unknown as T
}

/** Throws ApiError when it names a field that the newer form does not have. */
// Models pkg/apis/events/v1/conversion.go AddFieldLabelConversionsForEvent
function asCoreSelector(selector: string): string {
  const old = /(?:^|,)\s*(involvedObject[^!=\s]*)/.exec(selector)?.[1]
  if (old !== undefined) {
    throw new ApiError({ code: 400, reason: 'BadRequest', message: `field label not supported: ${old}` })
  }
  return selector.replaceAll('regarding.', 'involvedObject.').replaceAll('reportingController', 'reportingComponent')
}
