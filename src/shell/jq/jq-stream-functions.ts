import { ToolError } from '../tool-error'
import type { JqEvaluator } from './jq-evaluator'
import type { JqFunctions } from './jq-function'
import type { JqRun } from './jq-item'
import { JqError, type Json, toJson } from './json-values'

function* range(machine: JqEvaluator, from: Json, to: Json, by: Json): JqRun {
  if (typeof from !== 'number' || typeof to !== 'number' || typeof by !== 'number')
    throw new JqError('Range bounds must be numeric')
  if (by === 0) return
  for (let value = from; by > 0 ? value < to : value > to; value += by) {
    machine.count()
    yield { value }
  }
}

/** What decides how many results there are: none, an error, the first ones, one after another. */
export const STREAM_FUNCTIONS: JqFunctions = {
  *'empty/0'() {},
  'error/0': (_, { value }) => {
    throw new JqError(value)
  },
  *'error/1'(machine, item, [arg], scope) {
    for (const value of arg === undefined ? [] : machine.values(arg, item, scope)) throw new JqError(value)
    yield* []
  },
  *'range/1'(machine, item, [to], scope) {
    for (const end of to === undefined ? [] : machine.values(to, item, scope)) yield* range(machine, 0, end, 1)
  },
  *'range/2'(machine, item, [from, to], scope) {
    if (from === undefined || to === undefined) return
    for (const start of machine.values(from, item, scope))
      for (const end of machine.values(to, item, scope)) yield* range(machine, start, end, 1)
  },
  *'range/3'(machine, item, args, scope) {
    const [from = 0, to = 0, by = 1] = args.map(arg => machine.collect(arg, item, scope)[0] ?? 0)
    yield* range(machine, from, to, by)
  },
  *'first/1'(machine, item, [arg], scope) {
    for (const result of arg === undefined ? [] : machine.run(arg, item, scope)) {
      yield result
      return
    }
  },
  *'limit/2'(machine, item, [count, arg], scope) {
    if (count === undefined || arg === undefined) return
    for (const most of machine.values(count, item, scope)) {
      let left = Number(most)
      if (left <= 0) continue
      for (const result of machine.run(arg, item, scope)) {
        yield result
        left -= 1
        if (left <= 0) break
      }
    }
  },
  *'isempty/1'(machine, item, [arg], scope) {
    for (const _ of arg === undefined ? [] : machine.values(arg, item, scope)) {
      yield { value: false }
      return
    }
    yield { value: true }
  },
  *'input/0'(machine) {
    const value = machine.inputs()
    if (value === undefined) throw new JqError('No more inputs')
    yield { value }
  },
  *'inputs/0'(machine) {
    for (let value = machine.inputs(); value !== undefined; value = machine.inputs()) yield { value }
  },
  'halt_error/0': (_, { value }) => {
    throw new ToolError(typeof value === 'string' ? value : toJson(value))
  },
}
