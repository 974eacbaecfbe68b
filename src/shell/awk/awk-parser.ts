import {
  type AwkExpression,
  AwkLexer,
  type AwkRule,
  type AwkStatement,
  type AwkTarget,
  type AwkToken,
} from './awk-syntax'

/** Reads a program. Throws ToolError, PatternError. */
export function parseAwk(program: string): readonly AwkRule[] {
  return new AwkParser(program).rules()
}

const MAX_DEPTH = 200
const ASSIGNMENTS = ['=', '+=', '-=', '*=', '/=', '%=', '^=']

/** Binary operators from the weakest to the strongest, below assignment, `?:`, `||`, `&&` and `in`. */
const LEVELS: readonly (readonly string[])[] = [
  ['~', '!~'],
  ['<', '<=', '!=', '==', '>', '>='],
  ['concatenation'],
  ['+', '-'],
  ['*', '/', '%'],
]

class AwkParser {
  private readonly lexer: AwkLexer
  private token: AwkToken
  private depth = 0
  /** In `print a > "file"` the sign is no comparison. */
  private noGreater = false

  constructor(program: string) {
    this.lexer = new AwkLexer(program)
    this.token = this.lexer.next()
  }

  rules(): readonly AwkRule[] {
    const rules: AwkRule[] = []
    for (;;) {
      this.skipEnds()
      if (this.token.type === 'end') return rules
      if (this.isName('function') || this.isName('func'))
        throw this.error('functions of your own are not supported here')
      rules.push(this.rule())
    }
  }

  private rule(): AwkRule {
    if (this.isName('BEGIN') || this.isName('END')) {
      const when = this.token.text === 'BEGIN' ? 'BEGIN' : 'END'
      this.advance()
      return { when, body: this.block() }
    }
    const from = this.is('{') ? undefined : this.expression()
    let to: AwkExpression | undefined
    if (from !== undefined && this.take(',')) to = this.expression()
    const body = this.is('{') ? this.block() : undefined
    return {
      when: 'lines',
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(body === undefined ? {} : { body }),
    }
  }

  private block(): AwkStatement {
    this.expect('{')
    const statements: AwkStatement[] = []
    for (;;) {
      this.skipEnds()
      if (this.take('}')) return { type: 'block', statements }
      if (this.token.type === 'end') throw this.error('} is missing')
      statements.push(this.statement())
    }
  }

  private statement(): AwkStatement {
    this.depth += 1
    if (this.depth > MAX_DEPTH) throw this.error('nested too deeply')
    try {
      if (this.is('{')) return this.block()
      if (this.take(';')) return { type: 'block', statements: [] }
      const { type, text } = this.token
      if (type === 'name' || type === 'call') {
        const keyword = this.keyword(text)
        if (keyword !== undefined) return keyword
      }
      return this.simple()
    } finally {
      this.depth -= 1
    }
  }

  private keyword(word: string): AwkStatement | undefined {
    switch (word) {
      case 'if': {
        this.advance()
        const when = this.condition()
        const then = this.body()
        this.skipBeforeElse()
        if (!this.isName('else')) return { type: 'if', when, then }
        this.advance()
        return { type: 'if', when, then, else: this.body() }
      }
      case 'while': {
        this.advance()
        const when = this.condition()
        return { type: 'while', when, body: this.body(), first: true }
      }
      case 'do': {
        this.advance()
        const body = this.body()
        this.skipEnds()
        if (!this.isName('while')) throw this.error('while is missing')
        this.advance()
        return { type: 'while', when: this.condition(), body, first: false }
      }
      case 'for':
        this.advance()
        return this.forLoop()
      case 'next':
      case 'break':
      case 'continue':
        this.advance()
        return { type: word }
      case 'exit':
        this.advance()
        return this.atEnd() ? { type: 'exit' } : { type: 'exit', code: this.expression() }
      default:
        return undefined
    }
  }

  private simple(): AwkStatement {
    if (this.isName('print') || this.isName('printf'))
      return this.print(this.token.text === 'print' ? 'print' : 'printf')
    if (this.isName('delete')) {
      this.advance()
      const array = this.name()
      if (!this.take('[')) return { type: 'delete', array }
      const keys = this.list(']')
      return { type: 'delete', array, keys }
    }
    return { type: 'expression', value: this.expression() }
  }

