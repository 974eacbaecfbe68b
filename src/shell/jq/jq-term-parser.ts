import { readPattern } from './jq-pattern-parser'
import type { JqNode, JqPattern, JqToken } from './jq-syntax'
import type { JqTokens } from './jq-tokens'

/** `.`: the input as it is. */
export const IDENTITY: JqNode = { type: 'identity' }

/** What can stand inside a term and is more than a term; each throws JqSyntaxError. */
export interface JqExpressions {
  /** A whole expression, as between brackets. */
  pipe(): JqNode
  /** What stands behind `def`, and the expression that it is for. */
  definition(): JqNode
  /** `//` and the assignments, which bind to the right and weaker than `or`; no `,` and no `|`. */
  alternative(): JqNode
  /** A program in a quoted text: `\(…)`. */
  programInText(program: string): JqNode
}

/** Names that are no functions. */
const KEYWORDS = new Set('and or then elif else end as catch def reduce foreach try if label import include'.split(' '))

/** Reads the smallest parts of a program: values, paths, calls, and what is between brackets or a keyword and its end. */
export class JqTermParser {
  constructor(
    private readonly tokens: JqTokens,
    private readonly expressions: JqExpressions,
  ) {}

  /** A term, and what stands directly behind it: `.a`, `[0]`, `?`. */
  postfix(): JqNode {
    let node = this.term()
    for (;;) {
      const { peek, peekBehind } = this.tokens
      if (peek.type === 'field') {
        this.tokens.next()
        node = { type: 'index', of: node, key: { type: 'literal', value: peek.text } }
      } else if (this.tokens.isOperator('.') && peekBehind.type === 'text') {
        this.tokens.next()
        node = { type: 'index', of: node, key: this.text(this.tokens.next()) }
      } else if (this.tokens.isOperator('.') && peekBehind.text === '[') this.tokens.next()
      else if (this.tokens.take('[')) node = this.brackets(node)
      else if (this.tokens.take('?')) node = { type: 'try', body: node }
      else return node
    }
  }

  private brackets(of: JqNode): JqNode {
    if (this.tokens.take(']')) return { type: 'iterate', of }
    if (this.tokens.take(':')) {
      const to = this.expressions.pipe()
      this.tokens.expect(']')
      return { type: 'slice', of, to }
    }
    const key = this.expressions.pipe()
    if (!this.tokens.take(':')) {
      this.tokens.expect(']')
      return { type: 'index', of, key }
    }
    if (this.tokens.take(']')) return { type: 'slice', of, from: key }
    const to = this.expressions.pipe()
    this.tokens.expect(']')
    return { type: 'slice', of, from: key, to }
  }

  private term(): JqNode {
    const token = this.tokens.next()
    switch (token.type) {
      case 'field':
        return { type: 'index', of: IDENTITY, key: { type: 'literal', value: token.text } }
      case 'number':
        return { type: 'literal', value: Number(token.text) }
      case 'text':
        return this.text(token)
      case 'format':
        if (this.tokens.peek.type !== 'text') return { type: 'format', format: token.text }
        return this.text(this.tokens.next(), token.text)
      case 'variable':
        return { type: 'variable', name: token.text }
      case 'name':
        return this.named(token.text)
      case 'operator':
        return this.operatorTerm(token)
      default:
        throw this.tokens.unexpected(token)
    }
  }

  private operatorTerm(token: JqToken): JqNode {
    switch (token.text) {
      case '.':
        if (this.tokens.peek.type !== 'text') return IDENTITY
        return { type: 'index', of: IDENTITY, key: this.text(this.tokens.next()) }
      case '..':
        return { type: 'recurse' }
      case '-':
        return { type: 'negate', value: this.postfix() }
      case '(': {
        const inner = this.expressions.pipe()
        this.tokens.expect(')')
        return inner
      }
      case '[': {
        if (this.tokens.take(']')) return { type: 'array' }
        const inner = this.expressions.pipe()
        this.tokens.expect(']')
        return { type: 'array', inner }
      }
      case '{':
        return this.object()
      default:
        throw this.tokens.unexpected(token)
    }
  }

