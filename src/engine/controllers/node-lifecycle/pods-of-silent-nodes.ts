import { ApiError } from '../../../k8s/api-client'
import type { Node } from '../../../k8s/node'
import { objectKey } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { isPodReady } from '../../../k8s/pod-conditions'
import { toTimestamp } from '../../../k8s/time'
import type { ComponentContext } from '../../component'
import type { Informer } from '../../runtime/informer'
import { indexByNode, podsOnNode } from '../../runtime/node-index'
import { type Process, requestUnlessGone } from '../../runtime/process'
import { WorkQueue } from '../../runtime/work-queue'
import type { NodeHealth } from './node-health'

const POD_WORKERS = 4

/** Says of the Pods on nodes that are not Ready that they are not ready either: their kubelet cannot. */
export class PodsOfSilentNodes {
  readonly queue: WorkQueue
  private readonly pods: Informer<Pod>
  /** Nodes whose pods could not all be marked. */
  private readonly retryPodsOf = new Set<string>()

  constructor(
    private readonly context: ComponentContext,
    private readonly nodes: Informer<Node>,
    private readonly health: NodeHealth,
  ) {
    const { kernel, limiter, informers } = context
    const name = 'pods of silent nodes'
    this.queue = new WorkQueue({ name, kernel, limiter, workers: POD_WORKERS, sync: key => this.syncPod(key) })
    this.pods = informers.informer<Pod>('pods')
    indexByNode(this.pods)
    this.pods.handle({
      added: pod => this.podPlaced(undefined, pod),
      updated: (before, pod) => this.podPlaced(before, pod),
    })
  }

  /** The Pods that are bound to the node, as the cache shows them. */
  on(node: string): readonly Pod[] {
    return [...podsOnNode(this.pods, node)]
  }

  /** Marks the Pods of a node that was Ready and is no longer, and those that could not be marked the last time. */
  // Models pkg/controller/nodelifecycle/node_lifecycle_controller.go monitorNodeHealth
  *follow(node: string, fell: boolean, wasReady: boolean): Process {
    if (fell || (this.retryPodsOf.has(node) && !wasReady)) yield* this.markPodsNotReady(node)
    else this.retryPodsOf.delete(node)
  }

  // Models pkg/controller/util/node/controller_utils.go MarkPodsNotReady
  private *markPodsNotReady(name: string): Process {
    this.retryPodsOf.delete(name)
    for (const pod of this.on(name)) {
      try {
        yield* this.markPodNotReady(pod)
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        this.retryPodsOf.add(name)
      }
    }
  }

  private *markPodNotReady(pod: Pod): Process {
    if (!isPodReady(pod)) return
    const { client, kernel, recorder } = this.context
    const lastTransitionTime = toTimestamp(kernel.now)
    const conditions = pod.status.conditions?.map(condition =>
      condition.type === 'Ready' ? { ...condition, status: 'False' as const, lastTransitionTime } : condition,
    )
    const options = { subresource: 'status', because: `nothing is heard of node ${pod.spec.nodeName}` } as const
    const marked = { ...pod, status: { ...pod.status, conditions } }
    if (!(yield* requestUnlessGone(() => client.update('pods', marked, options)))) return
    recorder.event(pod, 'Warning', 'NodeNotReady', 'Node is not ready')
  }

  private podPlaced(before: Pod | undefined, pod: Pod): void {
    const { nodeName } = pod.spec
    if (nodeName === undefined || nodeName === before?.spec.nodeName) return
    if (this.health.isReady(nodeName) === false) this.queue.add(objectKey(pod))
  }

  // Models pkg/controller/nodelifecycle/node_lifecycle_controller.go processPod
  private *syncPod(key: string): Process {
    const pod = this.pods.get(key)
    const { nodeName } = pod?.spec ?? {}
    if (pod === undefined || nodeName === undefined || this.nodes.get(nodeName) === undefined) return
    if (this.health.isReady(nodeName) === false) yield* this.markPodNotReady(pod)
  }
}
