import type { PropagationPolicy } from '../../../k8s/api-client'
import type { ObjectMeta, OwnerReference } from '../../../k8s/object'
import { FOREGROUND_FINALIZER, ORPHAN_FINALIZER } from './ownership-graph'

/** What the API server says of each owner: there, gone, or terminating and waiting for its dependents. */
export type OwnerState = 'solid' | 'dangling' | 'waiting'

export type GarbageDecision =
  | { readonly do: 'keep'; readonly because: string }
  | { readonly do: 'drop-references'; readonly uids: readonly string[]; readonly because: string }
  | { readonly do: 'delete'; readonly policy: PropagationPolicy; readonly because: string }

/** What becomes of an object, by the state of its owners. One owner that is there is enough to keep it. */
// Models pkg/controller/garbagecollector/garbagecollector.go attemptToDeleteItem
export function decideGarbage(
  object: ObjectMeta,
  owners: readonly (readonly [OwnerReference, OwnerState])[],
  hasDependents: boolean,
): GarbageDecision {
  const inState = (state: OwnerState) => owners.filter(([, its]) => its === state).map(([owner]) => owner)
  const solid = inState('solid')
  const dangling = inState('dangling')
  const waiting = inState('waiting')
  const [keeper] = solid
  if (keeper !== undefined) {
    const gone = [...dangling, ...waiting]
    const because = `its owner ${keeper.kind} ${keeper.name} is there`
    if (gone.length === 0) return { do: 'keep', because }
    return { do: 'drop-references', uids: gone.map(owner => owner.uid), because: `${because}, others are gone` }
  }
  const [waiter] = waiting
  if (waiter !== undefined && hasDependents) {
    const because = `its owner ${waiter.kind} ${waiter.name} waits for its dependents, and it has dependents itself`
    return { do: 'delete', policy: 'Foreground', because }
  }
  return { do: 'delete', policy: policyOf(object), because: whyDelete(waiter, dangling) }
}

function whyDelete(waiter: OwnerReference | undefined, dangling: readonly OwnerReference[]): string {
  if (waiter !== undefined) return `its owner ${waiter.kind} ${waiter.name} is deleted in the foreground`
  return `its owner is gone: ${dangling.map(({ kind, name }) => `${kind} ${name}`).join(', ')}`
}

// An object that was told already what to do with its own dependents keeps to it.
function policyOf({ finalizers }: ObjectMeta): PropagationPolicy {
  if (finalizers?.includes(ORPHAN_FINALIZER) === true) return 'Orphan'
  return finalizers?.includes(FOREGROUND_FINALIZER) === true ? 'Foreground' : 'Background'
}
