import { matchesLabelSelector } from '../../../k8s/selector'
import { type FilterPlugin, resolvable, unresolvable } from '../plugin'
import { countMatchingPods, hasTopologyLabels, includesNode, spreadConstraints } from '../spread-constraints'

const MISSING_LABEL = unresolvable(
  'PodTopologySpread',
  "node(s) didn't match pod topology spread constraints (missing required label)",
)
const TOO_SKEWED = resolvable('PodTopologySpread', "node(s) didn't match pod topology spread constraints")

/** Constraints with `DoNotSchedule`: no domain may be more than maxSkew ahead of the emptiest. */
// Models pkg/scheduler/framework/plugins/podtopologyspread/filtering.go
export const podTopologySpread: FilterPlugin = {
  name: 'PodTopologySpread',
  prepare(pod, view) {
    const constraints = spreadConstraints(pod, 'DoNotSchedule')
    if (constraints.length === 0) return 'skip'
    const domains = constraints.map(() => new Map<string, number>())
    for (const info of view.nodes) {
      if (!hasTopologyLabels(info, constraints)) continue
      constraints.forEach((constraint, index) => {
        if (!includesNode(constraint, pod, info)) return
        const counts = domains[index]
        const value = info.labels?.[constraint.topologyKey] ?? ''
        counts?.set(
          value,
          (counts.get(value) ?? 0) + countMatchingPods(info, constraint.selector, pod.metadata.namespace),
        )
      })
    }
    const floors = constraints.map(({ minDomains }, index) => {
      const counts = domains[index]
      return counts === undefined || counts.size < minDomains ? 0 : Math.min(...counts.values())
    })
    return {
      check(info) {
        for (const [index, constraint] of constraints.entries()) {
          const value = info.labels?.[constraint.topologyKey]
          if (value === undefined) return MISSING_LABEL
          const itself = matchesLabelSelector(constraint.selector, pod.metadata.labels) ? 1 : 0
          const skew = (domains[index]?.get(value) ?? 0) + itself - (floors[index] ?? 0)
          if (skew > constraint.maxSkew) return TOO_SKEWED
        }
        return undefined
      },
    }
  },
}
