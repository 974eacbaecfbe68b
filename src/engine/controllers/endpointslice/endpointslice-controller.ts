import { ApiError } from '../../../k8s/api-client'
import { type NewObject, objectKey } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { deepEqual } from '../../../k8s/share-unchanged'
import type { ComponentContext } from '../../component'
import type { Millis } from '../../kernel/kernel'
import type { Informer } from '../../runtime/informer'
import { type Process, request } from '../../runtime/process'
import { WorkQueue } from '../../runtime/work-queue'
import { desiredSlices, type EndpointSlice, SERVICE_NAME, type Service } from './endpoints-of-service'

const RESOURCE = 'endpointslices.discovery.k8s.io'
const WORKERS = 5
const BY_SERVICE = 'service'
/** Changes of pods that come close together make one change of the slices. */
const BATCH: Millis = 100

/** Keeps the list of addresses behind each Service that has a selector. */
// Models pkg/controller/endpointslice/endpointslice_controller.go
export function startEndpointSliceController(context: ComponentContext): { pause(): void; resume(): void } {
  const controller = new EndpointSliceController(context)
  return { pause: () => controller.queue.pause(), resume: () => controller.queue.resume() }
}

class EndpointSliceController {
  readonly queue: WorkQueue
  private readonly services: Informer<Service>
  private readonly slices: Informer<EndpointSlice>
  private readonly pods: Informer<Pod>

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
    this.pods = informers.informer<Pod>('pods')
    this.slices.addIndex(BY_SERVICE, serviceOf)
    this.services.handle({
      added: service => this.queue.add(objectKey(service)),
      updated: (before, service) => {
        if (before.spec !== service.spec || before.metadata.labels !== service.metadata.labels)
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
    if (service === undefined || service.metadata.deletionTimestamp !== undefined) return
    if (service.spec.selector === undefined || service.spec.type === 'ExternalName') return
    const pods: Pod[] = []
    for (const pod of this.pods.list()) if (selects(service, pod)) pods.push(pod)
    const present = [...this.slices.byIndex(BY_SERVICE, key)]
    const desired = desiredSlices(service, pods)
    for (const [index, slice] of desired.entries()) yield* this.put(slice, present[index])
    for (const surplus of present.slice(desired.length)) yield* this.remove(surplus)
  }

  private *put(slice: NewObject, present: EndpointSlice | undefined): Process {
    const { client } = this.context
    const because = 'the pods behind the Service changed'
    if (present === undefined) {
      yield* request(() => client.create(RESOURCE, slice, { because }))
      return
    }
    const same =
      deepEqual(present.endpoints, slice.endpoints) &&
      deepEqual(present.ports, slice.ports) &&
      deepEqual(present.metadata.labels, slice.metadata.labels)
    if (same) return
    const metadata = { ...present.metadata, labels: slice.metadata.labels ?? {} }
    yield* request(() => client.update(RESOURCE, { ...slice, metadata }, { because }))
  }

  private *remove({ metadata }: EndpointSlice): Process {
    const because = 'fewer slices are enough'
    try {
      yield* request(() => this.context.client.delete(RESOURCE, metadata.namespace, metadata.name, { because }))
    } catch (error) {
      if (!(error instanceof ApiError) || error.status.code !== 404) throw error
    }
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
