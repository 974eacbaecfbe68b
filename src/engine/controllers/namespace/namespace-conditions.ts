import { findCondition } from '../../../k8s/conditions'
import type { Condition } from '../../../k8s/object'
import { toTimestamp } from '../../../k8s/time'
import type { Millis } from '../../kernel/kernel'

/** What is left of one resource in a namespace that is being deleted. */
export interface RemainingContent {
  /** `pods`, `daemonsets.apps`. */
  readonly resource: string
  readonly count: number
  readonly finalizers: ReadonlyMap<string, number>
}

const FINE: readonly (readonly [type: string, reason: string, message: string])[] = [
  ['NamespaceDeletionDiscoveryFailure', 'ResourcesDiscovered', 'All resources successfully discovered'],
  ['NamespaceDeletionGroupVersionParsingFailure', 'ParsedGroupVersions', 'All legacy kube types successfully parsed'],
  [
    'NamespaceDeletionContentFailure',
    'ContentDeleted',
    'All content successfully deleted, may be waiting on finalization',
  ],
  ['NamespaceContentRemaining', 'ContentRemoved', 'All content successfully removed'],
  ['NamespaceFinalizersRemaining', 'ContentHasNoFinalizers', 'All content-preserving finalizers finished'],
]

/** The conditions of a terminating namespace: what keeps it from going. */
// Models pkg/controller/namespace/deletion/status_condition_utils.go
export function namespaceConditions(
  current: readonly Condition[],
  remaining: readonly RemainingContent[],
  now: Millis,
): readonly Condition[] {
  const problems = new Map([...contentProblem(remaining), ...finalizerProblem(remaining)])
  return FINE.map(([type, fineReason, fineMessage]) => {
    const [reason, message] = problems.get(type) ?? [fineReason, fineMessage]
    const status = problems.has(type) ? ('True' as const) : ('False' as const)
    const before = findCondition(current, type)
    const lastTransitionTime = before?.status === status ? (before.lastTransitionTime ?? null) : toTimestamp(now)
    return { lastTransitionTime, message, reason, status, type }
  })
}

type Problem = readonly [type: string, text: readonly [reason: string, message: string]]

function contentProblem(remaining: readonly RemainingContent[]): Problem[] {
  if (remaining.length === 0) return []
  const parts = remaining.map(({ resource, count }) => `${withGroup(resource)} has ${count} resource instances`)
  const message = `Some resources are remaining: ${parts.sort().join(', ')}`
  return [['NamespaceContentRemaining', ['SomeResourcesRemain', message]]]
}

function finalizerProblem(remaining: readonly RemainingContent[]): Problem[] {
  const counts = new Map<string, number>()
  for (const { finalizers } of remaining) {
    for (const [finalizer, count] of finalizers) counts.set(finalizer, (counts.get(finalizer) ?? 0) + count)
  }
  if (counts.size === 0) return []
  const parts = [...counts].map(([finalizer, count]) => `${finalizer} in ${count} resource instances`)
  const message = `Some content in the namespace has finalizers remaining: ${parts.sort().join(', ')}`
  return [['NamespaceFinalizersRemaining', ['SomeFinalizersRemain', message]]]
}

// The core group's name is empty, and its dot stays.
function withGroup(resource: string): string {
  return resource.includes('.') ? resource : `${resource}.`
}
