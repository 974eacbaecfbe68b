import type { Pattern } from '../../base/patterns/pattern'
import type { ToolError } from '../tool-error'
import { AwkLexer, type AwkToken } from './awk-syntax'

const MAX_DEPTH = 200

/** A program's tokens, of which one is seen at a time, and how deep the reading is in brackets and statements. */
export class AwkTokens {
  /** The token that is read next. */
  token: AwkToken
  private readonly lexer: AwkLexer
  private depth = 0

  /** Throws ToolError. */
  constructor(program: string) {
    this.lexer = new AwkLexer(program)
    this.token = this.lexer.next()
  }

  advance(): void {
    this.token = this.lexer.next()
  }

  is(operator: string): boolean {
    return this.token.type === 'operator' && this.token.text === operator
  }

  isName(text: string): boolean {
    return (this.token.type === 'name' || this.token.type === 'call') && this.token.text === text
  }

  /** The end of a statement. */
  get atEnd(): boolean {
    return this.token.type === 'newline' || this.token.type === 'end' || this.is(';') || this.is('}')
  }

  /** Reads the operator if it comes next, and says whether it did. */
  take(operator: string): boolean {
    if (!this.is(operator)) return false
    this.advance()
    return true
  }

  /** Reads the operator. Throws ToolError when something else comes next. */
  expect(operator: string): void {
    if (!this.take(operator))
      throw this.error(`syntax error at or near ${this.token.text.trim() || 'the end'}: ${operator} is missing`)
  }

  /** Reads the name of an array. Throws ToolError when something else comes next. */
  arrayName(): string {
    const { type, text } = this.token
    if (type !== 'name') throw this.error('the name of an array is missing')
    this.advance()
    return text
  }

  /** Reads the regular expression that the slash which comes next begins. Throws ToolError, PatternError. */
  pattern(): Pattern {
    const pattern = this.lexer.pattern(this.token.text.slice(1))
    this.advance()
    return pattern
  }

  skipNewlines(): void {
    while (this.token.type === 'newline') this.advance()
  }

  /** Line ends and semicolons. */
  skipEnds(): void {
    while (this.token.type === 'newline' || this.is(';')) this.advance()
  }

  /** Reads something that may contain its like. Throws ToolError when that goes too deep. */
  nested<T>(read: () => T): T {
    this.depth += 1
    if (this.depth > MAX_DEPTH) throw this.error('nested too deeply')
    const result = read()
    this.depth -= 1
    return result
  }

  /** An error at the token that is read next. */
  error(text: string): ToolError {
    return this.lexer.error(text, this.token.at)
  }
}
