import type { ObjectMeta } from '../../../k8s/object'
import type { StatefulSet } from '../../../k8s/stateful-set'

interface Named {
  readonly metadata: Pick<ObjectMeta, 'name'>
}

const OF_A_SET = /^(.*)-([0-9]+)$/
const LARGEST_ORDINAL = 2 ** 31 - 1

/** The name of the set that the pod's name begins with, and its number; undefined when the name has none. */
// Models pkg/controller/statefulset/stateful_set_utils.go getParentNameAndOrdinal
function parsed({ metadata }: Named): { readonly parent: string; readonly ordinal: number } | undefined {
  const [, parent, digits] = OF_A_SET.exec(metadata.name) ?? []
  if (parent === undefined || digits === undefined || Number(digits) > LARGEST_ORDINAL) return undefined
  return { parent, ordinal: Number(digits) }
}

/** The pod's number; -1 when its name has none. */
export function ordinalOf(pod: Named): number {
  return parsed(pod)?.ordinal ?? -1
}

/** Whether the pod's name is one of the set's. */
export function isMemberOf(set: StatefulSet, pod: Named): boolean {
  return parsed(pod)?.parent === set.metadata.name
}

// Models pkg/controller/statefulset/stateful_set_utils.go getStartOrdinal
export function startOrdinal({ spec }: StatefulSet): number {
  return spec.ordinals?.start ?? 0
}

/** Whether the set wants a pod of that number at present. */
export function isInRange(set: StatefulSet, ordinal: number): boolean {
  const start = startOrdinal(set)
  return ordinal >= start && ordinal < start + set.spec.replicas
}

export const podNameOf = (set: StatefulSet, ordinal: number) => `${set.metadata.name}-${ordinal}`
