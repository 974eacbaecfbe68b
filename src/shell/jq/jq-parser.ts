import { type JqNode, type JqPattern, JqSyntaxError, type JqToken, readJqTokens } from './jq-syntax'

/** Reads a program. Throws JqSyntaxError. */
export function parseJq(program: string, depth = 0): JqNode {
  return new JqParser(program, depth).program()
}

/** Only definitions, for the functions that are written in jq itself: they stand around `rest`. */
export const parseJqDefinitions = (definitions: string, rest: JqNode): JqNode => {
  const parsed = parseJq(`${definitions} .`)
  return replaceEnd(parsed, rest)
}

function replaceEnd(node: JqNode, rest: JqNode): JqNode {
  return node.type === 'define' ? { ...node, rest: replaceEnd(node.rest, rest) } : rest
}

const MAX_DEPTH = 250
const END: JqToken = { type: 'end', text: '' }
const IDENTITY: JqNode = { type: 'identity' }
const UPDATES = ['=', '|=', '+=', '-=', '*=', '/=', '%=', '//=']
const COMPARISONS = ['==', '!=', '<', '<=', '>', '>=']
const KEYWORDS = new Set([
  'and',
  'or',
  'then',
  'elif',
  'else',
  'end',
  'as',
  'catch',
  'def',
  'reduce',
  'foreach',
  'try',
  'if',
  'label',
  'import',
  'include',
])

class JqParser {
  private readonly tokens: readonly JqToken[]
  private at = 0

  constructor(
    program: string,
    private depth: number,
  ) {
    this.tokens = readJqTokens(program)
  }

  program(): JqNode {
    if (this.tokens.length === 0) return IDENTITY
    const node = this.pipe()
    if (this.peek !== END) throw this.unexpected()
    return node
  }

  private pipe(): JqNode {
    this.depth += 1
    if (this.depth > MAX_DEPTH) throw new JqSyntaxError('the program is nested too deeply')
    const node = this.pipeInside()
    this.depth -= 1
    return node
  }

  private pipeInside(): JqNode {
    if (this.takeName('def')) return this.definition()
    if (this.isName('label')) return this.label()
    const left = this.comma()
    if (this.takeName('as')) {
      const patterns = [this.pattern()]
      while (this.take('?//')) patterns.push(this.pattern())
      this.expect('|')
      return { type: 'as', source: left, patterns, body: this.pipe() }
    }
    return this.take('|') ? { type: 'pipe', left, right: this.pipe() } : left
  }

  private definition(): JqNode {
    const name = this.name()
    const parameters: string[] = []
    if (this.take('(')) {
      do {
        const token = this.next()
        if (token.type !== 'name' && token.type !== 'variable') throw this.unexpected(token)
        parameters.push(token.type === 'variable' ? `$${token.text}` : token.text)
      } while (this.take(';'))
      this.expect(')')
    }
    this.expect(':')
    const body = this.pipe()
    this.expect(';')
    return { type: 'define', name, parameters, body, rest: this.peek === END ? IDENTITY : this.pipe() }
  }

  private label(): JqNode {
    this.at += 1
    const name = this.variable()
    this.expect('|')
    return { type: 'label', name, body: this.pipe() }
  }

  private comma(): JqNode {
    let left = this.alternative()
    while (this.take(',')) left = { type: 'comma', left, right: this.alternative() }
    return left
  }

  /** `//` and the assignments bind to the right, and weaker than `or`. */
  private alternative(): JqNode {
    const left = this.or()
    if (this.take('//')) return this.updateAfter({ type: 'alternative', left, right: this.alternative() })
    return this.updateAfter(left)
  }

  private updateAfter(left: JqNode): JqNode {
    const { type, text } = this.peek
    if (type !== 'operator' || !UPDATES.includes(text)) return left
    this.at += 1
    return { type: 'update', operator: text, left, right: this.alternative() }
  }

  private or(): JqNode {
    let left = this.and()
    while (this.takeName('or')) left = { type: 'or', left, right: this.and() }
    return left
  }

  private and(): JqNode {
    let left = this.comparison()
    while (this.takeName('and')) left = { type: 'and', left, right: this.comparison() }
    return left
  }

  private comparison(): JqNode {
    const left = this.sum()
    const { type, text } = this.peek
    if (type !== 'operator' || !COMPARISONS.includes(text)) return left
    this.at += 1
    return { type: 'binary', operator: text, left, right: this.sum() }
  }

