import { targetNodeName } from '../../../engine/controllers/daemonset/node-facts'
import { resolveIntOrPercent } from '../../../k8s/int-or-percent'
import type { KubeObject } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { isPodReady, isTerminating, podCondition } from '../../../k8s/pod-conditions'
import { fromTimestamp } from '../../../k8s/time'
import type { DaemonSet } from '../../../k8s/workload'
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
  const { engine } = cluster
  const rollouts = new Map<string, Rollout>()
  const isCalm = calmWatch(cluster)
  let mostNodes: { readonly at: number; readonly count: number }[] = []

  const rolloutOf = (uid: string): Rollout => {
    let rollout = rollouts.get(uid)
    if (rollout === undefined) {
      rollout = { allowances: [], bare: new Set() }
      rollouts.set(uid, rollout)
    }
    return rollout
  }
  const daemonSetOf = (uid: string) =>
    cluster.list<DaemonSet>('daemonsets.apps').find(({ metadata }) => metadata.uid === uid)
  const shouldRun = ({ metadata }: DaemonSet, node: string) =>
    engine.explainNode(metadata.namespace ?? '', metadata.name, node)?.shouldRun === true

  const learn = (object: KubeObject) => {
    if (object.kind === 'DaemonSet') learnStrategy(rolloutOf(object.metadata.uid), object as DaemonSet, engine.now)
    if (object.kind === 'Node') {
      mostNodes = [
        ...mostNodes.filter(({ at }) => at > engine.now - WINDOW),
        { at: engine.now, count: cluster.nodes().length },
      ]
    }
    if (object.kind === 'Pod') {
      const pod = object as Pod
      const uid = daemonSetUid(pod)
      if (uid !== undefined && isLive(pod) && isPodReady(pod)) rolloutOf(uid).bare.delete(targetNodeName(pod) ?? '')
    }
  }
  const nodeCount = () => Math.max(cluster.nodes().length, ...mostNodes.map(({ count }) => count))

  const deletion = (before: Pod, after: Pod): string | undefined => {
    const uid = daemonSetUid(before)
    if (uid === undefined || isTerminating(before) || !isTerminating(after) || !isCalm()) return undefined
    const daemonSet = daemonSetOf(uid)
    const node = targetNodeName(before) ?? ''
    if (daemonSet === undefined || !wasAvailable(before, daemonSet, engine.now)) return undefined
    if (siblingsOnNode(before, cluster.pods()).length > 0) return undefined
    const rollout = rolloutOf(uid)
    rollout.bare.add(node)
    for (const name of rollout.bare) if (!shouldRun(daemonSet, name)) rollout.bare.delete(name)
    const limit = most(
      rollout.allowances.map(({ unavailable }) => unavailable),
      nodeCount(),
    )
    if (rollout.bare.size <= Math.max(1, limit)) return undefined
    return `the rollout of ${daemonSet.metadata.name} has taken the pods of ${[...rollout.bare].join(', ')}; the budget is ${limit}`
  }

  const creation = (pod: Pod): string | undefined => {
    const daemonSet = daemonSetOf(daemonSetUid(pod) ?? '')
    if (daemonSet === undefined || !isCalm()) return undefined
    const pods = cluster.pods()
    // A Pod beside one that is not available costs nothing of the budget, and the other may become available later.
    if (!siblingsOnNode(pod, pods).some(sibling => wasAvailable(sibling, daemonSet, engine.now))) return undefined
    const isDoubled = (other: Pod) =>
      wasAvailable(other, daemonSet, engine.now) &&
      siblingsOnNode(other, pods).some(sibling => isLive(sibling) && !isPodReady(sibling))
    const doubled = pods.filter(
      other => daemonSetUid(other) === daemonSet.metadata.uid && isLive(other) && isDoubled(other),
    )
    const limit = most(
      rolloutOf(daemonSet.metadata.uid).allowances.map(({ surge }) => surge),
      nodeCount(),
    )
    if (doubled.length <= limit) return undefined
    return `${doubled.length} nodes of ${daemonSet.metadata.name} have a second pod; maxSurge is ${limit}`
  }

  for (const object of engine.objects()) learn(object)
  return {
    afterChange({ by, because, added, updated }) {
      for (const object of added) learn(object)
      for (const [, after] of updated) learn(after)
      if (by !== CONTROLLER || because?.startsWith(ROLLOUT) !== true) return undefined
      for (const [before, after] of updated) {
        const problem = before.kind === 'Pod' ? deletion(before as Pod, after as Pod) : undefined
        if (problem !== undefined) return problem
      }
      for (const object of added) {
        const problem = object.kind === 'Pod' ? creation(object as Pod) : undefined
        if (problem !== undefined) return problem
      }
      return undefined
    },
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

const most = (values: readonly (number | string)[], nodes: number) =>
  Math.max(0, ...values.map(value => resolveIntOrPercent(value, nodes, 'up')))

function wasAvailable(pod: Pod, { spec }: DaemonSet, now: number): boolean {
  const ready = podCondition(pod, 'Ready')
  if (ready?.status !== 'True' || ready.lastTransitionTime == null) return false
  return now - fromTimestamp(ready.lastTransitionTime) > WINDOW + (spec.minReadySeconds ?? 0) * 1000
}
