import { ToolError } from '../tool-error'
import { binary } from './jq-arithmetic'
import { formatText } from './jq-formats'
import { JQ_FUNCTIONS } from './jq-functions'
import { children, deletePaths, indexed, type Path, sliced, valueAt, withValueAt } from './jq-paths'
import type { JqNode, JqPattern } from './jq-syntax'
import { described, isArray, isTrue, JqError, type Json, typeOf } from './json-values'

/** A value on its way through a program, and where in the input it came from (undefined: from nowhere, or nobody asks). */
export interface JqItem {
  readonly value: Json
  readonly path?: Path
}

export type JqRun = Generator<JqItem, void, void>

interface Closure {
  readonly parameters: readonly string[]
  readonly body: JqNode
  /** Undefined for the function's own scope, which it is part of. */
  readonly scope: Scope
}

/** Names as they are seen at a place of the program. */
class Scope {
  private constructor(
    private readonly outer: Scope | undefined,
    private readonly name: string,
    private readonly variable: Json | undefined,
    private readonly closure: Closure | undefined,
  ) {}

  static readonly empty = new Scope(undefined, '', undefined, undefined)

  withVariable(name: string, value: Json): Scope {
    return new Scope(this, `$${name}`, value, undefined)
  }

  withFunction(name: string, closure: Closure): Scope {
    return new Scope(this, name, undefined, closure)
  }

  /** A function that may call itself. */
  withDefinition(name: string, parameters: readonly string[], body: JqNode): Scope {
    const closure = { parameters, body, scope: this as Scope }
    const scope = new Scope(this, `${name}/${parameters.length}`, undefined, closure)
    closure.scope = scope
    return scope
  }

  variableOf(name: string): Json | undefined {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.outer)
      if (scope.name === `$${name}`) return scope.variable
    return undefined
  }

  closureOf(name: string): Closure | undefined {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.outer)
      if (scope.name === name) return scope.closure
    return undefined
  }
}

export const EMPTY_SCOPE = Scope.empty
export type JqScope = Scope

/** `break $name`, on its way out. */
class Break {
  constructor(readonly label: object) {}
}

const MAX_STEPS = 2_000_000

/** Runs a program on one value after another. Every result counts: what makes too many is stopped. */
export class JqMachine {
  private steps = 0

  /** `inputs` gives what is still to come, for `input` and `inputs`; `now` is in seconds. */
  constructor(
    readonly inputs: () => Json | undefined,
    readonly now: number,
  ) {}

  /** Throws JqError, ToolError. */
  *run(node: JqNode, item: JqItem, scope: Scope): JqRun {
    this.count()
    switch (node.type) {
      case 'identity':
        yield item
        return
      case 'recurse':
        yield* this.recurse(item)
        return
      case 'literal':
        yield { value: node.value }
        return
      case 'text':
        yield* this.text(node.parts, node.format, item, scope)
        return
      case 'format':
        yield { value: formatText(node.format, item.value) }
        return
      case 'index':
        for (const key of this.values(node.key, item, scope))
          for (const of of this.run(node.of, item, scope)) yield indexed(of, key)
        return
      case 'slice':
        for (const to of node.to === undefined ? [null] : this.values(node.to, item, scope))
          for (const from of node.from === undefined ? [null] : this.values(node.from, item, scope))
            for (const of of this.run(node.of, item, scope)) yield sliced(of, from, to)
        return
      case 'iterate':
        for (const of of this.run(node.of, item, scope)) yield* children(of)
        return
      case 'pipe':
        for (const left of this.run(node.left, item, scope)) yield* this.run(node.right, left, scope)
        return
      case 'comma':
        yield* this.run(node.left, item, scope)
        yield* this.run(node.right, item, scope)
        return
      case 'and':
      case 'or':
        for (const left of this.values(node.left, item, scope)) {
          if (isTrue(left) === (node.type === 'or')) yield { value: node.type === 'or' }
          else for (const right of this.values(node.right, item, scope)) yield { value: isTrue(right) }
        }
        return
      case 'alternative':
        yield* this.alternative(node.left, node.right, item, scope)
        return
      case 'binary':
        for (const right of this.values(node.right, item, scope))
          for (const left of this.values(node.left, item, scope)) yield { value: binary(node.operator, left, right) }
        return
      case 'update':
        yield* this.update(node, item, scope)
        return
      case 'negate':
        for (const value of this.values(node.value, item, scope)) {
          if (typeof value !== 'number') throw new JqError(`${described(value)} cannot be negated`)
          yield { value: -value }
        }
        return
      case 'array':
        yield { value: node.inner === undefined ? [] : this.collect(node.inner, item, scope) }
        return
      case 'object':
        yield* this.object(node.entries, 0, [], item, scope)
        return
      case 'if':
        for (const when of this.values(node.when, item, scope)) {
          if (isTrue(when)) yield* this.run(node.then, item, scope)
          else if (node.else === undefined) yield item
          else yield* this.run(node.else, item, scope)
        }
        return
      case 'try':
        yield* this.attempt(node.body, node.catch, item, scope)
        return
      case 'reduce': {
        let value: Json = this.first(node.start, item, scope) ?? null
        for (const part of this.values(node.source, item, scope))
          for (const bound of this.bind(node.as, part, item, scope)) value = this.last(node.step, value, bound)
        yield { value }
        return
      }
      case 'foreach':
        yield* this.foreach(node, item, scope)
        return
      case 'as':
        for (const value of this.values(node.source, item, scope))
          for (const bound of this.bindAny(node.patterns, value, item, scope)) yield* this.run(node.body, item, bound)
        return
      case 'define':
        yield* this.run(node.rest, item, scope.withDefinition(node.name, node.parameters, node.body))
        return
      case 'variable':
        yield { value: this.variable(node.name, scope) }
        return
      case 'call':
        yield* this.call(node.name, node.args, item, scope)
        return
      case 'label': {
        const label = {}
        this.labels.set(node.name, label)
        try {
          yield* this.run(node.body, item, scope)
        } catch (error) {
          if (!(error instanceof Break) || error.label !== label) throw error
        }
        return
      }
      case 'break':
        throw new Break(this.labels.get(node.name) ?? {})
    }
  }

