import { scanBlockScalar } from './block-scalar'
import { scanPlain, scanQuoted } from './flow-scalars'
import { scanAnchor, scanDirective, scanTag } from './tags-and-directives'
import { type Mark, scannerProblem, YamlText } from './yaml-text'
import type { Token, TokenKind } from './yaml-token'

/** A place where a key may have begun that nothing has marked as one: it ends before the line does. */
interface SimpleKey {
  readonly mark: Mark
  readonly isPossible: boolean
  /** Nothing else can stand there. */
  readonly isRequired: boolean
  /** Of the token that begins it, among all tokens. */
  readonly number: number
}

const NO_MARK: Mark = { index: 0, line: 0, column: 0 }
const NO_KEY: SimpleKey = { mark: NO_MARK, isPossible: false, isRequired: false, number: 0 }

const FLOW_STARTS: Readonly<Record<string, TokenKind>> = { '[': 'flow-sequence-start', '{': 'flow-mapping-start' }
const FLOW_ENDS: Readonly<Record<string, TokenKind>> = { ']': 'flow-sequence-end', '}': 'flow-mapping-end' }

const LONGEST_KEY = 1024
const DEEPEST = 10_000

/** Makes the pieces of a text, with those that indentation stands for. Throws YamlProblem. */
// Models go.yaml.in/yaml/v2 scannerc.go
export class Scanner {
  private readonly text: YamlText
  private tokens: Token[] = []
  /** How many tokens have been taken. */
  private taken = 0
  private indent = -1
  private readonly indents: number[] = []
  private flowLevel = 0
  private allowsKey = true
  /** One for each flow collection that is open, and one for what is around them. */
  private readonly keys: SimpleKey[] = [NO_KEY]
  /** Where in `keys` the one is that may begin with a token, by the number of the token. */
  private readonly keysByToken = new Map<number, number>()
  private isAtEnd = false

  constructor(text: string) {
    this.text = new YamlText(text)
  }

  peek(): Token {
    this.fetchMore()
    return this.tokens[0] as Token
  }

  take(): Token {
    const token = this.peek()
    this.tokens.shift()
    this.taken += 1
    return token
  }

  /** How far the text has been looked at. */
  get position(): number {
    return this.text.atIndex
  }

  // A token may turn out to be the start of a key: then one that says so comes before it.
  private fetchMore(): void {
    while (this.tokens.length === 0 || this.mayBecomeKey(this.taken)) {
      if (this.isAtEnd) return
      this.fetchNext()
    }
  }

  private mayBecomeKey(number: number): boolean {
    const index = this.keysByToken.get(number)
    return index !== undefined && this.isStillKey(index)
  }

  private isStillKey(index: number): boolean {
    const key = this.keys[index] ?? NO_KEY
    if (!key.isPossible) return false
    if (key.mark.line === this.text.atLine && key.mark.index + LONGEST_KEY >= this.text.atIndex) return true
    if (key.isRequired) throw scannerProblem("could not find expected ':'", this.text.mark(), key.mark)
    this.keys[index] = { ...key, isPossible: false }
    return false
  }

  private fetchNext(): void {
    const { text } = this
    this.skipToToken()
    this.unrollIndent(text.atColumn)
    const next = text.peek()
    if (text.isEnd()) this.fetchEnd()
    else if (text.atColumn === 0 && next === '%') this.fetchDirective()
    else if (text.isDocumentIndicator()) this.fetchIndicator(next === '-' ? 'document-start' : 'document-end')
    else if (!this.fetchMarked(next)) this.fetchUnmarked(next)
  }

  /** What its first character tells, wherever it stands. */
  private fetchMarked(next: string): boolean {
    const { text } = this
    const start = FLOW_STARTS[next]
    const end = FLOW_ENDS[next]
    if (start !== undefined) this.fetchFlowStart(start)
    else if (end !== undefined) this.fetchFlowEnd(end)
    else if (next === ',') this.fetchEntry('flow-entry')
    else if (next === '*' || next === '&') this.fetchScalar(() => scanAnchor(text, next === '*' ? 'alias' : 'anchor'))
    else if (next === '!') this.fetchScalar(() => scanTag(text))
    else if (next === "'" || next === '"') this.fetchScalar(() => scanQuoted(text, next))
    else return false
    return true
  }

  private fetchUnmarked(next: string): void {
    const { text } = this
    const isFlow = this.flowLevel > 0
    if (next === '-' && text.isBlankOrEnd(1)) this.fetchBlockEntry()
    else if (next === '?' && (isFlow || text.isBlankOrEnd(1))) this.fetchKey()
    else if (next === ':' && (isFlow || text.isBlankOrEnd(1))) this.fetchValue()
    else if ((next === '|' || next === '>') && !isFlow) this.fetchBlockScalar(next === '|')
    else if (this.beginsPlain(next)) this.fetchPlain()
    else throw scannerProblem('found character that cannot start any token', text.mark())
  }

  private beginsPlain(next: string): boolean {
    const { text } = this
    if (next === '-') return !text.isBlank(1)
    if (next === '?' || next === ':') return this.flowLevel === 0 && !text.isBlankOrEnd(1)
    return !text.isBlankOrEnd() && !'#|>%@`'.includes(next)
  }

  /** Tabs are space only where no key can begin. */
  private skipToToken(): void {
    const { text } = this
    for (;;) {
      while (text.peek() === ' ' || ((this.flowLevel > 0 || !this.allowsKey) && text.peek() === '\t')) text.skip()
      text.skipComment()
      if (!text.isBreak()) return
      text.readBreak()
      if (this.flowLevel === 0) this.allowsKey = true
    }
  }

