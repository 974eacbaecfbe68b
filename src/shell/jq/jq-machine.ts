import { ToolError } from '../tool-error'
import { binary } from './jq-arithmetic'
import { assign } from './jq-assignment'
import { bind, bindAny } from './jq-destructuring'
import type { JqEvaluator } from './jq-evaluator'
import { formatText } from './jq-formats'
import { JQ_FUNCTIONS } from './jq-functions'
import type { JqItem, JqRun, Path } from './jq-item'
import { children, indexed, sliced } from './jq-paths'
import type { Closure, JqScope } from './jq-scope'
import type { JqNode } from './jq-syntax'
import { described, isTrue, JqError, type Json } from './json-values'

/** `break $name`, on its way out. */
class Break {
  constructor(readonly label: object) {}
}

const MAX_STEPS = 2_000_000

/** Runs a program on one value after another. Every result counts: what makes too many is stopped. */
export class JqMachine implements JqEvaluator {
  private steps = 0

  constructor(
    readonly inputs: () => Json | undefined,
    readonly now: number,
  ) {}

  /** Throws JqError, ToolError. */
  *run(node: JqNode, item: JqItem, scope: JqScope): JqRun {
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
        yield* assign(this, node, item, scope)
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
          for (const bound of bind(this, node.as, part, item, scope)) value = this.last(node.step, value, bound)
        yield { value }
        return
      }
      case 'foreach':
        yield* this.foreach(node, item, scope)
        return
      case 'as':
        for (const value of this.values(node.source, item, scope))
          for (const bound of bindAny(this, node.patterns, value, item, scope)) yield* this.run(node.body, item, bound)
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
  *values(node: JqNode, { value }: JqItem, scope: JqScope): Generator<Json, void, void> {
    for (const result of this.run(node, { value }, scope)) yield result.value
  }

  collect(node: JqNode, item: JqItem, scope: JqScope): Json[] {
    return [...this.values(node, item, scope)]
  }

  /** The paths that an expression leads to, each before the next is looked for. */
  *paths(node: JqNode, value: Json, scope: JqScope): Generator<Path, void, void> {
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

  first(node: JqNode, item: JqItem, scope: JqScope): Json | undefined {
    for (const value of this.values(node, item, scope)) return value
    return undefined
  }

  private last(node: JqNode, value: Json, scope: JqScope): Json {
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

  private *text(parts: readonly (string | JqNode)[], format: string | undefined, item: JqItem, scope: JqScope): JqRun {
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

  private *alternative(left: JqNode, right: JqNode, item: JqItem, scope: JqScope): JqRun {
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

  private *attempt(body: JqNode, handler: JqNode | undefined, item: JqItem, scope: JqScope): JqRun {
    try {
      yield* this.run(body, item, scope)
    } catch (error) {
      if (!(error instanceof JqError)) throw error
      if (handler !== undefined) yield* this.run(handler, { value: error.value }, scope)
    }
  }

  private *object(
    entries: readonly { readonly key: JqNode; readonly value: JqNode }[],
    index: number,
    made: readonly (readonly [string, Json])[],
    item: JqItem,
    scope: JqScope,
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

  private *foreach(node: Extract<JqNode, { type: 'foreach' }>, item: JqItem, scope: JqScope): JqRun {
    for (const start of this.values(node.start, item, scope)) {
      let state = start
      for (const part of this.values(node.source, item, scope)) {
        for (const bound of bind(this, node.as, part, item, scope)) {
          for (const next of this.values(node.step, { value: state }, bound)) {
            state = next
            if (node.out === undefined) yield { value: next }
            else yield* this.run(node.out, { value: next }, bound)
          }
        }
      }
    }
  }

  private variable(name: string, scope: JqScope): Json {
    if (name === '__loc__') return { file: '<top-level>', line: 1 }
    const value = scope.variableOf(name)
    if (value === undefined) throw new ToolError(`error: $${name} is not defined at <top-level>, line 1`)
    return value
  }

  private *call(name: string, args: readonly JqNode[], item: JqItem, scope: JqScope): JqRun {
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

  private *apply(closure: Closure, args: readonly JqNode[], item: JqItem, caller: JqScope, name: string): JqRun {
    let scopes: JqScope[] = [closure.scope]
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
