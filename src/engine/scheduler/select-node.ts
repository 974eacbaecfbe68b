import type { Pod } from '../../k8s/pod'
import type { Random } from '../kernel/random'
import type { NodeInfo } from './node-info'
import type { ClusterView } from './plugin'
import { SCORES } from './scores/index'

/** A node that fits, with the sum of its scores, weights included. */
export interface ScoredNode {
  readonly node: string
  readonly total: number
}

/** Scores the nodes that fit, in their order. */
// Models pkg/scheduler/schedule_one.go prioritizeNodes
export function scoreNodes(pod: Pod, view: ClusterView, feasible: readonly NodeInfo[]): readonly ScoredNode[] {
  const totals = feasible.map(() => 0)
  for (const { weight, prepare } of SCORES) {
    const prepared = prepare(pod, view, feasible)
    if (prepared === 'skip') continue
    const raw = feasible.map(info => prepared.score(info))
    const scores = prepared.normalize?.(raw) ?? raw
    scores.forEach((score, index) => {
      totals[index] = (totals[index] ?? 0) + score * weight
    })
  }
  return feasible.map(({ name }, index) => ({ node: name, total: totals[index] ?? 0 }))
}

/** One of the nodes with the highest score, by lot. */
export function pickHighest(scored: readonly ScoredNode[], random: Random): ScoredNode | undefined {
  const highest = Math.max(...scored.map(({ total }) => total))
  const best = scored.filter(({ total }) => total === highest)
  return best.length < 2 ? best[0] : best[random.integer(best.length)]
}
