import type { AwkExpression, AwkTarget } from './awk-syntax'
import type { AwkTokens } from './awk-tokens'

const ASSIGNMENTS = ['=', '+=', '-=', '*=', '/=', '%=', '^=']

/** Operators between two values from the weakest to the strongest, below assignment and `?:`. */
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['in'],
  ['~', '!~'],
  ['<', '<=', '!=', '==', '>', '>='],
  ['concatenation'],
  ['+', '-'],
  ['*', '/', '%'],
]

/** Reads expressions. Its methods throw ToolError, PatternError. */
export class AwkExpressionParser {
  /** In `print a > "file"` the sign is no comparison. */
  private noGreater = false

  constructor(private readonly tokens: AwkTokens) {}

  expression(): AwkExpression {
    return this.tokens.nested(() => {
      const left = this.conditional()
      const { type, text } = this.tokens.token
      if (type !== 'operator' || !ASSIGNMENTS.includes(text)) return left
      if (!isTarget(left)) throw this.tokens.error('this cannot be assigned to')
      this.tokens.advance()
      return { type: 'assign', target: left, operator: text.slice(0, -1), value: this.expression() }
    })
  }

  /** The values behind `print`, with or without brackets around them; `>` is no comparison there. */
  printed(): readonly AwkExpression[] {
    const values: AwkExpression[] = []
    if (this.tokens.atEnd || this.tokens.is('>') || this.tokens.is('|')) return values
    this.noGreater = true
    do {
      this.tokens.skipNewlines()
      const value = this.expression()
      if (value.type === 'call' && value.name === '(list)') values.push(...value.args)
      else values.push(value)
    } while (this.tokens.take(','))
    this.noGreater = false
    return values
  }

  /** Values with commas between them, and the operator that ends them. */
  list(end: string): readonly AwkExpression[] {
    const values: AwkExpression[] = []
    const before = this.noGreater
    this.noGreater = false
    this.tokens.skipNewlines()
    if (!this.tokens.take(end)) {
      do {
        this.tokens.skipNewlines()
        values.push(this.expression())
        this.tokens.skipNewlines()
      } while (this.tokens.take(','))
      this.tokens.expect(end)
    }
    this.noGreater = before
    return values
  }

  private conditional(): AwkExpression {
    const when = this.level(0)
    if (!this.tokens.take('?')) return when
    const then = this.expression()
    this.tokens.expect(':')
    return { type: 'choice', when, then, else: this.expression() }
  }

  private level(index: number): AwkExpression {
    const operators = LEVELS[index]
    if (operators === undefined) return this.unary()
    if (operators.includes('in')) return this.membership(index)
    if (operators.includes('concatenation')) return this.concatenation(index)
    let left = this.level(index + 1)
    for (;;) {
      const { type, text } = this.tokens.token
      if (type !== 'operator' || !operators.includes(text) || (text === '>' && this.noGreater)) return left
      this.tokens.advance()
      left = { type: 'binary', operator: text, left, right: this.level(index + 1) }
    }
  }

  private membership(index: number): AwkExpression {
    let left = this.level(index + 1)
    while (this.tokens.isName('in')) {
      this.tokens.advance()
      const keys = left.type === 'call' && left.name === '(list)' ? left.args : [left]
      left = { type: 'in', keys, array: this.tokens.arrayName() }
    }
    return left
  }

  private concatenation(index: number): AwkExpression {
    let left = this.level(index + 1)
    while (this.startsOperand())
      left = { type: 'binary', operator: 'concatenation', left, right: this.level(index + 1) }
    return left
  }

  private startsOperand(): boolean {
    const { type, text } = this.tokens.token
    if (type === 'number' || type === 'text' || type === 'call') return true
    if (type === 'name') return text !== 'in'
    return type === 'operator' && ['$', '(', '++', '--'].includes(text)
  }

  private unary(): AwkExpression {
    const { type, text } = this.tokens.token
    if (type === 'operator' && ['!', '-', '+'].includes(text)) {
      this.tokens.advance()
      return { type: 'unary', operator: text, value: this.unary() }
    }
    const base = this.postfix()
    if (!this.tokens.take('^') && !this.tokens.take('**')) return base
    return { type: 'binary', operator: '^', left: base, right: this.unary() }
  }

  private postfix(): AwkExpression {
    const { type, text } = this.tokens.token
    if (type === 'operator' && (text === '++' || text === '--')) {
      this.tokens.advance()
      const target = this.primary()
      if (!isTarget(target)) throw this.tokens.error(`${text} wants a variable`)
      return { type: 'step', target, by: text === '++' ? 1 : -1, before: true }
    }
    const value = this.primary()
    if (!isTarget(value) || (!this.tokens.is('++') && !this.tokens.is('--'))) return value
    const by = this.tokens.is('++') ? 1 : -1
    this.tokens.advance()
    return { type: 'step', target: value, by, before: false }
  }

  private primary(): AwkExpression {
    const { type, text } = this.tokens.token
    if (type === 'operator' && (text === '/' || text === '/='))
      return { type: 'pattern', pattern: this.tokens.pattern() }
    this.tokens.advance()
    if (type === 'number') return { type: 'number', value: Number(text) }
    if (type === 'text') return { type: 'text', value: text }
    if (type === 'call' || (type === 'name' && text === 'length')) {
      if (text === 'getline') throw this.tokens.error('getline is not supported here')
      return { type: 'call', name: text, args: this.tokens.take('(') ? this.list(')') : [] }
    }
    if (type === 'name') {
      if (text === 'getline') throw this.tokens.error('getline is not supported here')
      return this.tokens.take('[')
        ? { type: 'element', array: text, keys: this.list(']') }
        : { type: 'variable', name: text }
    }
    if (type === 'operator' && text === '$') return { type: 'field', index: this.fieldIndex() }
    if (type === 'operator' && text === '(') return this.bracketed()
    throw this.tokens.error(
      type === 'end'
        ? 'syntax error at the end of the program'
        : `syntax error at or near ${text.trim() || 'end of line'}`,
    )
  }

  /** `$NF-1` is the last field less one: only the next operand belongs to `$`. */
  private fieldIndex(): AwkExpression {
    if (this.tokens.is('-') || this.tokens.is('+') || this.tokens.is('!')) return this.unary()
    if (!this.tokens.is('++') && !this.tokens.is('--')) return this.primary()
    return this.postfix()
  }

  private bracketed(): AwkExpression {
    const args = this.list(')')
    // The operators that may follow see one value.
    return { type: 'call', name: args.length === 1 ? '(group)' : '(list)', args }
  }
}

function isTarget(value: AwkExpression): value is AwkTarget {
  return value.type === 'variable' || value.type === 'field' || value.type === 'element'
}
