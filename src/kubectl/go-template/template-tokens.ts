import { TemplateSyntaxError, type Token, tokensOf } from './template-lexer'

/** Words that name no function. */
const KEYWORDS: ReadonlySet<string> = new Set(
  'block break continue define else end if range nil template with'.split(' '),
)

export const isKeyword = (word: string) => KEYWORDS.has(word)

/** How Go quotes a text in its messages. */
export const goQuoted = (text: string) => JSON.stringify(text)

/** A template's tokens, and how far they are read. White space inside an action counts only between operands. */
export class TemplateTokens {
  private readonly tokens: readonly Token[]
  private position = 0

  /** Throws TemplateSyntaxError. */
  constructor(readonly text: string) {
    this.tokens = tokensOf(text)
  }

  /** The token that is read next, be it white space. */
  get peek(): Token {
    return this.tokenAt(this.position)
  }

  /** The token that `nextMeaningful` reads. */
  get peekMeaningful(): Token {
    let { position } = this
    while (this.tokenAt(position).type === 'space') position += 1
    return this.tokenAt(position)
  }

  next(): Token {
    const token = this.peek
    this.position += 1
    return token
  }

  /** Reads past white space. */
  nextMeaningful(): Token {
    let token = this.next()
    while (token.type === 'space') token = this.next()
    return token
  }

  /** Makes a place to which what answers goes back. */
  placeToReturn(): () => void {
    const { position } = this
    return () => {
      this.position = position
    }
  }

  /** Reads the end of the action. Throws TemplateSyntaxError when something else comes next. */
  close(context: string): void {
    const token = this.nextMeaningful()
    if (token.type !== 'close') throw this.unexpected(token, context)
  }

  unexpected(token: Token, context: string): TemplateSyntaxError {
    return this.error(`unexpected ${tokenText(token)} in ${context}`)
  }

  /** An error at the token that was read last. */
  error(message: string): TemplateSyntaxError {
    return new TemplateSyntaxError(message, this.tokens[this.position - 1]?.at ?? 0)
  }

  private tokenAt(position: number): Token {
    return this.tokens[position] ?? { type: 'end', text: '', at: this.text.length }
  }
}

// Models text/template/parse/lex.go item.String
function tokenText({ type, text }: Token): string {
  if (type === 'end') return 'EOF'
  if (type === 'word' && isKeyword(text)) return `<${text}>`
  return text.length > 10 ? `${goQuoted(text.slice(0, 10))}...` : goQuoted(text)
}
