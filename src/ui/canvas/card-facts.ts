import { useMemo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { Node } from '../../k8s/node'
import { controllerOf } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import { isPodTerminal } from '../../k8s/pod-conditions'
import { podRequests, resourceAmounts } from '../../k8s/pod-requests'
import type { BudgetReason, DaemonSetExplanation, NodeVerdict } from '../../protocol/protocol'
import { nodesOf, useCluster } from '../../state/cluster'
import { useInsight } from '../../state/insight'
import { useSelection } from '../../state/selection'
import { isOrphan } from '../objects/pod-look'
import { shortObstacle } from '../objects/short-obstacle'
import { useCanvasFacts } from './canvas-context'
import { matchesFilter } from './filter'

/** What one card needs to know. Every hook below changes its answer only when this node is concerned. */

const NO_PODS: readonly Pod[] = []

export interface NodePods {
  /** Of the DaemonSet in focus. */
  readonly daemons: readonly Pod[]
  /** Daemon Pods that nobody owns any more. */
  readonly orphans: readonly Pod[]
  readonly others: readonly Pod[]
}

export interface CardFacts {
  readonly node: Node | undefined
  readonly pods: NodePods
  readonly powered: boolean
  readonly kubeletStopped: boolean
  /** Stays bright under the present filter. */
  readonly matches: boolean
}

/** The node, its Pods (those of the DaemonSet in focus apart) and its machine: one look at the cluster for each card. */
export function useCardFacts(name: string): CardFacts {
  const { owner, filter } = useCanvasFacts()
  const { pods, ...rest } = useCluster(
    useShallow(state => {
      const node = nodesOf(state).get(name)
      const all = state.podsByNode.get(name) ?? NO_PODS
      const machine = state.machines.get(name)
      return {
        node,
        pods: all,
        powered: machine?.powered ?? true,
        kubeletStopped: machine?.kubelet === 'stopped',
        matches: node === undefined || filter === '' || matchesFilter(filter, node, all),
      }
    }),
  )
  const parted = useMemo(() => partPods(pods, owner), [pods, owner])
  return { ...rest, pods: parted }
}

function partPods(pods: readonly Pod[], owner: string): NodePods {
  const daemons: Pod[] = []
  const orphans: Pod[] = []
  const others: Pod[] = []
  for (const pod of pods) {
    if (owner !== '' && controllerOf(pod)?.uid === owner) daemons.push(pod)
    else if (isOrphan(pod)) orphans.push(pod)
    else others.push(pod)
  }
  return { daemons, orphans, others }
}

/** Whether the node is selected, and which Pod is. */
export const useCardSelection = (name: string) =>
  useSelection(
    useShallow(({ selected }) => ({
      node: selected?.kind === 'Node' && selected.key === name,
      pod: selected?.kind === 'Pod' ? selected.key : undefined,
    })),
  )

interface VerdictIndex {
  readonly verdicts: ReadonlyMap<string, NodeVerdict>
  readonly budget: ReadonlyMap<string, BudgetReason>
}
const indexes = new WeakMap<DaemonSetExplanation, VerdictIndex>()

function indexOf(explanation: DaemonSetExplanation): VerdictIndex {
  let index = indexes.get(explanation)
  if (index === undefined) {
    index = {
      verdicts: new Map(explanation.nodes.map(verdict => [verdict.node, verdict])),
      budget: new Map(explanation.rollout.usedBy.map(({ node, reason }) => [node, reason])),
    }
    indexes.set(explanation, index)
  }
  return index
}

export interface CardVerdict {
  /** False while no DaemonSet is in focus, or the engine has not said anything about this node yet. */
  readonly known: boolean
  readonly shouldRun: boolean
  readonly mayStay: boolean
  readonly hasPod: boolean
  /** Why it should not run here: for the card, and with all its words. */
  readonly obstacle: string
  readonly wholeObstacle: string
  readonly budget: BudgetReason | undefined
  /** Some other node is not feasible: only then is being feasible worth a glow. */
  readonly selective: boolean
}

const UNKNOWN: CardVerdict = {
  known: false,
  shouldRun: false,
  mayStay: false,
  hasPod: false,
  obstacle: '',
  wholeObstacle: '',
  budget: undefined,
  selective: false,
}

/** What the engine says about the DaemonSet in focus on this node. */
export const useVerdict = (name: string): CardVerdict =>
  useInsight(
    useShallow(({ daemonSet }) => {
      if (daemonSet === undefined) return UNKNOWN
      const { verdicts, budget } = indexOf(daemonSet)
      const verdict = verdicts.get(name)
      if (verdict === undefined) return UNKNOWN
      return {
        known: true,
        shouldRun: verdict.shouldRun,
        mayStay: verdict.shouldContinueRunning,
        hasPod: verdict.pods.length > 0,
        obstacle: verdict.obstacle === undefined ? '' : shortObstacle(verdict.obstacle),
        wholeObstacle: verdict.obstacle?.subject ?? '',
        budget: budget.get(name),
        selective: daemonSet.now.desired < daemonSet.nodes.length,
      }
    }),
  )

export interface Capacity {
  readonly cpu: Share
  readonly memory: Share
}

/** Requested of what can be allocated, 0 to 1. */
export interface Share {
  readonly daemons: number
  readonly others: number
  readonly total: number
}

/** CPU (millicores) and memory (bytes) that Pods ask for on the node. */
export function useCapacity(node: Node | undefined, { daemons, orphans, others }: NodePods): Capacity {
  const allocatable = node?.status.allocatable
  return useMemo(() => {
    const total = resourceAmounts(allocatable)
    const share = (resource: 'cpu' | 'memory'): Share => ({
      daemons: requested(daemons, resource),
      others: requested(others, resource) + requested(orphans, resource),
      total: total[resource] ?? 0,
    })
    return { cpu: share('cpu'), memory: share('memory') }
  }, [allocatable, daemons, orphans, others])
}

/** A Pod that waits for a place takes up none yet. */
function requested(pods: readonly Pod[], resource: string): number {
  const takesUp = (pod: Pod) => pod.spec.nodeName !== undefined && pod.spec.nodeName !== '' && !isPodTerminal(pod)
  return pods.reduce((sum, pod) => (takesUp(pod) ? sum + (podRequests(pod)[resource] ?? 0) : sum), 0)
}
