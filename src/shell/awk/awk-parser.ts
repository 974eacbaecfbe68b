import { AwkExpressionParser } from './awk-expression-parser'
import type { AwkExpression, AwkRule, AwkStatement } from './awk-syntax'
import { AwkTokens } from './awk-tokens'

/** Reads a program. Throws ToolError, PatternError. */
export function parseAwk(program: string): readonly AwkRule[] {
  return new AwkParser(new AwkTokens(program)).rules()
}

/** Reads rules and statements. */
class AwkParser {
  private readonly expressions: AwkExpressionParser

  constructor(private readonly tokens: AwkTokens) {
    this.expressions = new AwkExpressionParser(tokens)
  }

  rules(): readonly AwkRule[] {
    const rules: AwkRule[] = []
    for (;;) {
      this.tokens.skipEnds()
      if (this.tokens.token.type === 'end') return rules
      if (this.tokens.isName('function') || this.tokens.isName('func'))
        throw this.tokens.error('functions of your own are not supported here')
      rules.push(this.rule())
    }
  }

  private rule(): AwkRule {
    if (this.tokens.isName('BEGIN') || this.tokens.isName('END')) {
      const when = this.tokens.token.text === 'BEGIN' ? 'BEGIN' : 'END'
      this.tokens.advance()
      return { when, body: this.block() }
    }
    const from = this.tokens.is('{') ? undefined : this.expressions.expression()
    let to: AwkExpression | undefined
    if (from !== undefined && this.tokens.take(',')) to = this.expressions.expression()
    const body = this.tokens.is('{') ? this.block() : undefined
    return {
      when: 'lines',
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(body === undefined ? {} : { body }),
    }
  }

  private block(): AwkStatement {
    this.tokens.expect('{')
    const statements: AwkStatement[] = []
    for (;;) {
      this.tokens.skipEnds()
      if (this.tokens.take('}')) return { type: 'block', statements }
      if (this.tokens.token.type === 'end') throw this.tokens.error('} is missing')
      statements.push(this.statement())
    }
  }

  private statement(): AwkStatement {
    return this.tokens.nested(() => {
      if (this.tokens.is('{')) return this.block()
      if (this.tokens.take(';')) return { type: 'block', statements: [] }
      const { type, text } = this.tokens.token
      const keyword = type === 'name' || type === 'call' ? this.keyword(text) : undefined
      return keyword ?? this.simple()
    })
  }

  private keyword(word: string): AwkStatement | undefined {
    switch (word) {
      case 'if': {
        this.tokens.advance()
        const when = this.condition()
        const then = this.body()
        // The end before `else` belongs to the statement: `if (a) b; else c`.
        this.tokens.skipEnds()
        if (!this.tokens.isName('else')) return { type: 'if', when, then }
        this.tokens.advance()
        return { type: 'if', when, then, else: this.body() }
      }
      case 'while': {
        this.tokens.advance()
        const when = this.condition()
        return { type: 'while', when, body: this.body(), first: true }
      }
      case 'do': {
        this.tokens.advance()
        const body = this.body()
        this.tokens.skipEnds()
        if (!this.tokens.isName('while')) throw this.tokens.error('while is missing')
        this.tokens.advance()
        return { type: 'while', when: this.condition(), body, first: false }
      }
      case 'for':
        this.tokens.advance()
        return this.forLoop()
      case 'next':
      case 'break':
      case 'continue':
        this.tokens.advance()
        return { type: word }
      case 'exit':
        this.tokens.advance()
        return this.tokens.atEnd ? { type: 'exit' } : { type: 'exit', code: this.expressions.expression() }
      default:
        return undefined
    }
  }

  private simple(): AwkStatement {
    if (this.tokens.isName('print') || this.tokens.isName('printf'))
      return this.print(this.tokens.token.text === 'print' ? 'print' : 'printf')
    if (this.tokens.isName('delete')) {
      this.tokens.advance()
      const array = this.tokens.arrayName()
      if (!this.tokens.take('[')) return { type: 'delete', array }
      const keys = this.expressions.list(']')
      return { type: 'delete', array, keys }
    }
    return { type: 'expression', value: this.expressions.expression() }
  }

  private print(type: 'print' | 'printf'): AwkStatement {
    this.tokens.advance()
    const values = this.expressions.printed()
    if (this.tokens.is('>') || this.tokens.is('|'))
      throw this.tokens.error('awk writes no files and starts no programs here: use > or | behind it')
    return { type, values }
  }

  private forLoop(): AwkStatement {
    this.tokens.expect('(')
    if (this.tokens.token.type === 'name') {
      const start = this.simple()
      const value = start.type === 'expression' ? start.value : undefined
      if (
        value?.type === 'in' &&
        value.keys.length === 1 &&
        value.keys[0]?.type === 'variable' &&
        this.tokens.take(')')
      )
        return { type: 'for-in', name: value.keys[0].name, array: value.array, body: this.body() }
      return this.forRest(start)
    }
    return this.forRest(this.tokens.is(';') ? undefined : this.simple())
  }

  private forRest(start: AwkStatement | undefined): AwkStatement {
    this.tokens.expect(';')
    const when = this.tokens.is(';') ? undefined : this.expressions.expression()
    this.tokens.expect(';')
    const next = this.tokens.is(')') ? undefined : this.simple()
    this.tokens.expect(')')
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
    this.tokens.expect('(')
    const when = this.expressions.expression()
    this.tokens.expect(')')
    return when
  }

  private body(): AwkStatement {
    this.tokens.skipNewlines()
    return this.statement()
  }
}
