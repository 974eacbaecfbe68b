import { ApiError } from '../../../k8s/api-client'
import { controllerOf, type OwnerReference, objectKey } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { isPodReady, podAvailableFrom } from '../../../k8s/pod-conditions'
import { isEmptySelector, matchesLabelSelector } from '../../../k8s/selector'
import { deepEqual } from '../../../k8s/share-unchanged'
import type { ReplicaSet } from '../../../k8s/workload'
import type { Component, ComponentContext } from '../../component'
import { isPodActive } from '../../runtime/active-pods'
import { claimObjects } from '../../runtime/claim-pods'
import { indexByController, objectsOfController } from '../../runtime/controller-index'
import { Expectations } from '../../runtime/expectations'
import type { Informer } from '../../runtime/informer'
import { createPod, deletePod, isNamespaceTerminating } from '../../runtime/pod-control'
import { type Process, request } from '../../runtime/process'
import { slowStart } from '../../runtime/slow-start'
import { WorkQueue } from '../../runtime/work-queue'
import { planReplicas, type ReplicaPlan } from './replica-plan'
import { replicaSetStatus } from './replicaset-status'

const RESOURCE = 'replicasets.apps'
const WORKERS = 5

/** Keeps as many pods of each ReplicaSet as it wants. */
// Models pkg/controller/replicaset/replica_set.go
export function startReplicaSetController(context: ComponentContext): Component {
  const controller = new ReplicaSetController(context)
  return { pause: () => controller.queue.pause(), resume: () => controller.queue.resume() }
}

class ReplicaSetController {
  readonly queue: WorkQueue
  private readonly replicaSets: Informer<ReplicaSet>
  private readonly pods: Informer<Pod>
  private readonly expectations: Expectations

  constructor(private readonly context: ComponentContext) {
    const { kernel, limiter, informers } = context
    this.expectations = new Expectations(kernel)
    this.queue = new WorkQueue({
      name: 'replicaset',
      kernel,
      limiter,
      workers: WORKERS,
      sync: key => this.sync(key),
    })
    this.replicaSets = informers.informer<ReplicaSet>(RESOURCE)
    this.pods = informers.informer<Pod>('pods')
    indexByController(this.replicaSets)
    indexByController(this.pods)
    this.replicaSets.handle({
      added: replicaSet => this.queue.add(objectKey(replicaSet)),
      updated: (_, replicaSet) => this.queue.add(objectKey(replicaSet)),
      removed: replicaSet => {
        this.expectations.forget(objectKey(replicaSet))
        this.queue.add(objectKey(replicaSet))
      },
    })
    this.pods.handle({
      added: pod => this.podAdded(pod),
      updated: (before, pod) => this.podUpdated(before, pod),
      removed: pod => this.podGone(pod),
    })
  }

  private podAdded(pod: Pod): void {
    if (pod.metadata.deletionTimestamp !== undefined) {
      this.podGone(pod)
      return
    }
    const controller = controllerOf(pod)
    if (controller === undefined) {
      this.offerOrphan(pod)
      return
    }
    const replicaSet = this.resolve(pod.metadata.namespace, controller)
    if (replicaSet === undefined) return
    this.expectations.creationObserved(objectKey(replicaSet))
    this.queue.add(objectKey(replicaSet))
  }

  private podUpdated(before: Pod, pod: Pod): void {
    if (pod.metadata.deletionTimestamp !== undefined) {
      this.podGone(pod)
      return
    }
    const controller = controllerOf(pod)
    const controllerBefore = controllerOf(before)
    const changedHands = controller?.uid !== controllerBefore?.uid
    if (changedHands && controllerBefore !== undefined) this.enqueueController(before, controllerBefore)
    if (controller === undefined) {
      if (changedHands || before.metadata.labels !== pod.metadata.labels) this.offerOrphan(pod)
      return
    }
    const replicaSet = this.enqueueController(pod, controller)
    const minReadySeconds = replicaSet?.spec.minReadySeconds ?? 0
    if (replicaSet !== undefined && minReadySeconds > 0 && !isPodReady(before) && isPodReady(pod)) {
      this.queue.addAfter(objectKey(replicaSet), minReadySeconds * 1000, { awaited: true })
    }
  }

  private podGone(pod: Pod): void {
    const controller = controllerOf(pod)
    if (controller === undefined) return
    const replicaSet = this.enqueueController(pod, controller)
    if (replicaSet !== undefined) this.expectations.deletionObserved(objectKey(replicaSet), pod.metadata.uid)
  }

  private enqueueController(pod: Pod, controller: OwnerReference): ReplicaSet | undefined {
    const replicaSet = this.resolve(pod.metadata.namespace, controller)
    if (replicaSet !== undefined) this.queue.add(objectKey(replicaSet))
    return replicaSet
  }

  private resolve(namespace: string | undefined, controller: OwnerReference): ReplicaSet | undefined {
    if (controller.kind !== 'ReplicaSet') return undefined
    const replicaSet = this.replicaSets.get(`${namespace}/${controller.name}`)
    return replicaSet?.metadata.uid === controller.uid ? replicaSet : undefined
  }

  private offerOrphan(pod: Pod): void {
    for (const replicaSet of this.replicaSets.list()) {
      if (replicaSet.metadata.namespace !== pod.metadata.namespace) continue
      const { selector } = replicaSet.spec
      if (isEmptySelector(selector) || !matchesLabelSelector(selector, pod.metadata.labels)) continue
      this.queue.add(objectKey(replicaSet))
    }
  }

