import { matchesRequiredNodeAffinity } from '../../k8s/node-affinity'
import type { Pod, TopologySpreadConstraint } from '../../k8s/pod'
import { isEmptySelector, type LabelSelector, matchesLabelSelector } from '../../k8s/selector'
import { toleratesTaints } from './filters/taint-toleration'
import type { NodeInfo } from './node-info'

/** A topology spread constraint with everything that is implied filled in. */
export interface SpreadConstraint {
  readonly maxSkew: number
  readonly topologyKey: string
  readonly selector: LabelSelector
  readonly minDomains: number
  readonly honorsAffinity: boolean
  readonly honorsTaints: boolean
}

/** The Pod's own constraints of one kind, with matchLabelKeys resolved. */
// Models pkg/scheduler/framework/plugins/podtopologyspread/common.go filterTopologySpreadConstraints
export function spreadConstraints(pod: Pod, action: 'DoNotSchedule' | 'ScheduleAnyway'): readonly SpreadConstraint[] {
  return (pod.spec.topologySpreadConstraints ?? [])
    .filter(({ whenUnsatisfiable }) => whenUnsatisfiable === action)
    .map(constraint => ({
      maxSkew: constraint.maxSkew,
      topologyKey: constraint.topologyKey,
      selector: fullSelector(constraint, pod),
      minDomains: constraint.minDomains ?? 1,
      honorsAffinity: constraint.nodeAffinityPolicy !== 'Ignore',
      honorsTaints: constraint.nodeTaintsPolicy === 'Honor',
    }))
}

const NO_MATCH: LabelSelector = { matchExpressions: [{ key: 'none', operator: 'In', values: [] }] }

function fullSelector({ labelSelector, matchLabelKeys = [] }: TopologySpreadConstraint, pod: Pod): LabelSelector {
  if (labelSelector === undefined) return NO_MATCH
  const added: Record<string, string> = {}
  for (const key of matchLabelKeys) {
    const value = pod.metadata.labels?.[key]
    if (value !== undefined) added[key] = value
  }
  return Object.keys(added).length === 0
    ? labelSelector
    : { ...labelSelector, matchLabels: { ...labelSelector.matchLabels, ...added } }
}

// Models pkg/scheduler/framework/plugins/podtopologyspread/common.go nodeLabelsMatchSpreadConstraints
export function hasTopologyLabels(info: NodeInfo, constraints: readonly SpreadConstraint[]): boolean {
  return constraints.every(({ topologyKey }) => info.labels?.[topologyKey] !== undefined)
}

/** Whether the constraint counts this node at all. */
export function includesNode({ honorsAffinity, honorsTaints }: SpreadConstraint, pod: Pod, info: NodeInfo): boolean {
  if (honorsAffinity && !matchesRequiredNodeAffinity(pod.spec, { name: info.name, labels: info.labels })) return false
  return !honorsTaints || toleratesTaints(pod, info.node)
}

/** Pods on the node that the selector matches, without those that are terminating. */
// Models pkg/scheduler/framework/plugins/podtopologyspread/common.go countPodsMatchSelector
export function countMatchingPods(info: NodeInfo, selector: LabelSelector, namespace: string | undefined): number {
  if (isEmptySelector(selector)) return 0
  let count = 0
  for (const { metadata } of info.pods.values()) {
    if (metadata.deletionTimestamp !== undefined || metadata.namespace !== namespace) continue
    if (matchesLabelSelector(selector, metadata.labels)) count += 1
  }
  return count
}
