import { isNotFound } from '../../../k8s/api-client'
import type { Condition, KubeObject } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { isPodTerminal } from '../../../k8s/pod-conditions'
import { EVERYTHING, type ResourceType } from '../../../k8s/resources'
import { deepEqual } from '../../../k8s/share-unchanged'
import { fromTimestamp } from '../../../k8s/time'
import type { Component, ComponentContext } from '../../component'
import type { Millis } from '../../kernel/kernel'
import type { Informer } from '../../runtime/informer'
import { type Process, request } from '../../runtime/process'
import { WorkQueue } from '../../runtime/work-queue'
import { namespaceConditions, type RemainingContent } from './namespace-conditions'

interface Namespace extends KubeObject {
  readonly spec?: { readonly finalizers?: readonly string[] }
  readonly status?: { readonly phase?: string; readonly conditions?: readonly Condition[] }
}

const WORKERS = 10
const FINALIZER = 'kubernetes'
/** Time for the API servers to notice that nothing may be created in it any more. */
const GRACE: Millis = 5_000
const FINALIZER_ESTIMATE_SECONDS = 15

/** Empties namespaces that are being deleted, and then lets them go. */
// Models pkg/controller/namespace/namespace_controller.go
export function startNamespaceController(context: ComponentContext): Component {
  const controller = new NamespaceController(context)
  return { pause: () => controller.queue.pause(), resume: () => controller.queue.resume() }
}

class NamespaceController {
  readonly queue: WorkQueue
  private readonly namespaces: Informer<Namespace>

  constructor(private readonly context: ComponentContext) {
    const { kernel, limiter, informers } = context
    this.queue = new WorkQueue({
      name: 'namespace',
      kernel,
      limiter,
      workers: WORKERS,
      sync: key => this.sync(key),
    })
    this.namespaces = informers.informer<Namespace>('namespaces')
    this.namespaces.handle({
      added: namespace => this.changed(namespace),
      updated: (_, namespace) => this.changed(namespace),
    })
  }

  private changed({ metadata, spec }: Namespace): void {
    if (metadata.deletionTimestamp === undefined || (spec?.finalizers ?? []).length === 0) return
    this.queue.addAfter(metadata.name, GRACE)
  }

  // Models pkg/controller/namespace/deletion/namespaced_resources_deleter.go Delete
  private *sync(name: string): Process {
    let namespace = yield* this.fetch(name)
    if (namespace?.metadata.deletionTimestamp === undefined) return
    if (namespace.status?.phase !== 'Terminating') {
      const status = { ...namespace.status, phase: 'Terminating' }
      namespace = yield* this.update({ ...namespace, status }, 'status', 'it is being deleted')
    }
    if (!namespace.spec?.finalizers?.includes(FINALIZER)) return
    const estimate = yield* this.deleteContent(namespace)
    if (estimate !== undefined) {
      this.queue.addAfter(name, (Math.floor(estimate / 2) + 1) * 1000)
      return
    }
    yield* this.finalize(name)
  }

  private *fetch(name: string): Process<Namespace | undefined> {
    try {
      return (yield* request(() => this.context.client.get('namespaces', undefined, name))) as Namespace
    } catch (error) {
      if (isNotFound(error)) return undefined
      throw error
    }
  }

  private *update(namespace: Namespace, subresource: 'status' | undefined, because: string): Process<Namespace> {
    const options = subresource === undefined ? { because } : { subresource, because }
    return (yield* request(() => this.context.client.update('namespaces', namespace, options))) as Namespace
  }

  /** Deletes everything, pods first. Answers in how many seconds the rest may be gone; undefined when nothing is left. */
  // Models pkg/controller/namespace/deletion/namespaced_resources_deleter.go deleteAllContent
  private *deleteContent(namespace: Namespace): Process<number | undefined> {
    const remaining = yield* this.deleteResource('pods', namespace)
    const rest: RemainingContent[] = []
    if (remaining === undefined) {
      for (const resource of this.otherResources()) {
        const left = yield* this.deleteResource(resource, namespace)
        if (left !== undefined) rest.push(left)
      }
    }
    const left = remaining === undefined ? rest : [remaining]
    const said = remaining === undefined ? rest : []
    yield* this.writeConditions(namespace.metadata.name, said)
    if (left.length === 0) return undefined
    return Math.max(...left.map(content => this.estimateOf(content, namespace)))
  }

  private otherResources(): string[] {
    const types = this.context.client.resourceTypes().filter(isEmptied)
    return types.map(({ group, plural }) => (group === '' ? plural : `${plural}.${group}`))
  }

  private *deleteResource(resource: string, { metadata }: Namespace): Process<RemainingContent | undefined> {
    const { client } = this.context
    const namespace = metadata.name
    const because = `namespace ${namespace} is being deleted`
    // One request in the real API: a DELETE of the collection.
    yield* request(() => {
      for (const object of client.list(resource, { namespace })) {
        client.delete(resource, namespace, object.metadata.name, { propagationPolicy: 'Background', because })
      }
    })
    const left = yield* request(() => client.list(resource, { namespace }))
    if (left.length === 0) return undefined
    const finalizers = new Map<string, number>()
    for (const object of left) {
      for (const finalizer of object.metadata.finalizers ?? [])
        finalizers.set(finalizer, (finalizers.get(finalizer) ?? 0) + 1)
    }
    return { resource, count: left.length, finalizers }
  }

  private estimateOf({ resource, finalizers }: RemainingContent, namespace: Namespace): number {
    const grace = resource === 'pods' ? this.longestGracePeriod(namespace) : 0
    if (grace > 0) return grace
    return finalizers.size > 0 ? FINALIZER_ESTIMATE_SECONDS : 0
  }

  // Models pkg/controller/namespace/deletion/namespaced_resources_deleter.go estimateGracefulTermination
  private longestGracePeriod({ metadata }: Namespace): number {
    const { client, kernel } = this.context
    const pods = client.list('pods', { namespace: metadata.name }) as readonly KubeObject[] as readonly Pod[]
    const periods = pods
      .filter(pod => !isPodTerminal(pod))
      .map(pod => Number(pod.spec.terminationGracePeriodSeconds ?? 0))
    const longest = Math.max(0, ...periods)
    const passed = kernel.now - fromTimestamp(metadata.deletionTimestamp ?? '')
    return passed >= longest * 1000 ? 0 : longest
  }

  private *writeConditions(name: string, remaining: readonly RemainingContent[]): Process {
    const namespace = yield* this.fetch(name)
    if (namespace === undefined) return
    const before = namespace.status?.conditions ?? []
    const conditions = namespaceConditions(before, remaining, this.context.kernel.now)
    if (deepEqual(before, conditions)) return
    yield* this.update({ ...namespace, status: { ...namespace.status, conditions } }, 'status', 'what is left in it')
  }

  private *finalize(name: string): Process {
    const namespace = yield* this.fetch(name)
    if (namespace === undefined) return
    const finalizers = (namespace.spec?.finalizers ?? []).filter(finalizer => finalizer !== FINALIZER)
    yield* this.update({ ...namespace, spec: { ...namespace.spec, finalizers } }, undefined, 'nothing is left in it')
  }
}

/** Pods go first, apart from the others; some kinds are never stored. */
function isEmptied({ namespaced, plural, verbs = EVERYTHING }: ResourceType): boolean {
  return namespaced && plural !== 'pods' && verbs.includes('deletecollection')
}
