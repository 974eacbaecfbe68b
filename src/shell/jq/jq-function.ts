import type { JqEvaluator } from './jq-evaluator'
import type { JqItem, JqRun } from './jq-item'
import type { JqScope } from './jq-scope'
import type { JqNode } from './jq-syntax'
import { described, isArray, JqError, type Json } from './json-values'

/** A function that is written here: given its input and its arguments as they were written. It may yield any number of results. */
export type JqFunction = (machine: JqEvaluator, item: JqItem, args: readonly JqNode[], scope: JqScope) => JqRun

/** Functions by name and number of arguments: `split/2`. */
export type JqFunctions = Readonly<Record<string, JqFunction>>

/** A function of the value alone. */
export const plain = (act: (value: Json) => Json): JqFunction =>
  function* (_, { value }) {
    yield { value: act(value) }
  }

/** A function of the value and of arguments: once for each of their results. */
export const withValues = (act: (value: Json, ...args: Json[]) => Json): JqFunction =>
  function* (machine, item, args, scope) {
    const combine = function* (index: number, given: readonly Json[]): JqRun {
      const arg = args[index]
      if (arg === undefined) yield { value: act(item.value, ...given) }
      else for (const value of machine.values(arg, item, scope)) yield* combine(index + 1, [...given, value])
    }
    yield* combine(0, [])
  }

/** The value, when it is a list. Throws JqError. */
export function listOf(value: Json, done: string): readonly Json[] {
  if (!isArray(value)) throw new JqError(`${described(value)} cannot be ${done}, as it is not an array`)
  return value
}

/** The value, when it is a text; `what` says of any other what is wrong with it. Throws JqError. */
export function textOf(value: Json, what: string): string {
  if (typeof value !== 'string') throw new JqError(`${described(value)} ${what}`)
  return value
}