  /** The results without where they came from. */
  *values(node: JqNode, { value }: JqItem, scope: Scope): Generator<Json, void, void> {
    for (const result of this.run(node, { value }, scope)) yield result.value
  }

  collect(node: JqNode, item: JqItem, scope: Scope): Json[] {
    return [...this.values(node, item, scope)]
  }

  /** The paths that an expression leads to, each before the next is looked for. */
  *paths(node: JqNode, value: Json, scope: Scope): Generator<Path, void, void> {
    for (const { path, value: found } of this.run(node, { value, path: [] }, scope)) {
      if (path === undefined)
        throw new JqError(`Invalid path expression with result ${described(found).replace(/^\w+ \((.*)\)$/, '$1')}`)
      yield path
    }
  }

  count(): void {
    this.steps += 1
    if (this.steps > MAX_STEPS) throw new ToolError('this program takes too many steps: does it never end?')
  }

  private readonly labels = new Map<string, object>()

  private first(node: JqNode, item: JqItem, scope: Scope): Json | undefined {
    for (const value of this.values(node, item, scope)) return value
    return undefined
  }

  private last(node: JqNode, value: Json, scope: Scope): Json {
    let last: Json = null
    for (const result of this.values(node, { value }, scope)) last = result
    return last
  }

  private *recurse(item: JqItem): JqRun {
    this.count()
    yield item
    if (typeof item.value === 'object' && item.value !== null)
      for (const child of children(item)) yield* this.recurse(child)
  }

  private *text(parts: readonly (string | JqNode)[], format: string | undefined, item: JqItem, scope: Scope): JqRun {
    const write = function* (this: JqMachine, index: number, before: string): Generator<string, void, void> {
      const part = parts[index]
      if (part === undefined) yield before
      else if (typeof part === 'string') yield* write.call(this, index + 1, before + part)
      else
        for (const value of this.values(part, item, scope))
          yield* write.call(this, index + 1, before + formatText(format ?? 'text', value))
    }
    for (const value of write.call(this, 0, '')) yield { value }
  }

  private *alternative(left: JqNode, right: JqNode, item: JqItem, scope: Scope): JqRun {
    let any = false
    try {
      for (const result of this.run(left, item, scope)) {
        if (!isTrue(result.value)) continue
        any = true
        yield result
      }
    } catch (error) {
      if (!(error instanceof JqError)) throw error
    }
    if (!any) yield* this.run(right, item, scope)
  }

  private *attempt(body: JqNode, handler: JqNode | undefined, item: JqItem, scope: Scope): JqRun {
    try {
      yield* this.run(body, item, scope)
    } catch (error) {
      if (!(error instanceof JqError)) throw error
      if (handler !== undefined) yield* this.run(handler, { value: error.value }, scope)
    }
  }

  private *update({ operator, left, right }: Extract<JqNode, { type: 'update' }>, item: JqItem, scope: Scope): JqRun {
    const { value } = item
    if (operator === '|=') {
      let result = value
      const removed: Path[] = []
      for (const path of [...this.paths(left, value, scope)]) {
        const next = this.first(right, { value: valueAt(result, path) }, scope)
        if (next === undefined) removed.push(path)
        else result = withValueAt(result, path, next)
      }
      yield { value: deletePaths(result, removed) }
      return
    }
    for (const given of this.values(right, item, scope)) {
      let result = value
      for (const path of [...this.paths(left, value, scope)]) {
        const present = valueAt(result, path)
        const next =
          operator === '='
            ? given
            : operator === '//='
              ? isTrue(present)
                ? present
                : given
              : binary(operator.slice(0, -1), present, given)
        result = withValueAt(result, path, next)
      }
      yield { value: result }
    }
  }

