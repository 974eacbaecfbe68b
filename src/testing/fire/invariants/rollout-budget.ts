import type { ChangeSet } from '../../../engine/change-set'
import { targetNodeName } from '../../../engine/controllers/daemonset/node-facts'
import { behaviourOf } from '../../../engine/versions/index'
import { resolveIntOrPercent } from '../../../k8s/int-or-percent'
import type { KubeObject } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { isPodReady, isTerminating, podCondition } from '../../../k8s/pod-conditions'
import { fromTimestamp } from '../../../k8s/time'
import type { DaemonSet } from '../../../k8s/workload'
import type { ClusterUnderFire } from '../cluster-under-fire'
import { daemonSetUid, isLive, siblingsOnNode } from '../daemon-pods'
import { calmWatch } from './calm'
import type { StartInvariant } from './invariant'

/** What was true so long ago may be what the controller decided on: it carries a plan out at 20 requests a second. */
const WINDOW = 30_000
const CONTROLLER = 'daemonset-controller'
/** How the controller says why, when a rollout and nothing else is the reason. */
const ROLLOUT = 'rolling update:'

interface Allowance {
  readonly since: number
  readonly unavailable: number | string
  readonly surge: number | string
}

/** The strategies that a DaemonSet had lately, and the nodes whose available Pod a rollout has taken away. */
interface Rollout {
  allowances: Allowance[]
  readonly bare: Set<string>
}

/**
 * However nodes and Pods come and go, a rollout itself never takes the available Pod from more nodes than maxUnavailable,
 * and never doubles the available Pod of more nodes than maxSurge.
 */
export const rolloutBudget: StartInvariant = cluster => {
  // A release that forgets the old Pods which are not available takes more than its budget.
  if (behaviourOf(cluster.traits.version).unavailableInRollout === 'all-but-old-pods') return {}
  const rollouts = new RolloutsWatched(cluster)
  return { afterChange: change => rollouts.problemIn(change) }
}

class RolloutsWatched {
  private readonly rollouts = new Map<string, Rollout>()
  private readonly isCalm: () => boolean
  private mostNodes: { readonly at: number; readonly count: number }[] = []

  constructor(private readonly cluster: ClusterUnderFire) {
    this.isCalm = calmWatch(cluster)
    for (const object of cluster.engine.objects()) this.learn(object)
  }

  problemIn({ by, because, added, updated }: ChangeSet): string | undefined {
    for (const object of added) this.learn(object)
    for (const [, after] of updated) this.learn(after)
    if (by !== CONTROLLER || because?.startsWith(ROLLOUT) !== true) return undefined
    for (const [before, after] of updated) {
      const problem = before.kind === 'Pod' ? this.afterDeletion(before as Pod, after as Pod) : undefined
      if (problem !== undefined) return problem
    }
    for (const object of added) {
      const problem = object.kind === 'Pod' ? this.afterCreation(object as Pod) : undefined
      if (problem !== undefined) return problem
    }
    return undefined
  }

  private learn(object: KubeObject): void {
    const { now } = this.cluster.engine
    if (object.kind === 'DaemonSet') learnStrategy(this.rolloutOf(object.metadata.uid), object as DaemonSet, now)
    if (object.kind === 'Node') {
      const count = this.cluster.nodes().length
      this.mostNodes = [...this.mostNodes.filter(({ at }) => at > now - WINDOW), { at: now, count }]
    }
    if (object.kind === 'Pod') {
      const pod = object as Pod
      const uid = daemonSetUid(pod)
      if (uid !== undefined && isLive(pod) && isPodReady(pod))
        this.rolloutOf(uid).bare.delete(targetNodeName(pod) ?? '')
    }
  }