  private add(kind: TokenKind, start: Mark, before?: number): void {
    const token = { kind, start }
    if (before === undefined || before < this.taken) this.tokens.push(token)
    else this.tokens.splice(before - this.taken, 0, token)
  }

  private saveKey(): void {
    const mark = this.text.mark()
    const isRequired = this.flowLevel === 0 && this.indent === mark.column
    if (!this.allowsKey) return
    this.removeKey()
    const last = this.keys.length - 1
    this.keys[last] = { mark, isPossible: true, isRequired, number: this.nextNumber }
    this.keysByToken.set(this.nextNumber, last)
  }

  private get nextNumber(): number {
    return this.taken + this.tokens.length
  }

  private removeKey(): void {
    const last = this.keys.length - 1
    const key = this.keys[last] ?? NO_KEY
    if (!key.isPossible) return
    if (key.isRequired) throw scannerProblem("could not find expected ':'", this.text.mark(), key.mark)
    this.forgetKey(last, key)
  }

  private forgetKey(index: number, key: SimpleKey): void {
    this.keys[index] = { ...key, isPossible: false }
    this.keysByToken.delete(key.number)
  }

  /** Something begins deeper than what is around it. `before`: the number of the token that it begins with. */
  private rollIndent(column: number, kind: TokenKind, mark: Mark, before?: number): void {
    if (this.flowLevel > 0 || this.indent >= column) return
    this.indents.push(this.indent)
    this.indent = column
    if (this.indents.length > DEEPEST) throw scannerProblem(`exceeded max depth of ${DEEPEST}`, this.text.mark())
    this.add(kind, mark, before)
  }

  private unrollIndent(column: number): void {
    if (this.flowLevel > 0) return
    while (this.indent > column) {
      this.add('block-end', this.text.mark())
      this.indent = this.indents.pop() ?? -1
    }
  }

  private fetchEnd(): void {
    this.text.endLine()
    this.unrollIndent(-1)
    this.removeKey()
    this.allowsKey = false
    this.add('stream-end', this.text.mark())
    this.isAtEnd = true
  }

  private fetchDirective(): void {
    this.unrollIndent(-1)
    this.removeKey()
    this.allowsKey = false
    this.tokens.push(scanDirective(this.text))
  }

  private fetchIndicator(kind: TokenKind): void {
    this.unrollIndent(-1)
    this.removeKey()
    this.allowsKey = false
    this.add(kind, this.text.mark())
    this.text.skip(3)
  }

  private fetchFlowStart(kind: TokenKind): void {
    this.saveKey()
    this.keys.push({ ...NO_KEY, number: this.nextNumber })
    this.flowLevel += 1
    if (this.flowLevel > DEEPEST) throw scannerProblem(`exceeded max depth of ${DEEPEST}`, this.text.mark())
    this.allowsKey = true
    this.add(kind, this.text.mark())
    this.text.skip()
  }

  private fetchFlowEnd(kind: TokenKind): void {
    this.removeKey()
    if (this.flowLevel > 0) {
      this.flowLevel -= 1
      // As the real reader does it: without a key in it, the collection itself can be none any more.
      this.keysByToken.delete(this.keys.pop()?.number ?? 0)
    }
    this.allowsKey = false
    this.add(kind, this.text.mark())
    this.text.skip()
  }

  private fetchEntry(kind: TokenKind): void {
    this.removeKey()
    this.allowsKey = true
    this.add(kind, this.text.mark())
    this.text.skip()
  }

  private fetchBlockEntry(): void {
    this.rollWhereKeysMay('block-sequence-start', 'block sequence entries are not allowed in this context')
    this.fetchEntry('block-entry')
  }

  private fetchKey(): void {
    this.rollWhereKeysMay('block-mapping-start', 'mapping keys are not allowed in this context')
    this.fetchEntry('key')
    this.allowsKey = this.flowLevel === 0
  }

  private rollWhereKeysMay(kind: TokenKind, otherwise: string): void {
    if (this.flowLevel > 0) return
    const mark = this.text.mark()
    if (!this.allowsKey) throw scannerProblem(otherwise, mark)
    this.rollIndent(mark.column, kind, mark)
  }

  private fetchValue(): void {
    const last = this.keys.length - 1
    const key = this.keys[last] ?? NO_KEY
    if (this.isStillKey(last)) {
      this.add('key', key.mark, key.number)
      this.rollIndent(key.mark.column, 'block-mapping-start', key.mark, key.number)
      this.forgetKey(last, key)
      this.allowsKey = false
    } else {
      this.rollWhereKeysMay('block-mapping-start', 'mapping values are not allowed in this context')
      this.allowsKey = this.flowLevel === 0
    }
    this.add('value', this.text.mark())
    this.text.skip()
  }

  private fetchScalar(scan: () => Token): void {
    this.saveKey()
    this.allowsKey = false
    this.tokens.push(scan())
  }

  private fetchPlain(): void {
    this.saveKey()
    this.allowsKey = false
    const token = scanPlain(this.text, this.indent, this.flowLevel > 0)
    if (token.endsLine) this.allowsKey = true
    this.tokens.push(token)
  }

  private fetchBlockScalar(isLiteral: boolean): void {
    this.removeKey()
    this.allowsKey = true
    this.tokens.push(scanBlockScalar(this.text, isLiteral, this.indent))
  }
}