  private sum(): JqNode {
    let left = this.product()
    while (this.isOperator('+') || this.isOperator('-'))
      left = { type: 'binary', operator: this.next().text, left, right: this.product() }
    return left
  }

  private product(): JqNode {
    let left = this.postfix()
    while (this.isOperator('*') || this.isOperator('/') || this.isOperator('%'))
      left = { type: 'binary', operator: this.next().text, left, right: this.postfix() }
    return left
  }

  private postfix(): JqNode {
    let node = this.term()
    for (;;) {
      const { type, text, parts } = this.peek
      if (type === 'field') {
        this.at += 1
        node = { type: 'index', of: node, key: { type: 'literal', value: text } }
      } else if (this.isOperator('.') && this.tokens[this.at + 1]?.type === 'text') {
        this.at += 2
        node = { type: 'index', of: node, key: this.text(this.tokens[this.at - 1]?.parts ?? parts ?? [], undefined) }
      } else if (this.isOperator('.') && this.tokens[this.at + 1]?.text === '[') this.at += 1
      else if (this.take('[')) node = this.brackets(node)
      else if (this.take('?')) node = { type: 'try', body: node }
      else return node
    }
  }

  private brackets(of: JqNode): JqNode {
    if (this.take(']')) return { type: 'iterate', of }
    if (this.take(':')) {
      const to = this.pipe()
      this.expect(']')
      return { type: 'slice', of, to }
    }
    const key = this.pipe()
    if (!this.take(':')) {
      this.expect(']')
      return { type: 'index', of, key }
    }
    if (this.take(']')) return { type: 'slice', of, from: key }
    const to = this.pipe()
    this.expect(']')
    return { type: 'slice', of, from: key, to }
  }

  private term(): JqNode {
    const token = this.next()
    switch (token.type) {
      case 'field':
        return { type: 'index', of: IDENTITY, key: { type: 'literal', value: token.text } }
      case 'number':
        return { type: 'literal', value: Number(token.text) }
      case 'text':
        return this.text(token.parts ?? [], undefined)
      case 'format': {
        const { peek } = this
        if (peek.type !== 'text') return { type: 'format', format: token.text }
        this.at += 1
        return this.text(peek.parts ?? [], token.text)
      }
      case 'variable':
        return { type: 'variable', name: token.text }
      case 'name':
        return this.named(token.text)
      case 'operator':
        return this.operatorTerm(token)
      default:
        throw this.unexpected(token)
    }
  }

  private operatorTerm(token: JqToken): JqNode {
    switch (token.text) {
      case '.': {
        const { peek } = this
        if (peek.type !== 'text') return IDENTITY
        this.at += 1
        return { type: 'index', of: IDENTITY, key: this.text(peek.parts ?? [], undefined) }
      }
      case '..':
        return { type: 'recurse' }
      case '-':
        return { type: 'negate', value: this.postfix() }
      case '(': {
        const inner = this.pipe()
        this.expect(')')
        return inner
      }
      case '[': {
        if (this.take(']')) return { type: 'array' }
        const inner = this.pipe()
        this.expect(']')
        return { type: 'array', inner }
      }
      case '{':
        return this.object()
      default:
        throw this.unexpected(token)
    }
  }

  private named(name: string): JqNode {
    switch (name) {
      case 'if':
        return this.condition()
      case 'try': {
        const body = this.postfix()
        return this.takeName('catch') ? { type: 'try', body, catch: this.postfix() } : { type: 'try', body }
      }
      case 'reduce':
      case 'foreach':
        return this.fold(name)
      case 'def':
        return this.definition()
      case 'break':
        return { type: 'break', name: this.variable() }
      case 'null':
        return { type: 'literal', value: null }
      case 'true':
      case 'false':
        return { type: 'literal', value: name === 'true' }
    }
    if (KEYWORDS.has(name)) throw this.unexpected({ type: 'name', text: name })
    const args: JqNode[] = []
    if (this.take('(')) {
      do args.push(this.pipe())
      while (this.take(';'))
      this.expect(')')
    }
    return { type: 'call', name, args }
  }

  private condition(): JqNode {
    const when = this.pipe()
    this.expectName('then')
    const then = this.pipe()
    if (this.takeName('elif')) return { type: 'if', when, then, else: this.condition() }
    if (this.takeName('end')) return { type: 'if', when, then }
    this.expectName('else')
    const otherwise = this.pipe()
    this.expectName('end')
    return { type: 'if', when, then, else: otherwise }
  }

