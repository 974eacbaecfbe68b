import { GoNumber } from './go-number'
import type { Token } from './template-lexer'
import { goQuoted, isKeyword, type TemplateTokens } from './template-tokens'
import type { Command, Operand, Pipeline } from './template-tree'

/** Reads the values of actions: `$x := .items | len`. Keeps the variables that are seen at a place. */
// Models text/template/parse/parse.go pipeline, command, operand, term
export class PipelineParser {
  private variables: string[] = ['$']

  constructor(
    private readonly tokens: TemplateTokens,
    private readonly functions: ReadonlySet<string>,
  ) {}

  /** Variables that are declared meanwhile are not seen behind it. */
  inScope<T>(read: () => T): T {
    const { length } = this.variables
    const result = read()
    this.variables.length = length
    return result
  }

  /** As `inScope`; variables from around it are not seen inside either. */
  inOwnScope<T>(read: () => T): T {
    const { variables } = this
    this.variables = ['$']
    const result = read()
    this.variables = variables
    return result
  }

  /** Reads up to the end of the action, or to the bracket; `context` is how messages call the place. Throws TemplateSyntaxError. */
  pipeline(context: string, end: 'close' | ')' = 'close'): Pipeline {
    const first = this.tokens.peekMeaningful
    const { declares, assigns } = this.declarations(context)
    const commands: Command[] = []
    for (;;) {
      const token = this.tokens.peekMeaningful
      const isEnd = end === 'close' ? token.type === 'close' : token.text === ')' && token.type === 'symbol'
      if (isEnd) {
        this.tokens.nextMeaningful()
        if (commands.length === 0) throw this.tokens.error(`missing value for ${context}`)
        return { declares, assigns, commands, at: first.at, text: this.tokens.text.slice(first.at, token.at).trim() }
      }
      commands.push(this.command(context))
    }
  }

  private declarations(context: string): Pick<Pipeline, 'declares' | 'assigns'> {
    const names: string[] = []
    const goBack = this.tokens.placeToReturn()
    for (;;) {
      const token = this.tokens.peekMeaningful
      if (token.type !== 'variable') break
      this.tokens.nextMeaningful()
      const after = this.tokens.peekMeaningful
      if (after.type === 'symbol' && (after.text === ':=' || after.text === '=')) {
        this.tokens.nextMeaningful()
        names.push(token.text)
        if (after.text === ':=') this.variables.push(...names)
        return { declares: names, assigns: after.text === '=' }
      }
      if (after.text !== ',' || context !== 'range' || names.length > 0) break
      this.tokens.nextMeaningful()
      names.push(token.text)
    }
    goBack()
    return { declares: [], assigns: false }
  }

  private command(context: string): Command {
    const operands: Operand[] = []
    const start = this.tokens.peekMeaningful.at
    for (;;) {
      operands.push(this.operand(context))
      const isApart = this.tokens.peek.type === 'space'
      const following = this.tokens.peekMeaningful
      const isLast = following.type === 'close' || following.text === ')'
      if (isApart && !isLast && following.text !== '|') continue
      const text = this.tokens.text.slice(start, following.at).trim()
      if (following.type === 'symbol' && following.text === '|') {
        this.tokens.nextMeaningful()
        const after = this.tokens.peekMeaningful
        if (after.type === 'close' || after.text === ')') throw this.tokens.error(`missing value for ${context}`)
        return { operands, at: start, text }
      }
      if (isLast) return { operands, at: start, text }
      throw this.tokens.unexpected(following, 'operand')
    }
  }

  private operand(context: string): Operand {
    const term = this.term(context)
    const { type, at } = this.tokens.peek
    if (type !== 'field') return term
    const names: string[] = []
    while (this.tokens.peek.type === 'field') names.push(this.tokens.next().text.slice(1))
    const place = { at, text: `${term.text}.${names.join('.')}` }
    if (term.type === 'fields' || term.type === 'variable' || term.type === 'chain')
      return { ...term, ...place, names: [...term.names, ...names] }
    throw this.tokens.error(`unexpected . after term ${goQuoted(term.text)}`)
  }

  private term(context: string): Operand {
    const token = this.tokens.nextMeaningful()
    const place = { at: token.at, text: token.text }
    switch (token.type) {
      case 'field':
        return { ...place, type: 'fields', names: [token.text.slice(1)] }
      case 'variable':
        if (!this.variables.includes(token.text)) throw this.tokens.error(`undefined variable ${goQuoted(token.text)}`)
        return { ...place, type: 'variable', name: token.text, names: [] }
      case 'string':
        return { ...place, type: 'value', value: stringValue(token.text) }
      case 'number':
        return { ...place, type: 'value', value: this.numberValue(token) }
      case 'word':
        if (token.text === 'true' || token.text === 'false')
          return { ...place, type: 'value', value: token.text === 'true' }
        if (token.text === 'nil') return { ...place, type: 'nil' }
        if (isKeyword(token.text)) throw this.tokens.unexpected(token, context)
        if (!this.functions.has(token.text)) throw this.tokens.error(`function ${goQuoted(token.text)} not defined`)
        return { ...place, type: 'function', name: token.text }
      case 'symbol':
        if (token.text === '.') return { ...place, type: 'dot' }
        if (token.text === '(') {
          const pipeline = this.pipeline('parenthesized pipeline', ')')
          return { ...place, type: 'chain', pipeline, names: [], text: `(${pipeline.text})` }
        }
        throw this.tokens.unexpected(token, context)
      default:
        throw this.tokens.unexpected(token, context)
    }
  }

  private numberValue(token: Token): GoNumber {
    const following = this.tokens.peek
    if (following.type === 'word')
      throw this.tokens.error(`bad number syntax: ${goQuoted(token.text + following.text)}`)
    const value = Number(token.text.replaceAll('_', ''))
    return new GoNumber(value, /[.eE]/.test(token.text) && !/^0[xX]/.test(token.text) ? 'float64' : 'int')
  }
}

function stringValue(text: string): unknown {
  if (text.startsWith('`')) return text.slice(1, -1)
  if (text.startsWith("'")) return new GoNumber(text.codePointAt(1) ?? 0, 'int')
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text.slice(1, -1)
  }
}
