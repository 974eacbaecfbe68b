import { isNotFound } from '../../../k8s/api-client'
import { disruptionTargetPatch } from '../../../k8s/disruption-target'
import type { Node, Taint } from '../../../k8s/node'
import { objectKey } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { deepEqual } from '../../../k8s/share-unchanged'
import type { Component, ComponentContext } from '../../component'
import type { Cancel, Millis } from '../../kernel/kernel'
import type { EventTarget } from '../../runtime/event-recorder'
import type { Informer } from '../../runtime/informer'
import { indexByNode, podsOnNode } from '../../runtime/node-index'
import { type Process, request } from '../../runtime/process'
import { WorkQueue } from '../../runtime/work-queue'
import { noExecuteTaints, planEviction } from './eviction-plan'

const WORKERS = 8
/**
 * It reads and marks a pod before it deletes it: whoever else the taint concerns has deleted it by then. It shows when the pod
 * goes without grace.
 */
const TIME_TO_MARK: Millis = 3

/** An eviction that is to come, or (without `cancel`) one that is under way or done. */
interface Eviction {
  readonly since: Millis
  readonly because: string
  cancel: Cancel | undefined
}

/** Evicts pods from nodes whose NoExecute taints they do not tolerate, or no longer. */
// Models pkg/controller/tainteviction/taint_eviction.go
export function startTaintEvictionController(context: ComponentContext): Component {
  const controller = new TaintEvictionController(context)
  return { pause: () => controller.queue.pause(), resume: () => controller.queue.resume() }
}

class TaintEvictionController {
  readonly queue: WorkQueue
  private readonly pods: Informer<Pod>
  private readonly taintedNodes = new Map<string, readonly Taint[]>()
  /** By the pod's key. */
  private readonly evictions = new Map<string, Eviction>()

  constructor(private readonly context: ComponentContext) {
    const { kernel, limiter, informers } = context
    this.queue = new WorkQueue({
      name: 'taint eviction',
      kernel,
      limiter,
      workers: WORKERS,
      sync: key => this.evict(key),
    })
    this.pods = informers.informer<Pod>('pods')
    indexByNode(this.pods)
    informers.informer<Node>('nodes').handle({
      added: node => this.nodeChanged(node.metadata.name, noExecuteTaints(node.spec?.taints)),
      updated: (before, node) => this.nodeUpdated(before, node),
      removed: node => this.taintedNodes.delete(node.metadata.name),
    })
    this.pods.handle({
      added: pod => this.podChanged(pod),
      updated: (before, pod) => {
        const moved = before.spec.nodeName !== pod.spec.nodeName
        if (moved || !deepEqual(before.spec.tolerations, pod.spec.tolerations)) this.podChanged(pod)
      },
      removed: pod => this.cancel(objectKey(pod)),
    })
  }

  private nodeUpdated(before: Node, node: Node): void {
    if (before.spec === node.spec) return
    const taints = noExecuteTaints(node.spec?.taints)
    if (!deepEqual(noExecuteTaints(before.spec?.taints), taints)) this.nodeChanged(node.metadata.name, taints)
  }

  // Models pkg/controller/tainteviction/taint_eviction.go handleNodeUpdate
  private nodeChanged(name: string, taints: readonly Taint[]): void {
    if (taints.length > 0) this.taintedNodes.set(name, taints)
    else if (!this.taintedNodes.delete(name)) return
    for (const pod of podsOnNode(this.pods, name)) {
      if (taints.length === 0) this.cancel(objectKey(pod))
      else this.judge(pod, taints)
    }
  }

  private podChanged(pod: Pod): void {
    const taints = pod.spec.nodeName === undefined ? undefined : this.taintedNodes.get(pod.spec.nodeName)
    if (taints !== undefined) this.judge(pod, taints)
  }

  // Models pkg/controller/tainteviction/taint_eviction.go processPodOnNode
  private judge(pod: Pod, taints: readonly Taint[]): void {
    const key = objectKey(pod)
    const { now } = this.context.kernel
    const plan = planEviction(taints, pod.spec.tolerations ?? [])
    if (plan.when === 'never') {
      this.cancel(key)
      return
    }
    if (plan.when === 'now') {
      this.cancel(key)
      this.schedule(key, now, now, plan.because)
      return
    }
    // An eviction that is pending stays as it is, even when a later taint is tolerated for a shorter time.
    const pending = this.evictions.get(key)
    if (pending?.cancel !== undefined && pending.since < now) return
    this.cancel(key)
    this.schedule(key, now, now + plan.seconds * 1000, plan.because)
  }

  // Models pkg/controller/tainteviction/timed_workers.go TimedWorkerQueue.AddWork
  private schedule(key: string, since: Millis, due: Millis, because: string): void {
    if (this.evictions.has(key)) return
    const { kernel } = this.context
    const eviction: Eviction = { since, because, cancel: undefined }
    this.evictions.set(key, eviction)
    if (due <= kernel.now) {
      kernel.schedule(TIME_TO_MARK, 'taint eviction', () => this.queue.add(key))
      return
    }
    const start = () => {
      eviction.cancel = undefined
      this.queue.add(key)
    }
    eviction.cancel = kernel.schedule(due - kernel.now, 'taint eviction', start, { idle: true })
  }

  // Models pkg/controller/tainteviction/timed_workers.go TimedWorkerQueue.CancelWork
  private cancel(key: string): void {
    const eviction = this.evictions.get(key)
    if (eviction === undefined) return
    this.evictions.delete(key)
    if (eviction.cancel === undefined) return
    eviction.cancel()
    this.announce(key, `Cancelling deletion of Pod ${key}`)
  }

  private announce(key: string, message: string): void {
    this.context.recorder.event(podReference(key), 'Normal', 'TaintManagerEviction', message)
  }

  // Models pkg/controller/tainteviction/taint_eviction.go deletePodHandler and addConditionAndDeletePod
  private *evict(key: string): Process {
    const because = this.evictions.get(key)?.because
    if (because === undefined) return
    const { client, kernel, behaviour } = this.context
    const { namespace, name } = podReference(key).metadata
    this.announce(key, `Marking for deletion Pod ${key}`)
    try {
      if (behaviour.marksDisruptedPods) {
        const pod = (yield* request(() => client.get('pods', namespace, name))) as Pod
        const message = 'Taint manager: deleting due to NoExecute taint'
        const status = disruptionTargetPatch(pod, 'DeletionByTaintManager', message, kernel.now)
        const options = { subresource: 'status', because } as const
        // A patch, so that it does not matter who else has changed the pod meanwhile.
        yield* request(() => client.patch('pods', namespace, name, 'strategic', { status }, options))
      }
      yield* request(() => client.delete('pods', namespace, name, { because }))
    } catch (error) {
      if (!isNotFound(error)) throw error
    }
  }
}

/** Events of this controller name the pod without its uid. */
function podReference(key: string): EventTarget {
  const [namespace = '', name = ''] = key.split('/')
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name, uid: '', resourceVersion: '', creationTimestamp: '' },
  }
}
