import { isNotFound } from '../../../k8s/api-client'
import type { KubeObject, OwnerReference } from '../../../k8s/object'
import type { Component, ComponentContext } from '../../component'
import { type Process, request, requestUnlessGone } from '../../runtime/process'
import { RetryError, WorkQueue } from '../../runtime/work-queue'
import { decideGarbage, type OwnerState } from './deletion-decision'
import { FOREGROUND_FINALIZER, type GraphNode, isWaitingFor, ORPHAN_FINALIZER, OwnershipGraph } from './ownership-graph'
import { ResourceNames } from './resource-names'

const WORKERS = 20
const CUSTOM_RESOURCES = 'customresourcedefinitions.apiextensions.k8s.io'

/** Deletes what belonged to owners that are gone, and sets free what is to outlive its owner. */
// Models pkg/controller/garbagecollector/garbagecollector.go
export function startGarbageCollector(context: ComponentContext): Component {
  const collector = new GarbageCollector(context)
  return { pause: () => collector.pause(), resume: () => collector.resume() }
}

class GarbageCollector {
  private readonly deletions: WorkQueue
  private readonly orphanings: WorkQueue
  private readonly graph: OwnershipGraph
  private readonly resources: ResourceNames
  private readonly watched = new Set<string>()

  constructor(private readonly context: ComponentContext) {
    const { kernel, limiter, client } = context
    this.resources = new ResourceNames(client)
    this.deletions = new WorkQueue({
      name: 'garbage collector',
      kernel,
      limiter,
      workers: WORKERS,
      sync: uid => this.attemptToDelete(uid),
    })
    this.orphanings = new WorkQueue({
      name: 'garbage collector, orphans',
      kernel,
      limiter,
      workers: WORKERS,
      sync: uid => this.attemptToOrphan(uid),
    })
    this.graph = new OwnershipGraph({
      attemptToDelete: uid => this.deletions.add(uid),
      attemptToOrphan: uid => this.orphanings.add(uid),
    })
    this.watchAll()
    context.informers.informer(CUSTOM_RESOURCES).handle({ added: () => this.watchAll() })
  }

  pause(): void {
    this.deletions.pause()
    this.orphanings.pause()
  }

  resume(): void {
    this.deletions.resume()
    this.orphanings.resume()
  }

  private watchAll(): void {
    for (const resource of this.resources.all()) {
      if (resource === 'events' || this.watched.has(resource)) continue
      this.watched.add(resource)
      this.context.informers.informer(resource).handle({
        added: object => this.graph.observe(undefined, object),
        updated: (before, object) => this.observeUpdate(before, object),
        removed: object => this.graph.remove(object.metadata.uid),
      })
    }
  }

  // The object of that name is another one now: the deletion of the first was seen together with the creation of the second.
  private observeUpdate(before: KubeObject, object: KubeObject): void {
    if (before.metadata.uid === object.metadata.uid) {
      this.graph.observe(before, object)
      return
    }
    this.graph.remove(before.metadata.uid)
    this.graph.observe(undefined, object)
  }

  // Models pkg/controller/garbagecollector/garbagecollector.go attemptToDeleteItem
  private *attemptToDelete(uid: string): Process {
    const node = this.graph.get(uid)
    if (node === undefined || (node.beingDeleted && !node.deletingDependents)) return
    const live = yield* this.fetch(node)
    if (live === 'unknown kind') return
    if (live === undefined || live.metadata.uid !== uid) {
      this.graph.remove(uid)
      return
    }
    if (!node.observed) throw new RetryError(`${node.kind} ${node.name} has not been observed yet`)
    if (node.deletingDependents) {
      yield* this.finishForeground(node)
      return
    }
    const references = live.metadata.ownerReferences ?? []
    if (references.length > 0) yield* this.collect(node, live, references)
  }

  private *collect(node: GraphNode, live: KubeObject, references: readonly OwnerReference[]): Process {
    const owners: (readonly [OwnerReference, OwnerState])[] = []
    for (const reference of references) {
      owners.push([reference, yield* this.stateOf(reference, node.namespace)])
    }
    const decision = decideGarbage(live.metadata, owners, node.dependents.size > 0)
    if (decision.do === 'keep') return
    if (decision.do === 'drop-references') {
      yield* this.dropReferences(node, decision.uids, decision.because)
      return
    }
    const isWaitedFor = owners.some(([, state]) => state === 'waiting')
    if (isWaitedFor && decision.policy === 'Foreground') yield* this.unblockCycle(node, references)
    yield* this.delete(node, decision.policy, decision.because)
  }

  /** The live object; undefined when there is none of that name. */
  private *fetch(node: GraphNode): Process<KubeObject | undefined | 'unknown kind'> {
    return yield* this.fetchObject(node, node.namespace)
  }

