import { binary } from './jq-arithmetic'
import type { JqEvaluator } from './jq-evaluator'
import type { JqItem, JqRun, Path } from './jq-item'
import { deletePaths, valueAt, withValueAt } from './jq-paths'
import type { JqScope } from './jq-scope'
import type { JqNode } from './jq-syntax'
import { isTrue, type Json } from './json-values'

type Assignment = Extract<JqNode, { type: 'update' }>

/** `=`, `|=`, `+=` and their like: the input with other values at the paths of the left side. Throws JqError. */
export function* assign(machine: JqEvaluator, assignment: Assignment, item: JqItem, scope: JqScope): JqRun {
  const { operator, left, right } = assignment
  if (operator === '|=') {
    yield { value: updated(machine, assignment, item.value, scope) }
    return
  }
  for (const given of machine.values(right, item, scope)) {
    let result = item.value
    for (const path of [...machine.paths(left, item.value, scope)])
      result = withValueAt(result, path, assigned(operator, valueAt(result, path), given))
    yield { value: result }
  }
}

/** `|=`: each place gets the first result for what stands there; a place without a result is deleted. */
function updated(machine: JqEvaluator, { left, right }: Assignment, value: Json, scope: JqScope): Json {
  let result = value
  const removed: Path[] = []
  for (const path of [...machine.paths(left, value, scope)]) {
    const next = machine.first(right, { value: valueAt(result, path) }, scope)
    if (next === undefined) removed.push(path)
    else result = withValueAt(result, path, next)
  }
  return deletePaths(result, removed)
}

function assigned(operator: string, present: Json, given: Json): Json {
  if (operator === '=') return given
  if (operator === '//=') return isTrue(present) ? present : given
  return binary(operator.slice(0, -1), present, given)
}
