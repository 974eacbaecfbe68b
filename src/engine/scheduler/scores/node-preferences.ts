import { matchesNodeSelectorTerm } from '../../../k8s/node-affinity'
import { findToleration } from '../../../k8s/taints'
import { MAX_NODE_SCORE, type ScorePlugin } from '../plugin'

/** Prefers nodes with fewer PreferNoSchedule taints that the Pod does not tolerate. */
// Models pkg/scheduler/framework/plugins/tainttoleration/taint_toleration.go Score
export const taintPreference: ScorePlugin = {
  name: 'TaintToleration',
  weight: 3,
  prepare(pod) {
    const tolerations = (pod.spec.tolerations ?? []).filter(({ effect }) => !effect || effect === 'PreferNoSchedule')
    return {
      score: ({ node }) =>
        (node?.spec.taints ?? []).filter(
          taint => taint.effect === 'PreferNoSchedule' && findToleration(taint, tolerations) === undefined,
        ).length,
      normalize: (counts: readonly number[]) => inProportion(counts).map(share => MAX_NODE_SCORE - share),
    }
  },
}

/** Prefers nodes that the preferred node affinity speaks for. */
// Models pkg/scheduler/framework/plugins/nodeaffinity/node_affinity.go Score
export const affinityPreference: ScorePlugin = {
  name: 'NodeAffinity',
  weight: 2,
  prepare(pod) {
    const terms = pod.spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []
    if (terms.length === 0) return 'skip'
    return {
      score(info) {
        const identity = { name: info.name, labels: info.labels }
        return terms.reduce(
          (sum, { weight, preference }) => (matchesNodeSelectorTerm(preference, identity) ? sum + weight : sum),
          0,
        )
      },
      normalize: inProportion,
    }
  },
}

// Models pkg/scheduler/framework/plugins/helper/normalize_score.go DefaultNormalizeScore
function inProportion(scores: readonly number[]): readonly number[] {
  const highest = Math.max(...scores)
  return highest === 0 ? scores : scores.map(score => Math.floor((score * MAX_NODE_SCORE) / highest))
}
