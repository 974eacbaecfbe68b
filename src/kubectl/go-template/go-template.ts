import { goText } from './go-format'
import { GoNumber, goTypeOf, isMap, numberOf } from './go-number'
import { ARGUMENT_COUNTS, isTrue, TEMPLATE_FUNCTIONS, TemplateCallError } from './template-functions'
import { TemplateSyntaxError } from './template-lexer'
import { parseTemplate } from './template-parser'
import type { Block, Command, Operand, Pipeline, Template, TemplateNode } from './template-tree'

/** A template that cannot be read or carried out, in Go's words. */
export class TemplateError extends Error {
  constructor(
    message: string,
    /** What was printed before. */
    readonly printed = '',
  ) {
    super(message)
  }
}

const FUNCTION_NAMES: ReadonlySet<string> = new Set([...TEMPLATE_FUNCTIONS.keys(), 'and', 'or'])
/** A template can call itself, and ranges can stand in ranges: so much work and text, and no more. */
const MOST_STEPS = 1_000_000
const MOST_DEPTH = 200
const MOST_TEXT = 10_000_000

/** Go's text/template as kubectl offers it. */
// Models text/template/exec.go
export class GoTemplate {
  private readonly template: Template

  /** Throws TemplateError. `strict`: a key that is missing is an error. */
  constructor(
    private readonly text: string,
    private readonly strict = false,
  ) {
    try {
      this.template = parseTemplate(text, FUNCTION_NAMES)
    } catch (error) {
      if (!(error instanceof TemplateSyntaxError)) throw error
      const line = text.slice(0, error.at).split('\n').length
      throw new TemplateError(`template: output:${line}: ${error.message}`)
    }
  }

  /** The text for `data`. Throws TemplateError. */
  print(data: unknown): string {
    const run = new TemplateRun(this.template, this.text, this.strict)
    try {
      run.walk(this.template.nodes, data, new Map([['$', { value: data }]]))
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error
      throw new TemplateError(error.message, run.output)
    }
    return run.output
  }
}

/** A variable can be changed by inner blocks. */
type Variables = Map<string, { value: unknown }>
type Jump = 'break' | 'continue' | undefined

class TemplateRun {
  output = ''
  private steps = 0
  private depth = 0

  constructor(
    private readonly template: Template,
    private readonly text: string,
    private readonly strict: boolean,
  ) {}

  walk(nodes: readonly TemplateNode[], dot: unknown, variables: Variables): Jump {
    for (const node of nodes) {
      const jump = this.step(node, dot, variables)
      if (jump !== undefined) return jump
    }
    return undefined
  }

  private step(node: TemplateNode, dot: unknown, variables: Variables): Jump {
    this.steps += 1
    if (this.steps > MOST_STEPS || this.output.length > MOST_TEXT)
      throw new TemplateError('template: output: the template prints too much')
    switch (node.type) {
      case 'text':
        this.output += node.text
        return undefined
      case 'jump':
        return node.to
      case 'print': {
        const value = this.evaluate(node.pipeline, dot, variables)
        if (node.pipeline.declares.length === 0) this.output += value === undefined ? '<no value>' : goText(value)
        return undefined
      }
      case 'template':
        this.call(node, dot, variables)
        return undefined
      case 'range':
        return this.range(node, dot, variables)
      default: {
        const inner = new Map(variables)
        const value = this.evaluate(node.pipeline, dot, inner)
        if (!isTrue(value)) return this.walk(node.otherwise, dot, inner)
        return this.walk(node.body, node.type === 'with' ? value : dot, inner)
      }
    }
  }

  private call(node: TemplateNode & { readonly type: 'template' }, dot: unknown, variables: Variables): void {
    const nodes = this.template.defined.get(node.name)
    const place = { at: node.at, text: `{{template ${JSON.stringify(node.name)}}}` }
    if (nodes === undefined) throw this.failure(place, `template ${JSON.stringify(node.name)} not defined`)
    const data = node.pipeline === undefined ? undefined : this.evaluate(node.pipeline, dot, variables)
    this.depth += 1
    if (this.depth > MOST_DEPTH) throw this.failure(place, 'exceeded maximum template depth (100000)')
    this.walk(nodes, data, new Map([['$', { value: data }]]))
    this.depth -= 1
  }

  private range(node: Block, dot: unknown, variables: Variables): Jump {
    const { pipeline } = node
    const value = this.evaluate({ ...pipeline, declares: [] }, dot, variables)
    const entries = this.entriesOf(value, pipeline)
    if (entries.length === 0) return this.walk(node.otherwise, dot, new Map(variables))
    for (const [key, item] of entries) {
      const inner = pipeline.assigns ? variables : new Map(variables)
      const names = pipeline.declares
      const values = names.length > 1 ? [key, item] : [item]
      for (const [index, name] of names.entries()) this.assign(inner, name, values[index], pipeline.assigns)
      if (this.walk(node.body, item, new Map(inner)) === 'break') break
    }
    return undefined
  }

