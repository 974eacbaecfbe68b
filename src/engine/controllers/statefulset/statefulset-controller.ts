import { controllerOf, type KubeObject, type OwnerReference, objectKey } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { isPodReady, isTerminating } from '../../../k8s/pod-conditions'
import { matchesLabelSelector } from '../../../k8s/selector'
import { deepEqual } from '../../../k8s/share-unchanged'
import type { StatefulSet } from '../../../k8s/stateful-set'
import type { ControllerRevision } from '../../../k8s/workload'
import type { Component, ComponentContext } from '../../component'
import type { Millis } from '../../kernel/kernel'
import { indexByController } from '../../runtime/controller-index'
import type { Informer } from '../../runtime/informer'
import { StalenessGate } from '../../runtime/staleness-gate'
import { WorkQueue } from '../../runtime/work-queue'
import { CLAIMS } from './pod-tasks'
import { REVISIONS } from './set-revisions'
import { STATEFUL_SETS, type StatefulSetTools, syncStatefulSet } from './statefulset-sync'

const WORKERS = 5

/** Gives each StatefulSet its pods, one after the other and each with a name and claims of its own. */
// Models pkg/controller/statefulset/stateful_set.go
export function startStatefulSetController(context: ComponentContext): Component {
  const controller = new StatefulSetController(context)
  return { pause: () => controller.queue.pause(), resume: () => controller.queue.resume() }
}

class StatefulSetController implements StatefulSetTools {
  readonly queue: WorkQueue
  readonly sets: Informer<StatefulSet>
  readonly pods: Informer<Pod>
  readonly claims: Informer<KubeObject>
  readonly revisions: Informer<ControllerRevision>
  readonly gate: StalenessGate

  constructor(readonly context: ComponentContext) {
    const { kernel, limiter, informers, behaviour } = context
    this.gate = new StalenessGate(behaviour.waitsForOwnWrites)
    const sync = (key: string) => syncStatefulSet(this, key)
    this.queue = new WorkQueue({ name: 'statefulset', kernel, limiter, workers: WORKERS, sync })
    this.sets = informers.informer(STATEFUL_SETS)
    this.pods = informers.informer('pods')
    this.claims = informers.informer(CLAIMS)
    this.revisions = informers.informer(REVISIONS)
    indexByController(this.pods)
    indexByController(this.revisions)
    const wake = (set: StatefulSet) => {
      this.gate.saw(STATEFUL_SETS, set)
      this.queue.add(objectKey(set))
    }
    this.sets.handle({ added: wake, updated: (_, set) => wake(set), removed: set => this.queue.add(objectKey(set)) })
    const claimSeen = (claim: KubeObject) => this.gate.saw(CLAIMS, claim)
    this.claims.handle({ added: claimSeen, updated: (_, claim) => claimSeen(claim) })
    this.pods.handle({
      added: pod => this.podAdded(pod),
      updated: (before, pod) => this.podUpdated(before, pod),
      removed: pod => this.wakeController(pod, controllerOf(pod)),
    })
  }

  readonly wakeAfter = (key: string, delay: Millis): void => {
    this.queue.addAfter(key, delay, { awaited: true })
  }

  // Models pkg/controller/statefulset/stateful_set.go addPod
  private podAdded(pod: Pod): void {
    this.gate.saw('pods', pod)
    const controller = controllerOf(pod)
    if (controller !== undefined) this.wakeController(pod, controller)
    else if (!isTerminating(pod)) this.offerOrphan(pod)
  }

  // Models pkg/controller/statefulset/stateful_set.go updatePod
  private podUpdated(before: Pod, pod: Pod): void {
    this.gate.saw('pods', pod)
    const [controller, former] = [controllerOf(pod), controllerOf(before)]
    const changedHands = controller?.uid !== former?.uid
    if (changedHands) this.wakeController(before, former)
    if (controller === undefined) {
      if (changedHands || !deepEqual(before.metadata.labels, pod.metadata.labels)) this.offerOrphan(pod)
      return
    }
    const set = this.wakeController(pod, controller)
    const { minReadySeconds = 0 } = set?.spec ?? {}
    if (set !== undefined && minReadySeconds > 0 && !isPodReady(before) && isPodReady(pod)) {
      this.wakeAfter(objectKey(set), minReadySeconds * 1000)
    }
  }

  private wakeController(pod: Pod, controller: OwnerReference | undefined): StatefulSet | undefined {
    if (controller?.kind !== 'StatefulSet') return undefined
    const set = this.sets.get(`${pod.metadata.namespace}/${controller.name}`)
    if (set?.metadata.uid !== controller.uid) return undefined
    this.queue.add(objectKey(set))
    return set
  }

  private offerOrphan(pod: Pod): void {
    for (const set of this.sets.list()) {
      if (set.metadata.namespace !== pod.metadata.namespace) continue
      if (matchesLabelSelector(set.spec.selector, pod.metadata.labels)) this.queue.add(objectKey(set))
    }
  }
}
