import type { DaemonSetExplanation } from '../../protocol/protocol'

/**
 * How a rollout looks to a person. To the controller it is complete when no old Pod is left; to a person, when the new ones
 * are available (`covered`), and until then they start (`waiting`) or cannot (`unavailable`). The rest are the controller's
 * words.
 */
export type RolloutLook =
  | 'covered'
  | 'waiting'
  | 'unavailable'
  | 'idle'
  | 'progressing'
  | 'stuck'
  | 'waiting-for-deletes'

/** How far the rollout is, as the page shows it. */
export function rolloutLook({ rollout, now }: Pick<DaemonSetExplanation, 'rollout' | 'now'>): RolloutLook {
  const { state, updated, desired } = rollout
  const isNew = desired > 0 && updated >= desired
  if (isNew && now.available >= desired) return 'covered'
  if (isNew) return state === 'stuck' ? 'unavailable' : 'waiting'
  return state === 'complete' ? 'progressing' : state
}

/** Whether a node has a Pod that it should not have: the update's budget counts that Pod, DESIRED does not. */
export function isMisscheduled({ nodes }: Pick<DaemonSetExplanation, 'nodes'>, name: string): boolean {
  const verdict = nodes.find(({ node }) => node === name)
  return verdict !== undefined && !verdict.shouldRun && verdict.pods.length > 0
}
