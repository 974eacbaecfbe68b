import { JqSyntaxError, type JqToken, readJqTokens } from './jq-syntax'

const END: JqToken = { type: 'end', text: '' }

/** A program's tokens, and how far they are read. */
export class JqTokens {
  private readonly tokens: readonly JqToken[]
  private at = 0

  /** Throws JqSyntaxError. */
  constructor(program: string) {
    this.tokens = readJqTokens(program)
  }

  /** The token that is read next; behind the last one, one of type `end`. */
  get peek(): JqToken {
    return this.tokens[this.at] ?? END
  }

  /** The token behind that one. */
  get peekBehind(): JqToken {
    return this.tokens[this.at + 1] ?? END
  }

  get atEnd(): boolean {
    return this.peek === END
  }

  next(): JqToken {
    const token = this.peek
    this.at += 1
    return token
  }

  isOperator(text: string): boolean {
    return this.peek.type === 'operator' && this.peek.text === text
  }

  isName(text: string): boolean {
    return this.peek.type === 'name' && this.peek.text === text
  }

  /** Reads the operator if it comes next, and says whether it did. */
  take(text: string): boolean {
    if (!this.isOperator(text)) return false
    this.at += 1
    return true
  }

  /** As `take`, for a keyword. */
  takeName(text: string): boolean {
    if (!this.isName(text)) return false
    this.at += 1
    return true
  }

  /** Reads the operator. Throws JqSyntaxError when something else comes next. */
  expect(text: string): void {
    if (!this.take(text)) throw this.unexpected()
  }

  /** As `expect`, for a keyword. */
  expectName(text: string): void {
    if (!this.takeName(text)) throw this.unexpected()
  }

  /** Reads a name, or a variable's name without its `$`. Throws JqSyntaxError when something else comes next. */
  nameOf(type: 'name' | 'variable'): string {
    const token = this.next()
    if (token.type !== type) throw this.unexpected(token)
    return token.text
  }

  /** The error that a token does not belong where it stands. */
  unexpected(token = this.peek): JqSyntaxError {
    if (token.type === 'end') return new JqSyntaxError('syntax error, unexpected $end (Unix shell quoting issues?)')
    return new JqSyntaxError(
      `syntax error, unexpected ${token.type === 'operator' ? `'${token.text}'` : token.text} (Unix shell quoting issues?)`,
    )
  }
}
