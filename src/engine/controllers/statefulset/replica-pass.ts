import { ApiError } from '../../../k8s/api-client'
import type { NewObject } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { isPodAvailable, isPodTerminal, isTerminating } from '../../../k8s/pod-conditions'
import type { StatefulSet } from '../../../k8s/stateful-set'
import type { Millis } from '../../kernel/kernel'
import type { Process } from '../../runtime/process'
import { templateOfRevision } from '../../runtime/revision-data'
import { slowStart } from '../../runtime/slow-start'
import { isInRange, ordinalOf, podNameOf, startOrdinal } from './ordinals'
import type { PodTasks } from './pod-tasks'
import type { SetRevisions } from './set-revisions'
import { isRunningAndReady, revisionOf } from './set-status'
import { newStatefulPod } from './stateful-pod'

/** A place among the set's pods: with the pod that has it, or with the one that is to be made for it. */
type Replica =
  | { readonly pod: Pod }
  | { readonly pod: undefined; readonly name: string; readonly ordinal: number; readonly object: NewObject }

/** A step says `stop` when nothing after it may be done in this pass. */
type Step = 'stop' | 'go on'

/** What one pass does with the pods of one set: it makes what is missing, takes away what is too much, and replaces what is old. */
// Models pkg/controller/statefulset/stateful_set_control.go updateStatefulSet
export class ReplicaPass {
  /** Pods that were deleted because they are not of the newest revision. */
  replaced = 0
  private readonly replicas: readonly Replica[]
  /** Pods that are too many, the highest number first. */
  private readonly condemned: readonly Pod[]
  private readonly minReadySeconds: number

  constructor(
    private readonly set: StatefulSet,
    private readonly revisions: SetRevisions,
    pods: readonly Pod[],
    private readonly tasks: PodTasks,
    private readonly now: Millis,
  ) {
    this.minReadySeconds = set.spec.minReadySeconds ?? 0
    const byOrdinal = new Map(pods.map(pod => [ordinalOf(pod), pod]))
    const start = startOrdinal(set)
    this.replicas = Array.from({ length: set.spec.replicas }, (_, index) => {
      const pod = byOrdinal.get(start + index)
      return pod === undefined ? this.newReplica(start + index) : { pod }
    })
    this.condemned = pods.filter(pod => !isInRange(set, ordinalOf(pod))).sort((a, b) => ordinalOf(b) - ordinalOf(a))
  }

  *run(): Process {
    const isOrdered = this.set.spec.podManagementPolicy !== 'Parallel'
    const unhealthy = this.firstUnhealthy()
    const phases: readonly (() => Process<Step>)[] = [
      () => this.forAll(this.replicas, isOrdered, replica => this.keep(replica, isOrdered)),
      () => this.forAll(this.condemned, isOrdered, pod => this.fixClaims(pod)),
      () => this.forAll(this.condemned, isOrdered, pod => this.remove(pod, isOrdered, unhealthy)),
    ]
    for (const phase of phases) if ((yield* phase()) === 'stop') return
    if (this.set.spec.updateStrategy.type !== 'OnDelete') yield* this.replaceOld()
  }

  /** One after the other until one stops; or all of them, in growing batches, until one is refused. */
  // Models pkg/controller/statefulset/stateful_set_control.go runForAll
  private *forAll<T>(items: readonly T[], isOrdered: boolean, act: (item: T) => Process<Step>): Process<Step> {
    if (isOrdered) {
      for (const item of items) if ((yield* act(item)) === 'stop') return 'stop'
      return 'go on'
    }
    const { failure } = yield* slowStart(items.length, function* (index) {
      const item = items[index]
      if (item !== undefined) yield* act(item)
    })
    if (failure instanceof ApiError) throw failure
    return 'go on'
  }

