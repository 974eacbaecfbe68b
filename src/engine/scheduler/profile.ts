import type { VersionBehaviour } from '../version-behaviour'
import { filtersOf } from './filters/index'
import type { SchedulerProfile } from './plugin'

/** The default profile of that version's scheduler. */
// Models pkg/scheduler/profile/profile.go newProfile
export function profileOf(behaviour: VersionBehaviour): SchedulerProfile {
  const { countsExcludedNodes, searchesNamedNodesOnly, marksDisruptedPods } = behaviour
  return { filters: filtersOf(behaviour), countsExcludedNodes, searchesNamedNodesOnly, marksDisruptedPods }
}
