import type { Pod } from '../../k8s/pod'
import type { Random } from '../kernel/random'
import { filterNodes, type Nominations } from './filter-nodes'
import type { Diagnosis } from './fit-error'
import type { ClusterView } from './plugin'
import { pickHighest, scoreNodes } from './select-node'

/** The node chosen for a Pod and why, or why there is none. `searched`: how many nodes were looked at. */
export type SchedulingDecision =
  | { readonly kind: 'node'; readonly node: string; readonly because: string; readonly searched: number }
  | { readonly kind: 'none'; readonly diagnosis: Diagnosis; readonly searched: number }

/** Finds a node for the Pod. `start`: where in the list of nodes the search begins, so that all get their turn. */
// Models pkg/scheduler/schedule_one.go schedulePod
export function schedulePod(
  pod: Pod,
  view: ClusterView,
  nominations: Nominations,
  start: number,
  random: Random,
): SchedulingDecision {
  const { feasible, diagnosis } = filterNodes(pod, view, nominations, start)
  const searched = feasible.length + diagnosis.rejections.size
  const [only] = feasible
  if (only === undefined) return { kind: 'none', diagnosis, searched }
  if (feasible.length === 1)
    return { kind: 'node', node: only.name, because: reasonForOnly(pod, view, only.name), searched }
  const best = pickHighest(scoreNodes(pod, view, feasible), random)
  const because = `highest score (${best?.total ?? 0}) of ${feasible.length} nodes that fit`
  return { kind: 'node', node: best?.node ?? only.name, because, searched }
}

function reasonForOnly(pod: Pod, view: ClusterView, node: string): string {
  if (pod.status?.nominatedNodeName === node) return `${node} was nominated for it after preemption`
  const terms = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms
  const isPinned = terms?.some(term => term.matchFields?.some(({ key }) => key === 'metadata.name')) === true
  if (isPinned) return `its node affinity names ${node}, and it fits there`
  return view.nodes.length === 1
    ? `${node} is the only node`
    : `${node} is the only one of ${view.nodes.length} nodes that fits`
}
