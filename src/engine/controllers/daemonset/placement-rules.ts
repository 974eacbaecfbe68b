import type { Taint } from '../../../k8s/node'
import type { NodeSelector, NodeSelectorRequirement } from '../../../k8s/pod'
import { taintText } from '../../../k8s/taints'
import type { PlacementRule, PlacementRuleCode } from '../../explanation'
import type { Cost, PlacementNode, TaintJudgement } from './placement'

const TEMPLATE = 'spec.template.spec'
const REQUIRED_AFFINITY = `${TEMPLATE}.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution`

const verdictOf = (costs: Cost): PlacementRule['verdict'] => (costs === 'nothing' ? 'pass' : 'fail')

/** The template names one node. */
export function explainNodeName(wanted: string, node: PlacementNode, costs: Cost): PlacementRule {
  return {
    kind: 'nodeName',
    subject: `nodeName ${wanted}`,
    verdict: verdictOf(costs),
    costs,
    code: costs === 'nothing' ? 'node-name-matches' : 'node-name-differs',
    params: { wanted, node: node.metadata.name },
    path: `${TEMPLATE}.nodeName`,
  }
}

/** One label of the template’s nodeSelector. */
export function explainLabel(key: string, value: string, node: PlacementNode, costs: Cost): PlacementRule {
  const actual = node.metadata.labels?.[key]
  return {
    kind: 'nodeSelector',
    subject: `nodeSelector ${key}=${value}`,
    verdict: verdictOf(costs),
    costs,
    code: labelCode(actual, costs),
    params: { key, value, ...(actual === undefined ? {} : { actual }) },
    path: `${TEMPLATE}.nodeSelector['${key}']`,
    label: key,
  }
}

function labelCode(actual: string | undefined, costs: Cost): PlacementRuleCode {
  if (costs === 'nothing') return 'label-matches'
  return actual === undefined ? 'label-missing' : 'label-differs'
}

/** One requirement of the only term of the required affinity. */
export function explainRequirement(
  requirement: NodeSelectorRequirement,
  list: 'matchExpressions' | 'matchFields',
  index: number,
  node: PlacementNode,
  costs: Cost,
): PlacementRule {
  const isLabel = list === 'matchExpressions'
  const actual = isLabel ? node.metadata.labels?.[requirement.key] : node.metadata.name
  return {
    kind: 'nodeAffinity',
    subject: `nodeAffinity ${requirementText(requirement)}`,
    verdict: verdictOf(costs),
    costs,
    code: costs === 'nothing' ? 'affinity-matches' : 'affinity-differs',
    params: {
      key: requirement.key,
      expression: requirementText(requirement),
      ...(actual === undefined ? {} : { actual }),
    },
    path: `${REQUIRED_AFFINITY}.nodeSelectorTerms[0].${list}[${index}]`,
    ...(isLabel ? { label: requirement.key } : {}),
  }
}

/** Terms that are alternatives to each other, or one that cannot be taken apart. */
export function explainAffinity(selector: NodeSelector, costs: Cost): PlacementRule {
  const terms = (selector.nodeSelectorTerms ?? []).map(term =>
    [...(term.matchExpressions ?? []), ...(term.matchFields ?? [])].map(requirementText).join(' and '),
  )
  const expression = terms.map(term => (term === '' ? '(nothing)' : term)).join(' or ')
  return {
    kind: 'nodeAffinity',
    subject: `nodeAffinity ${expression || '(no terms)'}`,
    verdict: verdictOf(costs),
    costs,
    code: costs === 'nothing' ? 'affinity-matches' : 'affinity-differs',
    params: { expression },
    path: REQUIRED_AFFINITY,
  }
}

function requirementText({ key, operator, values = [] }: NodeSelectorRequirement): string {
  return values.length === 0 ? `${key} ${operator}` : `${key} ${operator} [${values.join(' ')}]`
}

/** One taint of the node, and whether a toleration matches it. */
export function explainTaint(taint: Taint, judgement: TaintJudgement): PlacementRule {
  const { costs, toleration, index } = judgement
  const code = taintCode(taint, judgement)
  return {
    kind: 'taint',
    subject: `taint ${taintText(taint)}`,
    verdict: code === 'taint-prefer-only' ? 'ignored' : verdictOf(costs),
    costs,
    code,
    params: { taint: taintText(taint), key: taint.key, effect: taint.effect },
    ...(index === undefined ? {} : { path: `${TEMPLATE}.tolerations[${index}]` }),
    taint,
    ...(toleration === undefined ? {} : { toleration, automatic: index === undefined }),
  }
}

function taintCode(taint: Taint, { costs, toleration, index }: TaintJudgement): PlacementRuleCode {
  if (toleration !== undefined) return index === undefined ? 'taint-tolerated-automatically' : 'taint-tolerated'
  if (costs === 'nothing') return 'taint-prefer-only'
  return taint.effect === 'NoExecute' ? 'taint-no-execute' : 'taint-no-schedule'
}