  private entriesOf(value: unknown, pipeline: Pipeline): readonly (readonly [unknown, unknown])[] {
    if (Array.isArray(value)) return value.map((item: unknown, index) => [new GoNumber(index, 'int'), item])
    const number = numberOf(value)
    if (number !== undefined && goTypeOf(value) !== 'float64')
      return Array.from({ length: Math.min(Math.max(0, number), MOST_STEPS) }, (_, index) => {
        const counted = new GoNumber(index, 'int')
        return [counted, counted]
      })
    if (isMap(value)) return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    if (value === undefined || value === null) return []
    throw this.failure(pipeline, `range can't iterate over ${goText(value)}`)
  }

  private evaluate(pipeline: Pipeline, dot: unknown, variables: Variables): unknown {
    let value: unknown
    for (const [index, command] of pipeline.commands.entries()) {
      value = this.command(command, dot, variables, index === 0 ? [] : [value])
    }
    for (const name of pipeline.declares) this.assign(variables, name, value, pipeline.assigns)
    return value
  }

  private assign(variables: Variables, name: string, value: unknown, existing: boolean): void {
    const variable = variables.get(name)
    if (existing && variable !== undefined) variable.value = value
    else variables.set(name, { value })
  }

  /** `piped` holds what the command before it gave, if there was one. */
  private command(command: Command, dot: unknown, variables: Variables, piped: readonly unknown[]): unknown {
    const [first, ...rest] = command.operands
    if (first === undefined) return undefined
    if (first.type === 'function') return this.callFunction(first.name, command, rest, dot, variables, piped)
    if (rest.length > 0 || piped.length > 0) {
      if (first.type === 'value' || first.type === 'nil' || first.type === 'dot')
        throw this.failure(first, `can't give argument to non-function ${first.text}`)
      const name = first.type === 'fields' || first.type === 'variable' ? first.names.at(-1) : undefined
      if (name !== undefined) throw this.failure(first, `${name} is not a method but has arguments`)
      throw this.failure(first, `can't give argument to non-function ${first.text}`)
    }
    if (first.type === 'nil') throw this.failure(first, 'nil is not a command')
    return this.value(first, dot, variables)
  }

  private callFunction(
    name: string,
    command: Command,
    operands: readonly Operand[],
    dot: unknown,
    variables: Variables,
    piped: readonly unknown[],
  ): unknown {
    const count = operands.length + piped.length
    const [least, most] = ARGUMENT_COUNTS.get(name) ?? [0, Number.POSITIVE_INFINITY]
    if (count < least || count > most) {
      const wanted = most === Number.POSITIVE_INFINITY ? `at least ${least}` : String(least)
      throw this.failure(command, `wrong number of args for ${name}: want ${wanted} got ${count}`)
    }
    if (name === 'and' || name === 'or') {
      let value: unknown
      for (const operand of operands) {
        value = this.value(operand, dot, variables)
        if (isTrue(value) === (name === 'or')) return value
      }
      return piped.length > 0 ? piped[0] : value
    }
    const values = [...operands.map(operand => this.value(operand, dot, variables)), ...piped]
    try {
      return TEMPLATE_FUNCTIONS.get(name)?.(values)
    } catch (error) {
      if (!(error instanceof TemplateCallError)) throw error
      throw this.failure(command, `error calling ${name}: ${error.message}`)
    }
  }

  private value(operand: Operand, dot: unknown, variables: Variables): unknown {
    switch (operand.type) {
      case 'dot':
        return dot
      case 'nil':
        return undefined
      case 'value':
        return operand.value
      case 'fields':
        return this.fields(operand, dot, operand.names)
      case 'variable':
        return this.fields(operand, variables.get(operand.name)?.value, operand.names)
      case 'chain':
        return this.fields(operand, this.evaluate(operand.pipeline, dot, variables), operand.names)
      case 'function':
        return this.callFunction(
          operand.name,
          { operands: [operand], at: operand.at, text: operand.text },
          [],
          dot,
          variables,
          [],
        )
    }
  }

  private fields(operand: Operand, from: unknown, names: readonly string[]): unknown {
    let value = from
    for (const name of names) {
      if (value === undefined) return undefined
      if (value === null) throw this.failure(operand, `nil pointer evaluating interface {}.${name}`)
      if (!isMap(value)) throw this.failure(operand, `can't evaluate field ${name} in type ${fieldTypeOf(value)}`)
      const has = Object.hasOwn(value, name)
      if (this.strict && !has) throw this.failure(operand, `map has no entry for key ${JSON.stringify(name)}`)
      value = has ? value[name] : undefined
    }
    return value
  }

  private failure({ at, text }: { readonly at: number; readonly text: string }, message: string): TemplateError {
    const before = this.text.slice(0, at)
    const place = `${before.split('\n').length}:${at - before.lastIndexOf('\n') - 1}`
    return new TemplateError(`template: output:${place}: executing "output" at <${text}>: ${message}`)
  }
}

/** What stands in the object is an interface to Go, whatever is in it. */
const fieldTypeOf = (value: unknown) => (value instanceof GoNumber ? goTypeOf(value) : 'interface {}')
