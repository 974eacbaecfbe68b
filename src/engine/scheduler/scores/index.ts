import type { ScorePlugin } from '../plugin'
import { interPodAffinityPreference } from './inter-pod-affinity-score'
import { affinityPreference, taintPreference } from './node-preferences'
import { balancedAllocation, leastAllocated } from './resource-scores'
import { spreadPreference } from './spread-score'

/** With the weights of the default profile. ImageLocality is left out: nodes here do not report their images. */
// Models pkg/scheduler/apis/config/v1/default_plugins.go getDefaultPlugins
export const SCORES: readonly ScorePlugin[] = [
  taintPreference,
  affinityPreference,
  leastAllocated,
  spreadPreference,
  interPodAffinityPreference,
  balancedAllocation,
]
