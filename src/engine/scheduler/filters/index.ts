import type { VersionBehaviour } from '../../version-behaviour'
import type { FilterPlugin } from '../plugin'
import { interPodAffinity } from './inter-pod-affinity'
import { nodeAffinity } from './node-affinity'
import { nodeCondition } from './node-condition'
import { nodeName } from './node-name'
import { nodePorts } from './node-ports'
import { nodeResourcesFit } from './node-resources-fit'
import { nodeUnschedulable } from './node-unschedulable'
import { podTopologySpread } from './pod-topology-spread'
import { taintToleration } from './taint-toleration'
import { volumeBinding, volumeRestrictions } from './volume-claims'

/** The filters as that version has them, in the order in which the scheduler asks them. */
// Models pkg/scheduler/apis/config/v1/default_plugins.go getDefaultPlugins
export function filtersOf(behaviour: VersionBehaviour): readonly FilterPlugin[] {
  const { taintReason, affinityReason, sparesTooSmallNodes, taintsNodesByCondition } = behaviour
  return [
    taintsNodesByCondition ? nodeUnschedulable : nodeCondition,
    nodeName,
    taintToleration(taintReason),
    nodeAffinity(affinityReason),
    nodePorts,
    nodeResourcesFit(sparesTooSmallNodes),
    volumeRestrictions,
    volumeBinding,
    podTopologySpread,
    interPodAffinity,
  ]
}
