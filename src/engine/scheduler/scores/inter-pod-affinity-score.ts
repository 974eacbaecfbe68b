import type { Pod } from '../../../k8s/pod'
import type { NodeInfo } from '../node-info'
import { type ClusterView, MAX_NODE_SCORE, type ScorePlugin } from '../plugin'
import {
  preferredAffinityTerms,
  preferredAntiAffinityTerms,
  requiredAffinityTerms,
  termMatches,
  type WeightedTerm,
} from '../pod-affinity-terms'

const HARD_AFFINITY_WEIGHT = 1

/** Sums of weights by topology key and value. */
type TopologyWeights = Map<string, Map<string, number>>

/** Prefers nodes near Pods that the Pod likes, or that like it, and far from the others. */
// Models pkg/scheduler/framework/plugins/interpodaffinity/scoring.go
export const interPodAffinityPreference: ScorePlugin = {
  name: 'InterPodAffinity',
  weight: 2,
  prepare(pod, view) {
    const weights = topologyWeights(pod, view)
    if (weights.size === 0) return 'skip'
    return {
      score(info) {
        let sum = 0
        for (const [key, values] of weights) sum += values.get(info.labels?.[key] ?? '') ?? 0
        return sum
      },
      normalize(scores: readonly number[]) {
        const lowest = Math.min(...scores)
        const range = Math.max(...scores) - lowest
        return scores.map(score => (range === 0 ? 0 : Math.floor((MAX_NODE_SCORE * (score - lowest)) / range)))
      },
    }
  },
}

function topologyWeights(pod: Pod, view: ClusterView): TopologyWeights {
  const weights: TopologyWeights = new Map()
  const likes = preferredAffinityTerms(pod)
  const dislikes = preferredAntiAffinityTerms(pod)
  const isChoosy = likes.length > 0 || dislikes.length > 0
  for (const info of isChoosy ? view.nodes : view.nodesWithAffinity()) {
    for (const other of (isChoosy ? info.pods : info.podsWithAffinity).values()) {
      weigh(weights, likes, 1, { owner: pod, pod: other, info, view })
      weigh(weights, dislikes, -1, { owner: pod, pod: other, info, view })
      const required = requiredAffinityTerms(other).map(podAffinityTerm => ({
        weight: HARD_AFFINITY_WEIGHT,
        podAffinityTerm,
      }))
      weigh(weights, required, 1, { owner: other, pod, info, view })
      weigh(weights, preferredAffinityTerms(other), 1, { owner: other, pod, info, view })
      weigh(weights, preferredAntiAffinityTerms(other), -1, { owner: other, pod, info, view })
    }
  }
  return weights
}

function weigh(
  weights: TopologyWeights,
  terms: readonly WeightedTerm[],
  sign: 1 | -1,
  { owner, pod, info, view }: { owner: Pod; pod: Pod; info: NodeInfo; view: ClusterView },
): void {
  for (const { weight, podAffinityTerm } of terms) {
    const key = podAffinityTerm.topologyKey
    const value = info.labels?.[key]
    if (value === undefined) continue
    if (!termMatches(podAffinityTerm, owner, pod, view.namespaceLabels(pod.metadata.namespace ?? ''))) continue
    const values = weights.get(key) ?? new Map<string, number>()
    values.set(value, (values.get(value) ?? 0) + sign * weight)
    weights.set(key, values)
  }
}
