import { agreeingCaches } from './agreeing-caches'
import { convergence } from './convergence'
import { disruptionBudget } from './disruption-budget'
import { growingVersions } from './growing-versions'
import type { StartInvariant } from './invariant'
import { knownNodes } from './known-nodes'
import { podsPerNode } from './pods-per-node'
import { reversibleChanges } from './reversible-changes'
import { rolloutBudget } from './rollout-budget'

/** Everything that is checked, by the name under which a violation is reported. */
export const INVARIANTS: Readonly<Record<string, StartInvariant>> = {
  'store and caches agree': agreeingCaches,
  'resource versions grow': growingVersions,
  'change sets reverse to the byte': reversibleChanges,
  'pods are on nodes that exist or existed': knownNodes,
  'one pod of a DaemonSet on a node, two with surge': podsPerNode,
  'a rollout keeps its budget': rolloutBudget,
  'an eviction keeps the disruption budget': disruptionBudget,
  'status converges': convergence,
}
