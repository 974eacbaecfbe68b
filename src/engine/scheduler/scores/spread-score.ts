import type { Pod } from '../../../k8s/pod'
import { HOSTNAME_LABEL, ZONE_LABEL } from '../../../k8s/well-known'
import type { NodeInfo } from '../node-info'
import { type ClusterView, MAX_NODE_SCORE, type ScorePlugin } from '../plugin'
import {
  countMatchingPods,
  hasTopologyLabels,
  includesNode,
  type SpreadConstraint,
  spreadConstraints,
} from '../spread-constraints'

/** Spreads Pods of one Service or ReplicaSet over nodes and zones, or as the Pod's own soft constraints say. */
// Models pkg/scheduler/framework/plugins/podtopologyspread/scoring.go
export const spreadPreference: ScorePlugin = {
  name: 'PodTopologySpread',
  weight: 2,
  prepare(pod, view, feasible) {
    const hasOwn = (pod.spec.topologySpreadConstraints ?? []).length > 0
    const constraints = hasOwn ? spreadConstraints(pod, 'ScheduleAnyway') : defaultConstraints(pod, view)
    if (constraints.length === 0) return 'skip'
    const ignored = new Set(hasOwn ? feasible.filter(info => !hasTopologyLabels(info, constraints)) : [])
    const judged = feasible.filter(info => !ignored.has(info))
    const domains = constraints.map(constraint =>
      countDomains(constraint, pod, view, judged, hasOwn ? constraints : []),
    )
    const sizes = constraints.map(({ topologyKey }, index) =>
      topologyKey === HOSTNAME_LABEL ? judged.length : (domains[index]?.size ?? 0),
    )
    return {
      score(info) {
        if (ignored.has(info)) return Number.NaN
        let score = 0
        constraints.forEach((constraint, index) => {
          const value = info.labels?.[constraint.topologyKey]
          if (value === undefined) return
          const count =
            constraint.topologyKey === HOSTNAME_LABEL
              ? countMatchingPods(info, constraint.selector, pod.metadata.namespace)
              : (domains[index]?.get(value) ?? 0)
          score += count * Math.log((sizes[index] ?? 0) + 2) + (constraint.maxSkew - 1)
        })
        return Math.round(score)
      },
      normalize: invert,
    }
  },
}

/** Fewest first: the emptiest domain gets 100. Nodes that the constraints ignore get 0. */
function invert(scores: readonly number[]): readonly number[] {
  const judged = scores.filter(score => !Number.isNaN(score))
  const lowest = Math.min(...judged)
  const highest = Math.max(0, ...judged)
  return scores.map(score => {
    if (Number.isNaN(score)) return 0
    return highest === 0 ? MAX_NODE_SCORE : Math.floor((MAX_NODE_SCORE * (highest + lowest - score)) / highest)
  })
}

// Models pkg/scheduler/framework/plugins/podtopologyspread/plugin.go systemDefaultConstraints
function defaultConstraints(pod: Pod, view: ClusterView): readonly SpreadConstraint[] {
  const selector = view.siblingSelector(pod)
  if (selector === undefined) return []
  const common = { selector, minDomains: 1, honorsAffinity: true, honorsTaints: false }
  return [
    { ...common, topologyKey: HOSTNAME_LABEL, maxSkew: 3 },
    { ...common, topologyKey: ZONE_LABEL, maxSkew: 5 },
  ]
}

/** Pods by topology value, over all nodes, for the values that the judged nodes have. */
function countDomains(
  constraint: SpreadConstraint,
  pod: Pod,
  view: ClusterView,
  judged: readonly NodeInfo[],
  required: readonly SpreadConstraint[],
): Map<string, number> {
  const counts = new Map<string, number>()
  if (constraint.topologyKey === HOSTNAME_LABEL) return counts
  for (const info of judged) counts.set(info.labels?.[constraint.topologyKey] ?? '', 0)
  for (const info of view.nodes) {
    const value = info.labels?.[constraint.topologyKey] ?? ''
    const count = counts.get(value)
    if (count === undefined || !hasTopologyLabels(info, required) || !includesNode(constraint, pod, info)) continue
    counts.set(value, count + countMatchingPods(info, constraint.selector, pod.metadata.namespace))
  }
  return counts
}
