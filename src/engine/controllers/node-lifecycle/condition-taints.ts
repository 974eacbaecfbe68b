import type { Node, Taint } from '../../../k8s/node'
import { MEMORY_PRESSURE_TAINT, NOT_READY_TAINT, UNREACHABLE_TAINT, UNSCHEDULABLE_TAINT } from '../../../k8s/well-known'

/** Condition and status → the taint that stands for it. */
const TAINT_OF_CONDITION: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Ready: { False: NOT_READY_TAINT, Unknown: UNREACHABLE_TAINT },
  MemoryPressure: { True: MEMORY_PRESSURE_TAINT },
  DiskPressure: { True: 'node.kubernetes.io/disk-pressure' },
  PIDPressure: { True: 'node.kubernetes.io/pid-pressure' },
  NetworkUnavailable: { True: 'node.kubernetes.io/network-unavailable' },
}
const OURS = new Set([
  UNSCHEDULABLE_TAINT,
  ...Object.values(TAINT_OF_CONDITION).flatMap(taints => Object.values(taints)),
])

export interface TaintChange {
  readonly add: readonly Taint[]
  readonly remove: readonly Taint[]
}

/** The NoSchedule taints that say what the node's conditions and `spec.unschedulable` say, and those that no longer hold. */
// Models pkg/controller/nodelifecycle/node_lifecycle_controller.go doNoScheduleTaintingPass
export function noScheduleTaintChange(node: Node): TaintChange {
  const wanted: Taint[] = []
  for (const { type, status } of node.status?.conditions ?? []) {
    const key = TAINT_OF_CONDITION[type]?.[status]
    if (key !== undefined) wanted.push({ key, effect: 'NoSchedule' })
  }
  if (node.spec?.unschedulable === true) wanted.push({ key: UNSCHEDULABLE_TAINT, effect: 'NoSchedule' })
  const present = (node.spec?.taints ?? []).filter(taint => taint.effect === 'NoSchedule' && OURS.has(taint.key))
  return {
    add: wanted.filter(taint => !hasTaint(present, taint)),
    remove: present.filter(taint => !hasTaint(wanted, taint)),
  }
}

/** Taints are the same when key and effect are. */
// Models pkg/util/taints/taints.go TaintExists
export function hasTaint(
  taints: readonly Taint[] | undefined,
  { key, effect }: Pick<Taint, 'key' | 'effect'>,
): boolean {
  return taints?.some(taint => taint.key === key && taint.effect === effect) === true
}

/** With these taints among them: a present one is replaced where it stands. */
export function withTaints(taints: readonly Taint[], added: readonly Taint[]): readonly Taint[] {
  const replaced = taints.map(taint => added.find(other => hasTaint([other], taint)) ?? taint)
  return [...replaced, ...added.filter(taint => !hasTaint(taints, taint))]
}

export function withoutTaints(taints: readonly Taint[], removed: readonly Taint[]): readonly Taint[] {
  return taints.filter(taint => !hasTaint(removed, taint))
}