  private named(name: string): JqNode {
    switch (name) {
      case 'if':
        return this.condition()
      case 'try': {
        const body = this.postfix()
        return this.tokens.takeName('catch') ? { type: 'try', body, catch: this.postfix() } : { type: 'try', body }
      }
      case 'reduce':
      case 'foreach':
        return this.fold(name)
      case 'def':
        return this.expressions.definition()
      case 'break':
        return { type: 'break', name: this.tokens.nameOf('variable') }
      case 'null':
        return { type: 'literal', value: null }
      case 'true':
      case 'false':
        return { type: 'literal', value: name === 'true' }
    }
    if (KEYWORDS.has(name)) throw this.tokens.unexpected({ type: 'name', text: name })
    const args: JqNode[] = []
    if (this.tokens.take('(')) {
      do args.push(this.expressions.pipe())
      while (this.tokens.take(';'))
      this.tokens.expect(')')
    }
    return { type: 'call', name, args }
  }

  private condition(): JqNode {
    const when = this.expressions.pipe()
    this.tokens.expectName('then')
    const then = this.expressions.pipe()
    if (this.tokens.takeName('elif')) return { type: 'if', when, then, else: this.condition() }
    if (this.tokens.takeName('end')) return { type: 'if', when, then }
    this.tokens.expectName('else')
    const otherwise = this.expressions.pipe()
    this.tokens.expectName('end')
    return { type: 'if', when, then, else: otherwise }
  }

  private fold(type: 'reduce' | 'foreach'): JqNode {
    const source = this.postfix()
    this.tokens.expectName('as')
    const as = this.pattern()
    this.tokens.expect('(')
    const start = this.expressions.pipe()
    this.tokens.expect(';')
    const step = this.expressions.pipe()
    const out = type === 'foreach' && this.tokens.take(';') ? this.expressions.pipe() : undefined
    this.tokens.expect(')')
    return type === 'reduce'
      ? { type, source, as, start, step }
      : { type, source, as, start, step, ...(out === undefined ? {} : { out }) }
  }

  private object(): JqNode {
    const entries: { key: JqNode; value: JqNode }[] = []
    while (!this.tokens.take('}')) {
      if (entries.length > 0) this.tokens.expect(',')
      entries.push(this.entry())
    }
    return { type: 'object', entries }
  }

  private entry(): { key: JqNode; value: JqNode } {
    const token = this.tokens.next()
    const literal = (value: string): JqNode => ({ type: 'literal', value })
    if (token.type === 'variable') return { key: literal(token.text), value: { type: 'variable', name: token.text } }
    let key: JqNode
    if (token.type === 'operator' && token.text === '(') {
      key = this.expressions.pipe()
      this.tokens.expect(')')
      this.tokens.expect(':')
      return { key, value: this.entryValue() }
    }
    if (token.type === 'name' || token.type === 'number') key = literal(token.text)
    else if (token.type === 'text') key = this.text(token)
    else if (token.type === 'format' && this.tokens.peek.type === 'text')
      key = this.text(this.tokens.next(), token.text)
    else throw this.tokens.unexpected(token)
    return { key, value: this.tokens.take(':') ? this.entryValue() : { type: 'index', of: IDENTITY, key } }
  }

  /** `{a: .b | .c}` needs brackets, but `{a: 1 + 2}` does not. */
  private entryValue(): JqNode {
    let left = this.expressions.alternative()
    while (this.tokens.take('|')) left = { type: 'pipe', left, right: this.expressions.alternative() }
    return left
  }

  /** What stands behind `as`. */
  pattern(): JqPattern {
    return readPattern(this.tokens, token => this.text(token))
  }

  private text({ parts = [] }: JqToken, format?: string): JqNode {
    const [only] = parts
    if (parts.length === 1 && typeof only === 'string') return { type: 'literal', value: only }
    return {
      type: 'text',
      format,
      parts: parts.map(part => (typeof part === 'string' ? part : this.expressions.programInText(part.program))),
    }
  }
}
