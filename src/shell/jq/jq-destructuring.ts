import type { JqEvaluator } from './jq-evaluator'
import type { JqItem } from './jq-item'
import { indexed } from './jq-paths'
import type { JqScope } from './jq-scope'
import type { JqPattern } from './jq-syntax'
import { isArray, JqError, type Json, typeOf } from './json-values'

/** The scope with the parts of `value` in a pattern's variables. Throws JqError when the value has another shape. */
export function* bind(
  machine: JqEvaluator,
  pattern: JqPattern,
  value: Json,
  item: JqItem,
  scope: JqScope,
): Generator<JqScope, void, void> {
  if (pattern.type === 'variable') yield scope.withVariable(pattern.name, value)
  else yield* bindParts(machine, partsOf(machine, pattern, value, item, scope), 0, item, scope)
}

/** `?//`: as the first of the patterns that the value's shape fits. Throws what the last one throws. */
export function* bindAny(
  machine: JqEvaluator,
  patterns: readonly JqPattern[],
  value: Json,
  item: JqItem,
  scope: JqScope,
): Generator<JqScope, void, void> {
  for (const [index, pattern] of patterns.entries()) {
    try {
      yield* bind(machine, pattern, value, item, scope)
      return
    } catch (error) {
      if (!(error instanceof JqError) || index === patterns.length - 1) throw error
    }
  }
}

interface Part {
  readonly pattern: JqPattern
  readonly value: Json
}

function partsOf(
  machine: JqEvaluator,
  pattern: Exclude<JqPattern, { type: 'variable' }>,
  value: Json,
  item: JqItem,
  scope: JqScope,
): readonly Part[] {
  if (pattern.type === 'array') {
    if (value !== null && !isArray(value)) throw new JqError(`Cannot index ${typeOf(value)} with number`)
    return pattern.items.map((each, i) => ({ pattern: each, value: value?.[i] ?? null }))
  }
  return pattern.entries.flatMap(({ key, variable, pattern: inner }) => {
    const found = indexed({ value }, machine.first(key, item, scope) ?? null).value
    return [
      ...(variable === undefined ? [] : [{ pattern: { type: 'variable', name: variable } as const, value: found }]),
      ...(inner === undefined ? [] : [{ pattern: inner, value: found }]),
    ]
  })
}

function* bindParts(
  machine: JqEvaluator,
  parts: readonly Part[],
  index: number,
  item: JqItem,
  scope: JqScope,
): Generator<JqScope, void, void> {
  const part = parts[index]
  if (part === undefined) yield scope
  else
    for (const bound of bind(machine, part.pattern, part.value, item, scope))
      yield* bindParts(machine, parts, index + 1, item, bound)
}
