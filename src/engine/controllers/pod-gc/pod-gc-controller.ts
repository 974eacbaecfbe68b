import { ApiError } from '../../../k8s/api-client'
import { disruptionTargetPatch } from '../../../k8s/disruption-target'
import type { Node } from '../../../k8s/node'
import type { Pod } from '../../../k8s/pod'
import { isPodTerminal } from '../../../k8s/pod-conditions'
import type { Component, ComponentContext } from '../../component'
import type { Millis } from '../../kernel/kernel'
import type { Informer } from '../../runtime/informer'
import { type Process, request, requestUnlessGone } from '../../runtime/process'
import { WorkQueue } from '../../runtime/work-queue'
import { type PodToRemove, planPodRemoval } from './pod-gc-plan'

const ROUND = 'round'
/** A node that is missing for so long is not just registering anew. */
const QUARANTINE: Millis = 40_000

/** Removes pods that no kubelet will remove any more. */
// Models pkg/controller/podgc/gc_controller.go
export function startPodGcController(context: ComponentContext): Component {
  const controller = new PodGcController(context)
  return { pause: () => controller.queue.pause(), resume: () => controller.queue.resume() }
}

class PodGcController {
  readonly queue: WorkQueue
  private readonly pods: Informer<Pod>
  private readonly nodes: Informer<Node>
  /** Names of nodes that pods are bound to but that do not exist, and since when that is known. */
  private readonly missing = new Map<string, Millis>()

  constructor(private readonly context: ComponentContext) {
    const { kernel, limiter, informers } = context
    this.queue = new WorkQueue({ name: 'pod gc', kernel, limiter, sync: () => this.round() })
    this.pods = informers.informer<Pod>('pods')
    this.nodes = informers.informer<Node>('nodes')
    this.scheduleRound(0)
  }

  private scheduleRound(delay: Millis): void {
    const { kernel, timings } = this.context
    const run = () => {
      this.queue.add(ROUND)
      this.scheduleRound(timings.podGcPeriod)
    }
    kernel.schedule(delay, 'pod gc', run, { idle: true })
  }

  private *round(): Process {
    this.noticeMissingNodes()
    const deletedNodes = yield* this.confirmDeletedNodes()
    const plan = planPodRemoval(this.pods.list(), name => this.nodes.get(name), deletedNodes)
    for (const removal of plan) yield* this.remove(removal)
  }

  private noticeMissingNodes(): void {
    const { now } = this.context.kernel
    for (const { spec } of this.pods.list()) {
      const { nodeName } = spec
      if (nodeName === undefined || this.nodes.get(nodeName) !== undefined || this.missing.has(nodeName)) continue
      this.missing.set(nodeName, now)
    }
  }

  // Models pkg/controller/podgc/gc_controller.go discoverDeletedNodes
  private *confirmDeletedNodes(): Process<ReadonlySet<string>> {
    const { client, kernel } = this.context
    const deleted = new Set<string>()
    for (const [name, since] of this.missing) {
      if (kernel.now - since < QUARANTINE) continue
      this.missing.delete(name)
      if (this.nodes.get(name) !== undefined) continue
      if (!(yield* requestUnlessGone(() => client.get('nodes', undefined, name)))) deleted.add(name)
    }
    return deleted
  }

  // Models pkg/controller/podgc/gc_controller.go markFailedAndDeletePodWithCondition
  private *remove({ pod, because, orphaned }: PodToRemove): Process {
    const { client, kernel, behaviour } = this.context
    const { namespace, name } = pod.metadata
    try {
      if (behaviour.marksDisruptedPods && !isPodTerminal(pod)) {
        const mark = orphaned
          ? disruptionTargetPatch(pod, 'DeletionByPodGC', 'PodGC: node no longer exists', kernel.now)
          : {}
        const { generation: observedGeneration } = pod.metadata
        const status = {
          ...mark,
          phase: 'Failed',
          ...(observedGeneration === undefined ? {} : { observedGeneration }),
        }
        yield* request(() =>
          client.patch('pods', namespace, name, 'strategic', { status }, { subresource: 'status', because }),
        )
      }
      yield* request(() => client.delete('pods', namespace, name, { gracePeriodSeconds: 0, because }))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
    }
  }
}
