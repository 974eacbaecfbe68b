import { type KubeObject, objectKey } from '../../../k8s/object'
import type { Pod, ResourceList } from '../../../k8s/pod'
import { isPodTerminal } from '../../../k8s/pod-conditions'
import { quotaUsage } from '../../../k8s/quota-usage'
import { addResources } from '../../../k8s/resource-list'
import { deepEqual } from '../../../k8s/share-unchanged'
import type { Component, ComponentContext } from '../../component'
import type { Informer } from '../../runtime/informer'
import { type Process, request } from '../../runtime/process'
import { WorkQueue } from '../../runtime/work-queue'

interface ResourceQuota extends KubeObject {
  readonly spec: { readonly hard?: ResourceList }
  readonly status?: { readonly hard?: ResourceList; readonly used?: ResourceList }
}

const RESOURCE = 'resourcequotas'
const WORKERS = 5
/** What gives back what it used when it goes; only these are watched. */
const WATCHED = [
  'pods',
  'services',
  'configmaps',
  'secrets',
  'persistentvolumeclaims',
  'daemonsets.apps',
  'deployments.apps',
  'replicasets.apps',
]

/** Counts what each ResourceQuota is used for. The API server charges for what is created; this gives back what is gone. */
// Models pkg/controller/resourcequota/resource_quota_controller.go
export function startResourceQuotaController(context: ComponentContext): Component {
  const controller = new ResourceQuotaController(context)
  return { pause: () => controller.queue.pause(), resume: () => controller.queue.resume() }
}

class ResourceQuotaController {
  readonly queue: WorkQueue
  private readonly quotas: Informer<ResourceQuota>

  constructor(private readonly context: ComponentContext) {
    const { kernel, limiter, informers } = context
    this.queue = new WorkQueue({
      name: 'resource quota',
      kernel,
      limiter,
      workers: WORKERS,
      sync: key => this.sync(key),
    })
    this.quotas = informers.informer<ResourceQuota>(RESOURCE)
    this.quotas.handle({
      added: quota => this.queue.add(objectKey(quota)),
      updated: (before, quota) => {
        if (before.spec !== quota.spec) this.queue.add(objectKey(quota))
      },
    })
    for (const resource of WATCHED) this.watch(resource)
  }

  private watch(resource: string): void {
    this.context.informers.informer(resource).handle({
      updated: (before, object) => {
        const ends = resource === 'pods' && !isPodTerminal(before as Pod) && isPodTerminal(object as Pod)
        if (ends) this.recount(object)
      },
      removed: object => this.recount(object),
    })
  }

  private recount({ metadata }: KubeObject): void {
    if (this.quotas.size === 0) return
    for (const quota of this.quotas.list()) {
      if (quota.metadata.namespace === metadata.namespace) this.queue.add(objectKey(quota))
    }
  }

  // Models pkg/controller/resourcequota/resource_quota_controller.go syncResourceQuota
  private *sync(key: string): Process {
    const quota = this.quotas.get(key)
    if (quota === undefined) return
    const { client } = this.context
    const hard = quota.spec.hard ?? {}
    const { namespace, name } = quota.metadata
    const live = (yield* request(() => client.get(RESOURCE, namespace, name))) as ResourceQuota
    const used = yield* this.usage(namespace, hard)
    if (deepEqual(live.status?.hard, hard) && deepEqual(live.status?.used, used)) return
    const next = { ...live, status: { ...live.status, hard, used } }
    yield* request(() =>
      client.update(RESOURCE, next, { subresource: 'status', because: 'what is used was counted anew' }),
    )
  }

  private *usage(namespace: string | undefined, hard: ResourceList): Process<ResourceList> {
    const { client, kernel } = this.context
    let total: ResourceList = {}
    for (const resource of resourcesOf(hard)) {
      const objects = yield* request(() => client.list(resource, namespace === undefined ? {} : { namespace }))
      for (const object of objects) total = addResources(total, quotaUsage(resource, object, kernel.now))
    }
    const used: Record<string, string> = {}
    for (const key in hard) used[key] = total[key] ?? '0'
    return used
  }
}

/** The resources whose objects have to be counted for these limits. */
function resourcesOf(hard: ResourceList): Set<string> {
  const resources = new Set<string>()
  for (const key in hard) {
    if (key.startsWith('count/')) resources.add(key.slice('count/'.length))
    else if (key.startsWith('services')) resources.add('services')
    else
      resources.add(
        WATCHED.includes(key) || key === 'resourcequotas' || key === 'replicationcontrollers' ? key : 'pods',
      )
  }
  return resources
}