  private afterDeletion(before: Pod, after: Pod): string | undefined {
    const uid = daemonSetUid(before)
    if (uid === undefined || isTerminating(before) || !isTerminating(after) || !this.isCalm()) return undefined
    const daemonSet = this.daemonSetOf(uid)
    if (daemonSet === undefined || !wasAvailable(before, daemonSet, this.cluster.engine.now)) return undefined
    if (siblingsOnNode(before, this.cluster.pods()).length > 0) return undefined
    const { bare, allowances } = this.rolloutOf(uid)
    bare.add(targetNodeName(before) ?? '')
    for (const name of bare) if (!this.shouldRun(daemonSet, name)) bare.delete(name)
    const limit = this.most(allowances.map(({ unavailable }) => unavailable))
    if (bare.size <= Math.max(1, limit)) return undefined
    return `the rollout of ${daemonSet.metadata.name} has taken the pods of ${[...bare].join(', ')}; the budget is ${limit}`
  }

  private afterCreation(pod: Pod): string | undefined {
    const daemonSet = this.daemonSetOf(daemonSetUid(pod) ?? '')
    if (daemonSet === undefined || !this.isCalm()) return undefined
    const pods = this.cluster.pods()
    const isAvailable = (other: Pod) => wasAvailable(other, daemonSet, this.cluster.engine.now)
    // A Pod beside one that is not available costs nothing of the budget, and the other may become available later.
    if (!siblingsOnNode(pod, pods).some(isAvailable)) return undefined
    const isDoubled = (other: Pod) =>
      isAvailable(other) && siblingsOnNode(other, pods).some(sibling => isLive(sibling) && !isPodReady(sibling))
    const { uid, name } = daemonSet.metadata
    const doubled = pods.filter(other => daemonSetUid(other) === uid && isLive(other) && isDoubled(other))
    const limit = this.most(this.rolloutOf(uid).allowances.map(({ surge }) => surge))
    if (doubled.length <= limit) return undefined
    return `${doubled.length} nodes of ${name} have a second pod; maxSurge is ${limit}`
  }

  private rolloutOf(uid: string): Rollout {
    let rollout = this.rollouts.get(uid)
    if (rollout === undefined) {
      rollout = { allowances: [], bare: new Set() }
      this.rollouts.set(uid, rollout)
    }
    return rollout
  }

  private daemonSetOf(uid: string): DaemonSet | undefined {
    return this.cluster.list<DaemonSet>('daemonsets.apps').find(({ metadata }) => metadata.uid === uid)
  }

  private shouldRun({ metadata }: DaemonSet, node: string): boolean {
    const { engine } = this.cluster
    return engine.explainNode(metadata.namespace ?? '', metadata.name, node)?.shouldRun === true
  }

  /** The highest of the numbers, of as many nodes as there were lately. */
  private most(values: readonly (number | string)[]): number {
    const nodes = Math.max(this.cluster.nodes().length, ...this.mostNodes.map(({ count }) => count))
    return Math.max(0, ...values.map(value => resolveIntOrPercent(value, nodes, 'up')))
  }
}

// The strategy before the last change still counts for as long as the controller may act on it.
function learnStrategy(rollout: Rollout, { spec }: DaemonSet, now: number): void {
  const { maxUnavailable = 0, maxSurge = 0 } = spec.updateStrategy.rollingUpdate ?? {}
  const { allowances } = rollout
  const last = allowances.at(-1)
  if (last?.unavailable === maxUnavailable && last.surge === maxSurge) return
  const ended = (index: number) => allowances[index + 1]?.since ?? now
  rollout.allowances = [
    ...allowances.filter((_, index) => ended(index) > now - WINDOW),
    { since: now, unavailable: maxUnavailable, surge: maxSurge },
  ]
}

function wasAvailable(pod: Pod, { spec }: DaemonSet, now: number): boolean {
  const ready = podCondition(pod, 'Ready')
  if (ready?.status !== 'True' || ready.lastTransitionTime == null) return false
  return now - fromTimestamp(ready.lastTransitionTime) > WINDOW + (spec.minReadySeconds ?? 0) * 1000
}