  // Models pkg/controller/replicaset/replica_set.go syncReplicaSet
  private *sync(key: string): Process {
    const replicaSet = this.replicaSets.get(key)
    if (replicaSet === undefined) {
      this.expectations.forget(key)
      return
    }
    const { selector } = replicaSet.spec
    const maySync = this.expectations.satisfied(key)
    const candidates = objectsOfController(this.pods, replicaSet, true)
    const active = yield* claimObjects({
      client: this.context.client,
      owner: replicaSet,
      ownerResource: RESOURCE,
      selector,
      resource: 'pods',
      candidates: candidates.filter(isPodActive),
    })
    const terminating = candidates.filter(pod => isOwnTerminating(replicaSet, pod))
    const failure =
      maySync && replicaSet.metadata.deletionTimestamp === undefined
        ? yield* this.scale(key, replicaSet, active)
        : undefined
    yield* this.updateStatus(replicaSet, active, terminating, failure)
    if (failure !== undefined) throw failure
    this.checkAvailabilityLater(key, replicaSet, active)
  }

  private *scale(key: string, replicaSet: ReplicaSet, active: readonly Pod[]): Process<ApiError | undefined> {
    const related = active.length > replicaSet.spec.replicas ? this.relatedPods(replicaSet) : []
    const plan = planReplicas(replicaSet, active, related, this.context.kernel.now)
    if (plan.create > 0) return yield* this.create(key, replicaSet, plan)
    return yield* this.delete(key, replicaSet, plan)
  }

  private *create(key: string, replicaSet: ReplicaSet, plan: ReplicaPlan): Process<ApiError | undefined> {
    const { context, expectations } = this
    expectations.expect(key, plan.create)
    const { succeeded, failure } = yield* slowStart(plan.create, function* () {
      try {
        yield* createPod(context, replicaSet, replicaSet.spec.template, plan.because)
      } catch (error) {
        if (!isNamespaceTerminating(error)) throw error
      }
    })
    for (let i = succeeded; i < plan.create; i++) expectations.creationObserved(key)
    return failure
  }

  private *delete(key: string, replicaSet: ReplicaSet, plan: ReplicaPlan): Process<ApiError | undefined> {
    if (plan.delete.length === 0) return undefined
    const uids = plan.delete.map(pod => pod.metadata.uid)
    this.expectations.expect(key, 0, uids)
    let failure: ApiError | undefined
    for (const pod of plan.delete) {
      try {
        yield* deletePod(this.context, replicaSet, pod, plan.because)
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        this.expectations.deletionObserved(key, pod.metadata.uid)
        if (error.status.code !== 404) failure ??= error
      }
    }
    return failure
  }

  // Models pkg/controller/replicaset/replica_set.go getIndirectlyRelatedPods
  private relatedPods(replicaSet: ReplicaSet): Pod[] {
    const controller = controllerOf(replicaSet)
    if (controller === undefined) return []
    const siblings: ReplicaSet[] = []
    for (const other of this.replicaSets.list()) if (controllerOf(other)?.uid === controller.uid) siblings.push(other)
    const related: Pod[] = []
    for (const pod of this.pods.list()) {
      if (pod.metadata.namespace !== replicaSet.metadata.namespace) continue
      if (siblings.some(sibling => matchesLabelSelector(sibling.spec.selector, pod.metadata.labels))) related.push(pod)
    }
    return related
  }

  // Models pkg/controller/replicaset/replica_set_utils.go updateReplicaSetStatus
  private *updateStatus(
    replicaSet: ReplicaSet,
    active: readonly Pod[],
    terminating: readonly Pod[],
    failure: ApiError | undefined,
  ): Process {
    const { client, kernel, behaviour } = this.context
    const facts = { active, terminating, failure: failure?.message, now: kernel.now }
    const { terminatingReplicas, ...older } = replicaSetStatus(replicaSet, facts)
    const status = behaviour.countsTerminatingReplicas ? { ...older, terminatingReplicas } : older
    if (deepEqual(replicaSet.status, status)) return
    const because = `${active.length} of ${replicaSet.spec.replicas} pods, ${status.readyReplicas ?? 0} ready`
    const options = { subresource: 'status', because } as const
    try {
      yield* request(() => client.update(RESOURCE, { ...replicaSet, status }, options))
    } catch (error) {
      if (!(error instanceof ApiError) || error.status.code !== 409) throw error
      const { namespace, name } = replicaSet.metadata
      const fresh = yield* request(() => client.get(RESOURCE, namespace, name))
      yield* request(() => client.update(RESOURCE, { ...fresh, status }, options))
    }
  }

  private checkAvailabilityLater(key: string, replicaSet: ReplicaSet, active: readonly Pod[]): void {
    const minReadySeconds = replicaSet.spec.minReadySeconds ?? 0
    if (minReadySeconds <= 0) return
    const { now } = this.context.kernel
    const next = active
      .map(pod => podAvailableFrom(pod, minReadySeconds))
      .filter(time => time > now && Number.isFinite(time))
    if (next.length > 0) this.queue.addAfter(key, Math.min(...next) - now, { awaited: true })
  }
}

function isOwnTerminating(replicaSet: ReplicaSet, pod: Pod): boolean {
  if (
    pod.metadata.deletionTimestamp === undefined ||
    pod.status?.phase === 'Succeeded' ||
    pod.status?.phase === 'Failed'
  )
    return false
  if (controllerOf(pod)?.uid !== replicaSet.metadata.uid) return false
  return matchesLabelSelector(replicaSet.spec.selector, pod.metadata.labels)
}