  private print(type: 'print' | 'printf'): AwkStatement {
    this.advance()
    const values: AwkExpression[] = []
    this.noGreater = true
    if (!this.atEnd() && !this.is('>') && !this.is('|')) {
      do {
        this.skipNewlines()
        const value = this.expression()
        // `print (a, b)`: brackets around the list.
        if (value.type === 'call' && value.name === '(list)') values.push(...value.args)
        else values.push(value)
      } while (this.take(','))
    }
    this.noGreater = false
    if (this.is('>') || this.is('|'))
      throw this.error('awk writes no files and starts no programs here: use > or | behind it')
    return { type, values }
  }

  private forLoop(): AwkStatement {
    this.expect('(')
    if (this.token.type === 'name') {
      const start = this.simple()
      const value = start.type === 'expression' ? start.value : undefined
      if (value?.type === 'in' && value.keys.length === 1 && value.keys[0]?.type === 'variable' && this.take(')'))
        return { type: 'for-in', name: value.keys[0].name, array: value.array, body: this.body() }
      return this.forRest(start)
    }
    return this.forRest(this.is(';') ? undefined : this.simple())
  }

  private forRest(start: AwkStatement | undefined): AwkStatement {
    this.expect(';')
    const when = this.is(';') ? undefined : this.expression()
    this.expect(';')
    const next = this.is(')') ? undefined : this.simple()
    this.expect(')')
    const body = this.body()
    return {
      type: 'for',
      body,
      ...(start === undefined ? {} : { start }),
      ...(when === undefined ? {} : { when }),
      ...(next === undefined ? {} : { next }),
    }
  }

  private condition(): AwkExpression {
    this.expect('(')
    const when = this.expression()
    this.expect(')')
    return when
  }

  private body(): AwkStatement {
    this.skipNewlines()
    return this.statement()
  }

  private expression(): AwkExpression {
    this.depth += 1
    if (this.depth > MAX_DEPTH) throw this.error('nested too deeply')
    const left = this.conditional()
    let result = left
    if (this.token.type === 'operator' && ASSIGNMENTS.includes(this.token.text)) {
      if (!isTarget(left)) throw this.error('this cannot be assigned to')
      const operator = this.token.text.slice(0, -1)
      this.advance()
      result = { type: 'assign', target: left, operator, value: this.expression() }
    }
    this.depth -= 1
    return result
  }

  private conditional(): AwkExpression {
    const when = this.or()
    if (!this.take('?')) return when
    const then = this.expression()
    this.expect(':')
    return { type: 'choice', when, then, else: this.expression() }
  }

  private or(): AwkExpression {
    let left = this.and()
    while (this.take('||')) left = { type: 'binary', operator: '||', left, right: this.and() }
    return left
  }

  private and(): AwkExpression {
    let left = this.membership()
    while (this.take('&&')) left = { type: 'binary', operator: '&&', left, right: this.membership() }
    return left
  }

  private membership(): AwkExpression {
    let left = this.level(0)
    while (this.isName('in')) {
      this.advance()
      const keys = left.type === 'call' && left.name === '(list)' ? left.args : [left]
      left = { type: 'in', keys, array: this.name() }
    }
    return left
  }

  private level(index: number): AwkExpression {
    const operators = LEVELS[index]
    if (operators === undefined) return this.unary()
    let left = this.level(index + 1)
    for (;;) {
      if (operators.includes('concatenation')) {
        if (!this.startsOperand()) return left
        left = { type: 'binary', operator: 'concatenation', left, right: this.level(index + 1) }
        continue
      }
      const { type, text } = this.token
      if (type !== 'operator' || !operators.includes(text) || (text === '>' && this.noGreater)) return left
      this.advance()
      left = { type: 'binary', operator: text, left, right: this.level(index + 1) }
    }
  }

  private startsOperand(): boolean {
    const { type, text } = this.token
    if (type === 'number' || type === 'text' || type === 'call') return true
    if (type === 'name') return text !== 'in'
    return (
      type === 'operator' && ['$', '!', '(', '-', '+', '++', '--'].includes(text) && !['-', '+', '!'].includes(text)
    )
  }

  private unary(): AwkExpression {
    const { type, text } = this.token
    if (type === 'operator' && ['!', '-', '+'].includes(text)) {
      this.advance()
      return { type: 'unary', operator: text, value: this.unary() }
    }
    const base = this.postfix()
    if (!this.take('^') && !this.take('**')) return base
    return { type: 'binary', operator: '^', left: base, right: this.unary() }
  }

