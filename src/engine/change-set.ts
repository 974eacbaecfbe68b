import type { KubeObject } from '../k8s/object'
import type { Millis } from './kernel/kernel'

/**
 * What one API transaction did, as a value: it can be reversed, squashed, sent to the page, drawn and tested.
 * `updated` holds [before, after]. Objects are the stored values themselves, never copies.
 */
export interface ChangeSet {
  /** Counts up by one from 1. */
  readonly sequence: number
  readonly time: Millis
  /** The component or person that made the request: `daemonset-controller`, `kubelet/worker-1`, `kubectl`, `lab`. */
  readonly by: string
  /** The reason in the component's words, when it has one to give. */
  readonly because?: string
  readonly added: readonly KubeObject[]
  readonly updated: readonly (readonly [before: KubeObject, after: KubeObject])[]
  readonly removed: readonly KubeObject[]
}

/** The change set that takes back `change`. */
export function reverseChange(change: ChangeSet): ChangeSet {
  return {
    ...change,
    added: change.removed,
    updated: change.updated.map(([before, after]) => [after, before] as const),
    removed: change.added,
  }
}
