import type { Condition } from './object'

/** The condition of that type, if it is among them. */
export function findCondition<C extends Condition>(conditions: readonly C[] | undefined, type: string): C | undefined {
  return conditions?.find(condition => condition.type === type)
}

/** Whether the condition of that type is there and True. */
export function isConditionTrue(conditions: readonly Condition[] | undefined, type: string): boolean {
  return findCondition(conditions, type)?.status === 'True'
}