  private *fetchObject(
    { apiVersion, kind, name }: Pick<OwnerReference, 'apiVersion' | 'kind' | 'name'>,
    namespace: string | undefined,
  ): Process<KubeObject | undefined | 'unknown kind'> {
    const type = this.resources.of(apiVersion, kind)
    if (type === undefined || (type.namespaced && namespace === undefined)) return 'unknown kind'
    try {
      return yield* request(() => this.context.client.get(type.name, type.namespaced ? namespace : undefined, name))
    } catch (error) {
      if (isNotFound(error)) return undefined
      throw error
    }
  }

  // Models pkg/controller/garbagecollector/garbagecollector.go isDangling and classifyReferences
  private *stateOf(reference: OwnerReference, namespace: string | undefined): Process<OwnerState> {
    if (this.graph.isAbsent(reference.uid)) return 'dangling'
    const owner = yield* this.fetchObject(reference, namespace)
    if (owner === 'unknown kind') return 'solid'
    if (owner === undefined || owner.metadata.uid !== reference.uid) {
      this.graph.setAbsent(reference.uid)
      return 'dangling'
    }
    return isWaitingFor(owner.metadata, FOREGROUND_FINALIZER) ? 'waiting' : 'solid'
  }

  // Models pkg/controller/garbagecollector/garbagecollector.go processDeletingDependentsItem
  private *finishForeground(node: GraphNode): Process {
    const blocking = this.graph.blockingDependents(node)
    if (blocking.length === 0) {
      yield* this.removeFinalizer(node, FOREGROUND_FINALIZER, 'all that it waited for are gone')
      return
    }
    for (const dependent of blocking) if (!dependent.deletingDependents) this.deletions.add(dependent.uid)
  }

  // Two objects that own each other would wait for each other for ever.
  private *unblockCycle(node: GraphNode, references: readonly OwnerReference[]): Process {
    if (![...node.dependents].some(dependent => dependent.deletingDependents)) return
    const ownerReferences = references.map(reference => ({ ...reference, blockOwnerDeletion: false }))
    yield* this.patch(node, { uid: node.uid, ownerReferences }, 'it is part of a circle of owners')
  }

  private *delete(
    node: GraphNode,
    propagationPolicy: 'Foreground' | 'Background' | 'Orphan',
    because: string,
  ): Process {
    const type = this.resources.of(node.apiVersion, node.kind)
    if (type === undefined) return
    const preconditions = { uid: node.uid }
    const namespace = type.namespaced ? node.namespace : undefined
    const { client } = this.context
    const options = { propagationPolicy, preconditions, because }
    const wasThere = yield* requestUnlessGone(() => client.delete(type.name, namespace, node.name, options))
    if (!wasThere) this.graph.remove(node.uid)
  }

  private *dropReferences(node: GraphNode, uids: readonly string[], because: string): Process {
    const live = yield* this.fetch(node)
    if (live === undefined || live === 'unknown kind' || live.metadata.uid !== node.uid) return
    const ownerReferences = (live.metadata.ownerReferences ?? []).filter(owner => !uids.includes(owner.uid))
    if (ownerReferences.length === live.metadata.ownerReferences?.length) return
    const { resourceVersion } = live.metadata
    yield* this.patch(
      node,
      { resourceVersion, ownerReferences: ownerReferences.length === 0 ? null : ownerReferences },
      because,
    )
  }

  // Models pkg/controller/garbagecollector/garbagecollector.go orphanDependents
  private *attemptToOrphan(uid: string): Process {
    const node = this.graph.get(uid)
    if (node === undefined) return
    for (const dependent of [...node.dependents]) {
      yield* this.dropReferences(
        dependent,
        [uid],
        `its owner ${node.kind} ${node.name} is deleted and leaves it behind`,
      )
    }
    yield* this.removeFinalizer(node, ORPHAN_FINALIZER, 'its dependents are orphans now')
  }

  // Models pkg/controller/garbagecollector/operations.go removeFinalizer
  private *removeFinalizer(node: GraphNode, finalizer: string, because: string): Process {
    const live = yield* this.fetch(node)
    if (live === undefined || live === 'unknown kind' || live.metadata.uid !== node.uid) return
    const { resourceVersion, finalizers = [] } = live.metadata
    if (!finalizers.includes(finalizer)) return
    yield* this.patch(node, { resourceVersion, finalizers: finalizers.filter(other => other !== finalizer) }, because)
  }

  private *patch(node: GraphNode, metadata: Readonly<Record<string, unknown>>, because: string): Process {
    const type = this.resources.of(node.apiVersion, node.kind)
    if (type === undefined) return
    const { client } = this.context
    const namespace = type.namespaced ? node.namespace : undefined
    yield* requestUnlessGone(() => client.patch(type.name, namespace, node.name, 'merge', { metadata }, { because }))
  }
}