  private *object(
    entries: readonly { readonly key: JqNode; readonly value: JqNode }[],
    index: number,
    made: readonly (readonly [string, Json])[],
    item: JqItem,
    scope: Scope,
  ): JqRun {
    const entry = entries[index]
    if (entry === undefined) {
      yield { value: Object.fromEntries(made) }
      return
    }
    for (const key of this.values(entry.key, item, scope)) {
      if (typeof key !== 'string') throw new JqError(`Object keys must be strings`)
      for (const value of this.values(entry.value, item, scope))
        yield* this.object(entries, index + 1, [...made, [key, value]], item, scope)
    }
  }

  private *foreach(node: Extract<JqNode, { type: 'foreach' }>, item: JqItem, scope: Scope): JqRun {
    for (const start of this.values(node.start, item, scope)) {
      let state = start
      for (const part of this.values(node.source, item, scope)) {
        for (const bound of this.bind(node.as, part, item, scope)) {
          for (const next of this.values(node.step, { value: state }, bound)) {
            state = next
            if (node.out === undefined) yield { value: next }
            else yield* this.run(node.out, { value: next }, bound)
          }
        }
      }
    }
  }

  private *bindAny(
    patterns: readonly JqPattern[],
    value: Json,
    item: JqItem,
    scope: Scope,
  ): Generator<Scope, void, void> {
    for (const [index, pattern] of patterns.entries()) {
      try {
        yield* this.bind(pattern, value, item, scope)
        return
      } catch (error) {
        if (!(error instanceof JqError) || index === patterns.length - 1) throw error
      }
    }
  }

  private *bind(pattern: JqPattern, value: Json, item: JqItem, scope: Scope): Generator<Scope, void, void> {
    if (pattern.type === 'variable') {
      yield scope.withVariable(pattern.name, value)
      return
    }
    const parts: { pattern: JqPattern; value: Json; variable?: string }[] = []
    if (pattern.type === 'array') {
      if (value !== null && !isArray(value)) throw new JqError(`Cannot index ${typeOf(value)} with number`)
      for (const [i, each] of pattern.items.entries())
        parts.push({ pattern: each, value: isArray(value) ? (value[i] ?? null) : null })
    } else {
      for (const { key, variable, pattern: inner } of pattern.entries) {
        const name = this.first(key, item, scope) ?? null
        const found = indexed({ value }, name).value
        if (variable !== undefined) parts.push({ pattern: { type: 'variable', name: variable }, value: found })
        if (inner !== undefined) parts.push({ pattern: inner, value: found })
      }
    }
    yield* this.bindParts(parts, 0, item, scope)
  }

  private *bindParts(
    parts: readonly { pattern: JqPattern; value: Json }[],
    index: number,
    item: JqItem,
    scope: Scope,
  ): Generator<Scope, void, void> {
    const part = parts[index]
    if (part === undefined) yield scope
    else
      for (const bound of this.bind(part.pattern, part.value, item, scope))
        yield* this.bindParts(parts, index + 1, item, bound)
  }

  private variable(name: string, scope: Scope): Json {
    if (name === '__loc__') return { file: '<top-level>', line: 1 }
    const value = scope.variableOf(name)
    if (value === undefined) throw new ToolError(`error: $${name} is not defined at <top-level>, line 1`)
    return value
  }

  private *call(name: string, args: readonly JqNode[], item: JqItem, scope: Scope): JqRun {
    const closure = scope.closureOf(`${name}/${args.length}`)
    if (closure !== undefined) {
      yield* this.apply(closure, args, item, scope, `${name}/${args.length}`)
      return
    }
    const native = Object.hasOwn(JQ_FUNCTIONS, `${name}/${args.length}`)
      ? JQ_FUNCTIONS[`${name}/${args.length}`]
      : undefined
    if (native === undefined) throw new ToolError(`error: ${name}/${args.length} is not defined at <top-level>, line 1`)
    yield* native(this, item, args, scope)
  }

  private *apply(closure: Closure, args: readonly JqNode[], item: JqItem, caller: Scope, name: string): JqRun {
    let scopes: Scope[] = [closure.scope]
    for (const [index, parameter] of closure.parameters.entries()) {
      const arg = args[index]
      if (arg === undefined) throw new ToolError(`error: ${name} is not defined`)
      if (parameter.startsWith('$')) {
        const values = this.collect(arg, item, caller)
        scopes = scopes.flatMap(scope => values.map(value => scope.withVariable(parameter.slice(1), value)))
      } else
        scopes = scopes.map(scope => scope.withFunction(`${parameter}/0`, { parameters: [], body: arg, scope: caller }))
    }
    for (const scope of scopes) yield* this.run(closure.body, item, scope)
  }
}