  // Models pkg/controller/statefulset/stateful_set_utils.go newVersionedStatefulSetPod
  private newReplica(ordinal: number): Replica {
    const { set, revisions } = this
    const { updateStrategy } = set.spec
    const { partition } = updateStrategy.rollingUpdate ?? {}
    const firstNew = updateStrategy.rollingUpdate === undefined ? set.status.currentReplicas : partition
    const isRolling = updateStrategy.type === 'RollingUpdate' || updateStrategy.rollingUpdate !== undefined
    const isOld = isRolling && ordinal < startOrdinal(set) + (firstNew ?? 0)
    const revision = isOld ? revisions.current : revisions.update
    const template = templateOfRevision(revision) ?? set.spec.template
    const object = newStatefulPod(set, template, ordinal, revision.metadata.name)
    return { pod: undefined, name: podNameOf(set, ordinal), ordinal, object }
  }

  private isAvailable(pod: Pod): boolean {
    return isPodAvailable(pod, this.minReadySeconds, this.now)
  }

  /** The pod with the lowest number that is not available or is going; one that is missing counts, too. */
  private firstUnhealthy(): Pod | undefined {
    const isHealthy = (pod: Pod | undefined) => pod !== undefined && this.isAvailable(pod) && !isTerminating(pod)
    const replica = this.replicas.find(({ pod }) => !isHealthy(pod))
    return replica === undefined ? this.condemned.findLast(pod => !isHealthy(pod)) : replica.pod
  }

  // Models pkg/controller/statefulset/stateful_set_control.go processReplica
  private *keep(replica: Replica, isOrdered: boolean): Process<Step> {
    const { set, tasks } = this
    const { pod } = replica
    if (pod === undefined) {
      if (tasks.hasStaleClaim(replica.object, replica.ordinal)) return 'stop'
      const because = `StatefulSet ${set.metadata.name} wants ${set.spec.replicas} pods and has no ${replica.name}`
      yield* tasks.create(replica.object, replica.name, because)
      return isOrdered ? 'stop' : 'go on'
    }
    if (isPodTerminal(pod)) {
      if (!isTerminating(pod)) yield* tasks.delete(pod, `${pod.metadata.name} has ended, and is to run for ever`)
      return 'stop'
    }
    if (pod.status.phase === 'Pending') yield* tasks.createMissingClaims(pod)
    if (isOrdered && (isTerminating(pod) || !isRunningAndReady(pod) || !this.isAvailable(pod))) return 'stop'
    yield* tasks.correct(pod)
    return 'go on'
  }

  private *fixClaims(pod: Pod): Process<Step> {
    if (!this.tasks.haveRightOwners(pod)) yield* this.tasks.fixOwners(pod)
    return 'go on'
  }

  // Models pkg/controller/statefulset/stateful_set_control.go processCondemned
  private *remove(pod: Pod, isOrdered: boolean, unhealthy: Pod | undefined): Process<Step> {
    if (isTerminating(pod)) return isOrdered ? 'stop' : 'go on'
    const isWell = isRunningAndReady(pod) && this.isAvailable(pod)
    if (isOrdered && !isWell && pod !== unhealthy) return 'stop'
    const { metadata, spec } = this.set
    yield* this.tasks.delete(pod, `StatefulSet ${metadata.name} wants ${spec.replicas} pods, not ${pod.metadata.name}`)
    return 'stop'
  }

  /** Deletes the pod with the highest number that is not of the newest revision, if all above it are well. */
  private *replaceOld(): Process {
    const { name } = this.revisions.update.metadata
    const { partition = 0 } = this.set.spec.updateStrategy.rollingUpdate ?? {}
    for (const { pod } of this.replicas.slice(partition).reverse()) {
      if (pod === undefined) return
      if (revisionOf(pod) !== name && !isTerminating(pod)) {
        yield* this.tasks.delete(pod, `${pod.metadata.name} is not of the newest revision ${name}`)
        this.replaced += 1
        return
      }
      if (!this.isAvailable(pod) || isTerminating(pod)) return
    }
  }
}
