import { GoNumber } from './go-number'
import { TemplateSyntaxError, type Token, tokensOf } from './template-lexer'
import type { Block, Command, Operand, Pipeline, Template, TemplateNode } from './template-tree'

/** Reads a template. Throws TemplateSyntaxError with Go's words. */
// Models text/template/parse/parse.go
export function parseTemplate(text: string, functions: ReadonlySet<string>): Template {
  return new Parser(text, functions).template()
}

/** What ends a list of nodes besides the end of the template. */
type Stop = 'end' | 'else' | undefined

const KEYWORDS: ReadonlySet<string> = new Set(
  'block break continue define else end if range nil template with'.split(' '),
)

class Parser {
  private readonly tokens: readonly Token[]
  private position = 0
  private ranges = 0
  private variables: string[] = ['$']
  private readonly defined = new Map<string, readonly TemplateNode[]>()

  constructor(
    private readonly text: string,
    private readonly functions: ReadonlySet<string>,
  ) {
    this.tokens = tokensOf(text)
  }

  template(): Template {
    const { nodes, stop } = this.nodes()
    if (stop !== undefined) throw this.error(`unexpected {{${stop}}}`)
    return { nodes, defined: this.defined }
  }

  private nodes(): { readonly nodes: readonly TemplateNode[]; readonly stop: Stop } {
    const nodes: TemplateNode[] = []
    for (;;) {
      const token = this.next()
      if (token.type === 'end') return { nodes, stop: undefined }
      if (token.type === 'text') {
        nodes.push({ type: 'text', text: token.text })
        continue
      }
      const stop = this.action(nodes)
      if (stop !== undefined) return { nodes, stop }
    }
  }

  private action(nodes: TemplateNode[]): Stop {
    const word = this.peekMeaningful()
    if (word.type === 'word') {
      switch (word.text) {
        case 'end':
          this.nextMeaningful()
          this.close('end')
          return 'end'
        case 'else':
          this.nextMeaningful()
          return 'else'
        case 'if':
        case 'with':
        case 'range':
          this.nextMeaningful()
          nodes.push(this.block(word.text))
          return undefined
        case 'break':
        case 'continue':
          this.nextMeaningful()
          this.close(`{{${word.text}}}`)
          if (this.ranges === 0) throw this.error(`{{${word.text}}} outside {{range}}`)
          nodes.push({ type: 'jump', to: word.text })
          return undefined
        case 'define':
        case 'block':
          this.nextMeaningful()
          this.definition(word.text, nodes)
          return undefined
        case 'template':
          this.nextMeaningful()
          nodes.push(this.templateCall(word.at))
          return undefined
        default:
      }
    }
    const pipeline = this.pipeline('command', 'close')
    nodes.push({ type: 'print', pipeline })
    return undefined
  }

  private block(type: Block['type']): Block {
    const scope = this.variables.length
    const pipeline = this.pipeline(type, 'close')
    if (type === 'range') this.ranges += 1
    const body = this.nodes()
    if (type === 'range') this.ranges -= 1
    let otherwise: readonly TemplateNode[] = []
    if (body.stop === 'else') otherwise = this.otherwise(type)
    else if (body.stop === undefined) throw this.error('unexpected EOF')
    this.variables.length = scope
    return { type, pipeline, body: body.nodes, otherwise }
  }

  /** `{{else}}`, or `{{else if …}}`, which needs no end of its own. */
  private otherwise(type: Block['type']): readonly TemplateNode[] {
    const word = this.peekMeaningful()
    if ((word.text === 'if' && type !== 'range') || (word.text === 'with' && type === 'with')) {
      this.nextMeaningful()
      return [this.block(word.text as 'if' | 'with')]
    }
    this.close('else')
    const { nodes, stop } = this.nodes()
    if (stop === 'else') throw this.error('expected end; found {{else}}')
    if (stop === undefined) throw this.error('unexpected EOF')
    return nodes
  }

  private definition(word: 'define' | 'block', nodes: TemplateNode[]): void {
    const token = this.nextMeaningful()
    if (token.type !== 'string') throw this.unexpected(token, `${word} clause`)
    const name = String(JSON.parse(token.text))
    const pipeline = word === 'block' ? this.pipeline('block clause', 'close') : undefined
    if (word === 'define') this.close('define clause')
    const variables = this.variables
    this.variables = ['$']
    const { nodes: body, stop } = this.nodes()
    if (stop !== 'end')
      throw this.error(stop === undefined ? 'unexpected EOF' : `unexpected {{${stop}}} in ${word} clause`)
    this.variables = variables
    this.defined.set(name, body)
    if (word === 'block') nodes.push({ type: 'template', name, pipeline, at: token.at })
  }

  private templateCall(at: number): TemplateNode {
    const token = this.nextMeaningful()
    if (token.type !== 'string') throw this.unexpected(token, 'template clause')
    const name = String(JSON.parse(token.text))
    if (this.peekMeaningful().type === 'close') {
      this.nextMeaningful()
      return { type: 'template', name, pipeline: undefined, at }
    }
    return { type: 'template', name, pipeline: this.pipeline('template clause', 'close'), at }
  }

  private pipeline(context: string, end: 'close' | ')'): Pipeline {
    const first = this.peekMeaningful()
    const { declares, assigns } = this.declarations(context)
    const commands: Command[] = []
    for (;;) {
      const token = this.peekMeaningful()
      const isEnd = end === 'close' ? token.type === 'close' : token.text === ')' && token.type === 'symbol'
      if (isEnd) {
        this.nextMeaningful()
        if (commands.length === 0) throw this.error(`missing value for ${context}`)
        return { declares, assigns, commands, at: first.at, text: this.text.slice(first.at, token.at).trim() }
      }
      commands.push(this.command(context))
    }
  }