  private postfix(): AwkExpression {
    const { text } = this.token
    if (this.token.type === 'operator' && (text === '++' || text === '--')) {
      this.advance()
      const target = this.primary()
      if (!isTarget(target)) throw this.error(`${text} wants a variable`)
      return { type: 'step', target, by: text === '++' ? 1 : -1, before: true }
    }
    const value = this.primary()
    if (!isTarget(value) || (!this.is('++') && !this.is('--'))) return value
    const by = this.is('++') ? 1 : -1
    this.advance()
    return { type: 'step', target: value, by, before: false }
  }

  private primary(): AwkExpression {
    const { type, text } = this.token
    if (type === 'operator' && (text === '/' || text === '/=')) {
      const pattern = this.lexer.pattern(text.slice(1))
      this.advance()
      return { type: 'pattern', pattern }
    }
    this.advance()
    if (type === 'number') return { type: 'number', value: Number(text) }
    if (type === 'text') return { type: 'text', value: text }
    if (type === 'call' || (type === 'name' && text === 'length')) {
      if (text === 'getline') throw this.error('getline is not supported here')
      return { type: 'call', name: text, args: this.take('(') ? this.list(')') : [] }
    }
    if (type === 'name') {
      if (text === 'getline') throw this.error('getline is not supported here')
      return this.take('[') ? { type: 'element', array: text, keys: this.list(']') } : { type: 'variable', name: text }
    }
    if (type === 'operator' && text === '$') return { type: 'field', index: this.fieldIndex() }
    if (type === 'operator' && text === '(') return this.bracketed()
    throw this.error(
      type === 'end'
        ? 'syntax error at the end of the program'
        : `syntax error at or near ${text.trim() || 'end of line'}`,
    )
  }

  /** `$NF-1` is the last field less one: only the next operand belongs to `$`. */
  private fieldIndex(): AwkExpression {
    if (this.is('-') || this.is('+') || this.is('!')) return this.unary()
    if (!this.is('++') && !this.is('--')) return this.primary()
    return this.postfix()
  }

  private bracketed(): AwkExpression {
    const before = this.noGreater
    this.noGreater = false
    const args = this.list(')')
    this.noGreater = before
    const [only] = args
    // The operators that may follow see one value.
    return args.length === 1 && only !== undefined
      ? { type: 'call', name: '(group)', args: [only] }
      : { type: 'call', name: '(list)', args }
  }

  private list(end: string): readonly AwkExpression[] {
    const values: AwkExpression[] = []
    const before = this.noGreater
    this.noGreater = false
    this.skipNewlines()
    if (!this.take(end)) {
      do {
        this.skipNewlines()
        values.push(this.expression())
        this.skipNewlines()
      } while (this.take(','))
      this.expect(end)
    }
    this.noGreater = before
    return values
  }

  private name(): string {
    const { type, text } = this.token
    if (type !== 'name') throw this.error('the name of an array is missing')
    this.advance()
    return text
  }

  private atEnd(): boolean {
    return this.token.type === 'newline' || this.token.type === 'end' || this.is(';') || this.is('}')
  }

  private isName(text: string): boolean {
    return (this.token.type === 'name' || this.token.type === 'call') && this.token.text === text
  }

  private is(operator: string): boolean {
    return this.token.type === 'operator' && this.token.text === operator
  }

  private take(operator: string): boolean {
    if (!this.is(operator)) return false
    this.advance()
    return true
  }

  private expect(operator: string): void {
    if (!this.take(operator))
      throw this.error(`syntax error at or near ${this.token.text.trim() || 'the end'}: ${operator} is missing`)
  }

  private skipNewlines(): void {
    while (this.token.type === 'newline') this.advance()
  }

  private skipEnds(): void {
    while (this.token.type === 'newline' || this.is(';')) this.advance()
  }

  /** `if (a) b; else c`: the end before `else` belongs to the statement. */
  private skipBeforeElse(): void {
    this.skipEnds()
  }

  private advance(): void {
    this.token = this.lexer.next()
  }

  private error(text: string) {
    return this.lexer.error(text, this.token.at)
  }
}

function isTarget(value: AwkExpression): value is AwkTarget {
  return value.type === 'variable' || value.type === 'field' || value.type === 'element'
}
