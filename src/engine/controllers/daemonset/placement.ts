import type { Node, Taint } from '../../../k8s/node'
import { isEmptyTerm, isWellFormedTerm, matchesNodeSelector, matchesNodeSelectorTerm } from '../../../k8s/node-affinity'
import type { NodeSelector, NodeSelectorRequirement, PodTemplate, Toleration } from '../../../k8s/pod'
import { toleratesTaint } from '../../../k8s/taints'
import type { DaemonSet } from '../../../k8s/workload'
import type { PlacementRule } from '../../explanation'
import type { VersionBehaviour } from '../../version-behaviour'
import { automaticTolerations } from './automatic-tolerations'
import { explainAffinity, explainLabel, explainNodeName, explainRequirement, explainTaint } from './placement-rules'

/** Whether a pod is created on a node that has none, and whether one that is there may stay. */
export interface PlacementVerdict {
  readonly shouldRun: boolean
  readonly shouldContinueRunning: boolean
}

/** What the rules look at on a node. */
export type PlacementNode = Pick<Node, 'metadata' | 'spec'>

/** What a rule that is not met costs: a new pod (`run`), or also the one that is there (`stay`). */
export type Cost = PlacementRule['costs']

/** One thing that the template asks of a node: its price for this node, and the same in words. */
interface Demand {
  costs(node: PlacementNode): Cost
  explain(node: PlacementNode, costs: Cost): PlacementRule
}

/** What became of one taint. */
export interface TaintJudgement {
  readonly costs: Cost
  readonly toleration?: Toleration
  /** Index in the template's tolerations; absent for an automatic one. */
  readonly index?: number
}

const RUNS: PlacementVerdict = { shouldRun: true, shouldContinueRunning: true }
const STAYS: PlacementVerdict = { shouldRun: false, shouldContinueRunning: true }
const GOES: PlacementVerdict = { shouldRun: false, shouldContinueRunning: false }

interface Remembered {
  readonly labels: unknown
  readonly taints: unknown
  readonly verdict: PlacementVerdict
}

/** The rules of one pod template, and what they said about the nodes that were asked about. */
class Placement {
  private readonly demands: readonly Demand[]
  private readonly tolerations: readonly Toleration[]
  private readonly automatic: readonly Toleration[]
  private readonly remembered = new Map<string, Remembered>()

  constructor(template: PodTemplate, behaviour: VersionBehaviour) {
    this.demands = demandsOf(template)
    this.tolerations = template.spec.tolerations ?? []
    this.automatic = automaticTolerations(template.spec, behaviour)
  }

  /** A node's status changes all the time; the answer depends on its name, labels and taints only. */
  verdict(node: PlacementNode): PlacementVerdict {
    const { name, labels } = node.metadata
    const taints = node.spec?.taints
    const known = this.remembered.get(name)
    if (known !== undefined && known.labels === labels && known.taints === taints) return known.verdict
    const verdict = this.judge(node)
    this.remembered.set(name, { labels, taints, verdict })
    return verdict
  }

  rules(node: PlacementNode): PlacementRule[] {
    const rules = this.demands.map(demand => demand.explain(node, demand.costs(node)))
    for (const taint of node.spec?.taints ?? []) rules.push(explainTaint(taint, this.judgeTaint(taint)))
    return rules
  }

  private judge(node: PlacementNode): PlacementVerdict {
    if (this.demands.some(demand => demand.costs(node) === 'stay')) return GOES
    let verdict = RUNS
    for (const taint of node.spec?.taints ?? []) {
      const { costs } = this.judgeTaint(taint)
      if (costs === 'stay') return GOES
      if (costs === 'run') verdict = STAYS
    }
    return verdict
  }

  private judgeTaint(taint: Taint): TaintJudgement {
    if (taint.effect !== 'NoSchedule' && taint.effect !== 'NoExecute') return { costs: 'nothing' }
    const index = this.tolerations.findIndex(candidate => toleratesTaint(candidate, taint))
    const own = this.tolerations[index]
    if (own !== undefined) return { costs: 'nothing', toleration: own, index }
    const toleration = this.automatic.find(candidate => toleratesTaint(candidate, taint))
    if (toleration !== undefined) return { costs: 'nothing', toleration }
    return { costs: taint.effect === 'NoExecute' ? 'stay' : 'run' }
  }
}

const placements = new WeakMap<VersionBehaviour, WeakMap<PodTemplate, Placement>>()

function placementOf(template: PodTemplate, behaviour: VersionBehaviour): Placement {
  let known = placements.get(behaviour)
  if (known === undefined) {
    known = new WeakMap()
    placements.set(behaviour, known)
  }
  let placement = known.get(template)
  if (placement === undefined) {
    placement = new Placement(template, behaviour)
    known.set(template, placement)
  }
  return placement
}

/** Does this DaemonSet run on this node? Costs next to nothing when it was asked before about the same labels and taints. */
// Models pkg/controller/daemon/daemon_controller.go NodeShouldRunDaemonPod
export function nodeShouldRunDaemonPod(
  node: PlacementNode,
  daemonSet: Pick<DaemonSet, 'spec'>,
  behaviour: VersionBehaviour,
): PlacementVerdict {
  return placementOf(daemonSet.spec.template, behaviour).verdict(node)
}

/** Every rule behind that verdict, in the order in which they are looked at. */
export function placementRules(
  node: PlacementNode,
  daemonSet: Pick<DaemonSet, 'spec'>,
  behaviour: VersionBehaviour,
): PlacementRule[] {
  return placementOf(daemonSet.spec.template, behaviour).rules(node)
}

// Models pkg/controller/daemon/daemon_controller.go predicates
function demandsOf(template: PodTemplate): Demand[] {
  const { nodeName, nodeSelector = {}, affinity } = template.spec
  const demands: Demand[] = []
  if (nodeName) {
    demands.push({
      costs: node => (node.metadata.name === nodeName ? 'nothing' : 'stay'),
      explain: (node, costs) => explainNodeName(nodeName, node, costs),
    })
  }
  for (const [key, value] of Object.entries(nodeSelector ?? {})) {
    demands.push({
      costs: node => (node.metadata.labels?.[key] === value ? 'nothing' : 'stay'),
      explain: (node, costs) => explainLabel(key, value, node, costs),
    })
  }
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
  if (required) demands.push(...affinityDemands(required))
  return demands
}

/** All requirements of a single term must hold, so each is a demand of its own; several terms are alternatives: one demand. */
function affinityDemands(selector: NodeSelector): Demand[] {
  const [term, ...others] = selector.nodeSelectorTerms ?? []
  if (term === undefined || others.length > 0 || isEmptyTerm(term) || !isWellFormedTerm(term)) {
    return [
      {
        costs: node => (matchesNodeSelector(selector, node.metadata) ? 'nothing' : 'stay'),
        explain: (_node, costs) => explainAffinity(selector, costs),
      },
    ]
  }
  const demand =
    (list: 'matchExpressions' | 'matchFields') => (requirement: NodeSelectorRequirement, index: number) => {
      const alone = { [list]: [requirement] }
      return {
        costs: (node: PlacementNode): Cost => (matchesNodeSelectorTerm(alone, node.metadata) ? 'nothing' : 'stay'),
        explain: (node: PlacementNode, costs: Cost) => explainRequirement(requirement, list, index, node, costs),
      }
    }
  return [
    ...(term.matchExpressions ?? []).map(demand('matchExpressions')),
    ...(term.matchFields ?? []).map(demand('matchFields')),
  ]
}