  private declarations(context: string): { declares: readonly string[]; assigns: boolean } {
    const names: string[] = []
    const start = this.position
    for (;;) {
      const token = this.peekMeaningful()
      if (token.type !== 'variable') break
      this.nextMeaningful()
      const after = this.peekMeaningful()
      if (after.type === 'symbol' && (after.text === ':=' || after.text === '=')) {
        this.nextMeaningful()
        names.push(token.text)
        if (after.text === ':=') this.variables.push(...names)
        return { declares: names, assigns: after.text === '=' }
      }
      if (after.text !== ',' || context !== 'range' || names.length > 0) break
      this.nextMeaningful()
      names.push(token.text)
    }
    this.position = start
    return { declares: [], assigns: false }
  }

  private command(context: string): Command {
    const operands: Operand[] = []
    const start = this.peekMeaningful().at
    for (;;) {
      operands.push(this.operand(context))
      const token = this.next()
      if (token.type === 'space') {
        const following = this.peekMeaningful()
        if (following.type !== 'close' && following.text !== ')' && following.text !== '|') continue
      } else this.position -= 1
      const following = this.peekMeaningful()
      const text = this.text.slice(start, following.at).trim()
      if (following.type === 'symbol' && following.text === '|') {
        this.nextMeaningful()
        const after = this.peekMeaningful()
        if (after.type === 'close' || after.text === ')') throw this.error(`missing value for ${context}`)
        return { operands, at: start, text }
      }
      if (following.type === 'close' || following.text === ')') return { operands, at: start, text }
      throw this.unexpected(following, 'operand')
    }
  }

  private operand(context: string): Operand {
    const term = this.term(context)
    const first = this.tokens[this.position]
    if (first?.type !== 'field') return term
    const names: string[] = []
    for (let token = first; token.type === 'field'; token = this.tokens[this.position] ?? { ...token, type: 'end' }) {
      names.push(token.text.slice(1))
      this.position += 1
    }
    const place = { at: first.at, text: `${term.text}.${names.join('.')}` }
    if (term.type === 'fields' || term.type === 'variable' || term.type === 'chain')
      return { ...term, ...place, names: [...term.names, ...names] }
    throw this.error(`unexpected . after term ${goQuoted(term.text)}`)
  }

  private term(context: string): Operand {
    const token = this.nextMeaningful()
    const place = { at: token.at, text: token.text }
    switch (token.type) {
      case 'field':
        return { ...place, type: 'fields', names: [token.text.slice(1)] }
      case 'variable':
        if (!this.variables.includes(token.text)) throw this.error(`undefined variable ${goQuoted(token.text)}`)
        return { ...place, type: 'variable', name: token.text, names: [] }
      case 'string':
        return { ...place, type: 'value', value: stringValue(token.text) }
      case 'number':
        return { ...place, type: 'value', value: this.numberValue(token) }
      case 'word':
        if (token.text === 'true' || token.text === 'false')
          return { ...place, type: 'value', value: token.text === 'true' }
        if (token.text === 'nil') return { ...place, type: 'nil' }
        if (KEYWORDS.has(token.text)) throw this.unexpected(token, context)
        if (!this.functions.has(token.text)) throw this.error(`function ${goQuoted(token.text)} not defined`)
        return { ...place, type: 'function', name: token.text }
      case 'symbol':
        if (token.text === '.') return { ...place, type: 'dot' }
        if (token.text === '(') {
          const pipeline = this.pipeline('parenthesized pipeline', ')')
          return { ...place, type: 'chain', pipeline, names: [], text: `(${pipeline.text})` }
        }
        throw this.unexpected(token, context)
      default:
        throw this.unexpected(token, context)
    }
  }

  private numberValue(token: Token): GoNumber {
    const following = this.tokens[this.position]
    if (following?.type === 'word') throw this.error(`bad number syntax: ${goQuoted(token.text + following.text)}`)
    const value = Number(token.text.replaceAll('_', ''))
    return new GoNumber(value, /[.eE]/.test(token.text) && !/^0[xX]/.test(token.text) ? 'float64' : 'int')
  }

  private close(context: string): void {
    const token = this.nextMeaningful()
    if (token.type !== 'close') throw this.unexpected(token, context)
  }

  private next(): Token {
    const token = this.tokens[this.position] ?? { type: 'end', text: '', at: this.text.length }
    this.position += 1
    return token
  }

  private nextMeaningful(): Token {
    let token = this.next()
    while (token.type === 'space') token = this.next()
    return token
  }

  private peekMeaningful(): Token {
    const { position } = this
    const token = this.nextMeaningful()
    this.position = position
    return token
  }

  private unexpected(token: Token, context: string): TemplateSyntaxError {
    return this.error(`unexpected ${tokenText(token)} in ${context}`)
  }

  private error(message: string): TemplateSyntaxError {
    return new TemplateSyntaxError(message, this.tokens[this.position - 1]?.at ?? 0)
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

const goQuoted = (text: string) => JSON.stringify(text)

// Models text/template/parse/lex.go item.String
function tokenText({ type, text }: Token): string {
  if (type === 'end') return 'EOF'
  if (type === 'word' && KEYWORDS.has(text)) return `<${text}>`
  return text.length > 10 ? `${goQuoted(text.slice(0, 10))}...` : goQuoted(text)
}
