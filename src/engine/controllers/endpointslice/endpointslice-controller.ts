import { type KubeObject, type NewObject, objectKey } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { deepEqual } from '../../../k8s/share-unchanged'
import type { Component, ComponentContext } from '../../component'
import type { Millis } from '../../kernel/kernel'
import type { Informer } from '../../runtime/informer'
import { isNamespaceTerminating } from '../../runtime/pod-control'
import { type Process, request, requestUnlessGone } from '../../runtime/process'
import { WorkQueue } from '../../runtime/work-queue'
import { endpointsObject } from './endpoints-object'
import { desiredSlices, type EndpointSlice, SERVICE_NAME, type Service } from './endpoints-of-service'
import { TriggerTimes } from './trigger-times'

const RESOURCE = 'endpointslices.discovery.k8s.io'
const ENDPOINTS = 'endpoints'
const TRIGGER_TIME = 'endpoints.kubernetes.io/last-change-trigger-time'
const WORKERS = 5
const CONTENT = ['endpoints', 'ports', 'subsets']
const BY_SERVICE = 'service'
/** Changes of pods that come close together make one change of the slices. */
const BATCH: Millis = 100

/** Keeps the list of addresses behind each Service that has a selector. */
// Models pkg/controller/endpointslice/endpointslice_controller.go
export function startEndpointSliceController(context: ComponentContext): Component {
  const controller = new EndpointSliceController(context)
  return { pause: () => controller.queue.pause(), resume: () => controller.queue.resume() }
}

class EndpointSliceController {
  readonly queue: WorkQueue
  private readonly services: Informer<Service>
  private readonly slices: Informer<EndpointSlice>
  private readonly endpoints: Informer<KubeObject>
  private readonly pods: Informer<Pod>
  private readonly triggerTimes = new TriggerTimes()

  constructor(private readonly context: ComponentContext) {
    const { kernel, limiter, informers } = context
    this.queue = new WorkQueue({
      name: 'endpoint slices',
      kernel,
      limiter,
      workers: WORKERS,
      sync: key => this.sync(key),
    })
    this.services = informers.informer<Service>('services')
    this.slices = informers.informer<EndpointSlice>(RESOURCE)
    this.endpoints = informers.informer<KubeObject>(ENDPOINTS)
    this.pods = informers.informer<Pod>('pods')
    this.slices.addIndex(BY_SERVICE, serviceOf)
    this.services.handle({
      added: service => this.queue.add(objectKey(service)),
      updated: (before, service) => {
        if (before.spec !== service.spec || before.metadata.labels !== service.metadata.labels)
          this.queue.add(objectKey(service))
      },
    })
    this.services.handle({
      removed: service => {
        this.triggerTimes.forget(service)
        this.queue.add(objectKey(service))
      },
    })
    this.pods.handle({
      added: pod => this.podChanged(pod),
      updated: (before, pod) => {
        if (before.metadata.labels !== pod.metadata.labels) this.podChanged(before)
        this.podChanged(pod)
      },
      removed: pod => this.podChanged(pod),
    })
    this.slices.handle({
      removed: slice => {
        const service = serviceOf(slice)
        if (service !== undefined) this.queue.add(service)
      },
    })
  }

  private podChanged(pod: Pod): void {
    if (pod.status?.podIP === undefined) return
    for (const service of this.services.list()) {
      if (selects(service, pod)) this.queue.addAfter(objectKey(service), BATCH, { idle: false })
    }
  }

  // Models pkg/controller/endpointslice/endpointslice_controller.go syncService
  private *sync(key: string): Process {
    const service = this.services.get(key)
    if (service === undefined) {
      const endpoints = this.endpoints.get(key)
      if (endpoints !== undefined) yield* this.remove(ENDPOINTS, endpoints)
      return
    }
    if (service.metadata.deletionTimestamp !== undefined) return
    if (service.spec.selector === undefined || service.spec.type === 'ExternalName') return
    const pods: Pod[] = []
    for (const pod of this.pods.list()) if (selects(service, pod)) pods.push(pod)
    const present = [...this.slices.byIndex(BY_SERVICE, key)]
    const desired = desiredSlices(service, pods)
    const changedAt = this.triggerTimes.earliestChange(service, pods)
    const annotations = changedAt === undefined ? {} : { annotations: { [TRIGGER_TIME]: changedAt } }
    const dated = (object: NewObject) => ({ ...object, metadata: { ...object.metadata, ...annotations } })
    for (const [index, slice] of desired.entries()) yield* this.put(RESOURCE, dated(slice), present[index])
    for (const surplus of present.slice(desired.length)) yield* this.remove(RESOURCE, surplus)
    yield* this.put(ENDPOINTS, dated(endpointsObject(service, pods)), this.endpoints.get(key))
  }

  private *put(resource: string, object: NewObject, present: KubeObject | undefined): Process {
    const { client } = this.context
    const because = 'the pods behind the Service changed'
    if (present === undefined) {
      try {
        yield* request(() => client.create(resource, object, { because }))
      } catch (error) {
        if (!isNamespaceTerminating(error)) throw error
      }
      return
    }
    const same =
      CONTENT.every(field => deepEqual(present[field], object[field])) &&
      deepEqual(present.metadata.labels, object.metadata.labels)
    if (same) return
    const { annotations, ...metadata } = present.metadata
    const dated = object.metadata.annotations === undefined ? {} : { annotations: object.metadata.annotations }
    const labels = object.metadata.labels ?? {}
    yield* request(() =>
      client.update(resource, { ...object, metadata: { ...metadata, ...dated, labels } }, { because }),
    )
  }

  private *remove(resource: string, { metadata }: KubeObject): Process {
    const because = 'it is not needed any more'
    const { client } = this.context
    yield* requestUnlessGone(() => client.delete(resource, metadata.namespace, metadata.name, { because }))
  }
}

/** The key of the Service that the slice is of. */
function serviceOf({ metadata }: EndpointSlice): string | undefined {
  const service = metadata.labels?.[SERVICE_NAME]
  return service === undefined ? undefined : `${metadata.namespace}/${service}`
}

function selects({ metadata, spec }: Service, pod: Pod): boolean {
  const { selector } = spec
  if (selector === undefined || metadata.namespace !== pod.metadata.namespace) return false
  for (const key in selector) if (pod.metadata.labels?.[key] !== selector[key]) return false
  return Object.keys(selector).length > 0
}
