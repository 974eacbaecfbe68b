import { controllerOf, type OwnerReference, objectKey } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { isEmptySelector, matchesLabelSelector } from '../../../k8s/selector'
import type { Deployment, ReplicaSet } from '../../../k8s/workload'
import type { Component, ComponentContext } from '../../component'
import { claimObjects } from '../../runtime/claim-pods'
import { indexByController, objectsOfController } from '../../runtime/controller-index'
import type { Informer } from '../../runtime/informer'
import { isNamespaceTerminating } from '../../runtime/pod-control'
import { type Process, request } from '../../runtime/process'
import { WorkQueue } from '../../runtime/work-queue'
import { DeploymentSync } from './deployment-sync'

const RESOURCE = 'deployments.apps'
const WORKERS = 5

/** Rolls Deployments out by scaling their ReplicaSets up and down. */
// Models pkg/controller/deployment/deployment_controller.go
export function startDeploymentController(context: ComponentContext): Component {
  const controller = new DeploymentController(context)
  return { pause: () => controller.queue.pause(), resume: () => controller.queue.resume() }
}

class DeploymentController {
  readonly queue: WorkQueue
  private readonly deployments: Informer<Deployment>
  private readonly replicaSets: Informer<ReplicaSet>
  private readonly pods: Informer<Pod>

  constructor(private readonly context: ComponentContext) {
    const { kernel, limiter, informers } = context
    this.queue = new WorkQueue({
      name: 'deployment',
      kernel,
      limiter,
      workers: WORKERS,
      sync: key => this.sync(key),
    })
    this.deployments = informers.informer<Deployment>(RESOURCE)
    this.replicaSets = informers.informer<ReplicaSet>('replicasets.apps')
    this.pods = informers.informer<Pod>('pods')
    indexByController(this.replicaSets)
    indexByController(this.pods)
    this.deployments.handle({
      added: deployment => this.queue.add(objectKey(deployment)),
      updated: (_, deployment) => this.queue.add(objectKey(deployment)),
      removed: deployment => this.queue.add(objectKey(deployment)),
    })
    this.replicaSets.handle({
      added: replicaSet => this.replicaSetAdded(replicaSet),
      updated: (before, replicaSet) => this.replicaSetUpdated(before, replicaSet),
      removed: replicaSet => this.enqueueController(replicaSet),
    })
    this.pods.handle({ removed: pod => this.podRemoved(pod) })
  }

  private replicaSetAdded(replicaSet: ReplicaSet): void {
    if (controllerOf(replicaSet) !== undefined) this.enqueueController(replicaSet)
    else if (replicaSet.metadata.deletionTimestamp === undefined) this.offerOrphan(replicaSet)
  }

  private replicaSetUpdated(before: ReplicaSet, replicaSet: ReplicaSet): void {
    const changedHands = controllerOf(before)?.uid !== controllerOf(replicaSet)?.uid
    if (changedHands) this.enqueueController(before)
    if (controllerOf(replicaSet) !== undefined) this.enqueueController(replicaSet)
    else if (changedHands || before.metadata.labels !== replicaSet.metadata.labels) this.offerOrphan(replicaSet)
  }

  /** Recreate waits for the last of the old pods; nothing else would wake it. */
  // Models pkg/controller/deployment/deployment_controller.go deletePod
  private podRemoved(pod: Pod): void {
    const controller = controllerOf(pod)
    if (controller?.kind !== 'ReplicaSet') return
    const replicaSet = this.replicaSets.get(`${pod.metadata.namespace}/${controller.name}`)
    if (replicaSet?.metadata.uid !== controller.uid) return
    const owner = controllerOf(replicaSet)
    const deployment = owner && this.resolve(replicaSet.metadata.namespace, owner)
    if (deployment?.spec.strategy.type !== 'Recreate') return
    const siblings = objectsOfController(this.replicaSets, deployment)
    if (siblings.every(sibling => objectsOfController(this.pods, sibling).length === 0))
      this.queue.add(objectKey(deployment))
  }

  private enqueueController(replicaSet: ReplicaSet): void {
    const controller = controllerOf(replicaSet)
    const deployment = controller && this.resolve(replicaSet.metadata.namespace, controller)
    if (deployment !== undefined) this.queue.add(objectKey(deployment))
  }

  private resolve(namespace: string | undefined, controller: OwnerReference): Deployment | undefined {
    if (controller.kind !== 'Deployment') return undefined
    const deployment = this.deployments.get(`${namespace}/${controller.name}`)
    return deployment?.metadata.uid === controller.uid ? deployment : undefined
  }

  private offerOrphan(replicaSet: ReplicaSet): void {
    for (const deployment of this.deployments.list()) {
      if (deployment.metadata.namespace !== replicaSet.metadata.namespace) continue
      const { selector } = deployment.spec
      if (isEmptySelector(selector) || !matchesLabelSelector(selector, replicaSet.metadata.labels)) continue
      this.queue.add(objectKey(deployment))
    }
  }

  private *sync(key: string): Process {
    const deployment = this.deployments.get(key)
    if (deployment === undefined) return
    if (isEmptySelector(deployment.spec.selector)) {
      yield* this.refuseToSelectAll(deployment)
      return
    }
    const replicaSets = yield* claimObjects({
      client: this.context.client,
      owner: deployment,
      ownerResource: RESOURCE,
      selector: deployment.spec.selector,
      resource: 'replicasets.apps',
      candidates: objectsOfController(this.replicaSets, deployment, true),
    })
    const sync = new DeploymentSync(this.context, deployment, replicaSets, replicaSet =>
      objectsOfController(this.pods, replicaSet),
    )
    try {
      yield* sync.run()
    } catch (error) {
      if (!isNamespaceTerminating(error)) throw error
    }
    if (sync.checkAgainIn !== undefined) this.queue.addAfter(key, sync.checkAgainIn)
  }

  private *refuseToSelectAll(deployment: Deployment): Process {
    const { client, recorder } = this.context
    const message = 'This deployment is selecting all pods. A non-empty selector is required.'
    recorder.event(deployment, 'Warning', 'SelectingAll', message)
    const { generation } = deployment.metadata
    if (generation === undefined || (deployment.status.observedGeneration ?? 0) >= generation) return
    const next = { ...deployment, status: { ...deployment.status, observedGeneration: generation } }
    yield* request(() => client.update(RESOURCE, next, { subresource: 'status', because: message }))
  }
}