  private fold(type: 'reduce' | 'foreach'): JqNode {
    const source = this.postfix()
    this.expectName('as')
    const as = this.pattern()
    this.expect('(')
    const start = this.pipe()
    this.expect(';')
    const step = this.pipe()
    const out = type === 'foreach' && this.take(';') ? this.pipe() : undefined
    this.expect(')')
    return type === 'reduce'
      ? { type, source, as, start, step }
      : { type, source, as, start, step, ...(out === undefined ? {} : { out }) }
  }

  private object(): JqNode {
    const entries: { key: JqNode; value: JqNode }[] = []
    while (!this.take('}')) {
      if (entries.length > 0) this.expect(',')
      entries.push(this.entry())
    }
    return { type: 'object', entries }
  }

  private entry(): { key: JqNode; value: JqNode } {
    const token = this.next()
    const literal = (value: string): JqNode => ({ type: 'literal', value })
    if (token.type === 'variable') return { key: literal(token.text), value: { type: 'variable', name: token.text } }
    let key: JqNode
    if (token.type === 'operator' && token.text === '(') {
      key = this.pipe()
      this.expect(')')
      this.expect(':')
      return { key, value: this.entryValue() }
    }
    if (token.type === 'name' || token.type === 'number') key = literal(token.text)
    else if (token.type === 'text') key = this.text(token.parts ?? [], undefined)
    else if (token.type === 'format' && this.peek.type === 'text') key = this.text(this.next().parts ?? [], token.text)
    else throw this.unexpected(token)
    return { key, value: this.take(':') ? this.entryValue() : { type: 'index', of: IDENTITY, key } }
  }

  /** `{a: .b | .c}` needs brackets, but `{a: 1 + 2}` does not. */
  private entryValue(): JqNode {
    let left = this.alternative()
    while (this.take('|')) left = { type: 'pipe', left, right: this.alternative() }
    return left
  }

  private pattern(): JqPattern {
    const token = this.next()
    if (token.type === 'variable') return { type: 'variable', name: token.text }
    if (token.text === '[') {
      const items = [this.pattern()]
      while (this.take(',')) items.push(this.pattern())
      this.expect(']')
      return { type: 'array', items }
    }
    if (token.text !== '{') throw this.unexpected(token)
    const entries: { key: JqNode; variable?: string; pattern?: JqPattern }[] = []
    do {
      const key = this.next()
      const named: JqNode = { type: 'literal', value: key.text }
      if (key.type === 'variable')
        entries.push({ key: named, variable: key.text, ...(this.take(':') ? { pattern: this.pattern() } : {}) })
      else {
        const node = key.type === 'text' ? this.text(key.parts ?? [], undefined) : named
        this.expect(':')
        entries.push({ key: node, pattern: this.pattern() })
      }
    } while (this.take(','))
    this.expect('}')
    return { type: 'object', entries }
  }

  private text(parts: NonNullable<JqToken['parts']>, format: string | undefined): JqNode {
    const [only] = parts
    if (parts.length === 1 && typeof only === 'string') return { type: 'literal', value: only }
    return {
      type: 'text',
      format,
      parts: parts.map(part => (typeof part === 'string' ? part : parseJq(part.program, this.depth + 1))),
    }
  }

  private get peek(): JqToken {
    return this.tokens[this.at] ?? END
  }

  private next(): JqToken {
    const token = this.peek
    this.at += 1
    return token
  }

  private name(): string {
    const token = this.next()
    if (token.type !== 'name') throw this.unexpected(token)
    return token.text
  }

  private variable(): string {
    const token = this.next()
    if (token.type !== 'variable') throw this.unexpected(token)
    return token.text
  }

  private isOperator(text: string): boolean {
    return this.peek.type === 'operator' && this.peek.text === text
  }

  private isName(text: string): boolean {
    return this.peek.type === 'name' && this.peek.text === text
  }

  private take(text: string): boolean {
    if (!this.isOperator(text)) return false
    this.at += 1
    return true
  }

  private takeName(text: string): boolean {
    if (!this.isName(text)) return false
    this.at += 1
    return true
  }

  private expect(text: string): void {
    if (!this.take(text)) throw this.unexpected()
  }

  private expectName(text: string): void {
    if (!this.takeName(text)) throw this.unexpected()
  }

  private unexpected(token = this.peek): JqSyntaxError {
    if (token.type === 'end') return new JqSyntaxError('syntax error, unexpected $end (Unix shell quoting issues?)')
    return new JqSyntaxError(
      `syntax error, unexpected ${token.type === 'operator' ? `'${token.text}'` : token.text} (Unix shell quoting issues?)`,
    )
  }
}
