/** A small shell, as it is found in the `sh -c` of manifests: lists, pipes, loops, conditions, quoting, assignments. */
export type Script =
  | { readonly is: 'command'; readonly words: readonly Word[]; readonly assigns: readonly Assignment[] }
  | { readonly is: 'pipe'; readonly parts: readonly Script[] }
  | { readonly is: 'list'; readonly parts: readonly Script[] }
  | { readonly is: 'and' | 'or'; readonly left: Script; readonly right: Script }
  | { readonly is: 'while'; readonly until: boolean; readonly condition: Script; readonly body: Script }
  | { readonly is: 'for'; readonly name: string; readonly values: readonly Word[]; readonly body: Script }
  | { readonly is: 'if'; readonly condition: Script; readonly body: Script; readonly otherwise?: Script }

/** A word as it was written, in pieces: text stands for itself, code is expanded. */
export type Word = readonly WordPiece[]
export interface WordPiece {
  readonly text: string
  /** Single quotes: nothing is expanded. */
  readonly literal?: boolean
  /** Quoted: what comes out is one word. */
  readonly quoted?: boolean
}

export interface Assignment {
  readonly name: string
  readonly value: Word
}

type Token = { readonly op: string } | { readonly word: Word; readonly bare: string }

/** What this small shell cannot read. */
export class ScriptError extends Error {}

const OPERATORS = ['&&', '||', ';;', ';', '|', '\n', '(', ')', '&', '{', '}']
const MAX_TOKENS = 5000

/** Throws ScriptError. */
export function parseScript(text: string): Script {
  const parser = new Parser(tokens(text))
  const script = parser.list([])
  if (!parser.atEnd) throw new ScriptError('syntax error')
  return script
}

function tokens(text: string): Token[] {
  const found: Token[] = []
  let at = 0
  while (at < text.length) {
    const rest = text.slice(at, at + 2)
    const character = text.charAt(at)
    if (character === ' ' || character === '\t') at += 1
    else if (rest === '\\\n') at += 2
    else if (character === '#') at = lineEnd(text, at)
    else {
      const redirect = /^(?:[12]?>>?(?:&[12]|\s*\S+)|<\s*\S+)/.exec(text.slice(at))
      const op = OPERATORS.find(each => text.startsWith(each, at))
      if (redirect !== null) {
        found.push({ op: redirect[0].replace(/\s+/g, '') })
        at += redirect[0].length
      } else if (op !== undefined && !/^[{}]\S/.test(text.slice(at, at + 2))) {
        found.push({ op })
        at += op.length
      } else {
        const { word, end } = wordAt(text, at)
        found.push({ word, bare: word.length === 1 && word[0]?.quoted !== true ? (word[0]?.text ?? '') : '' })
        at = end
      }
    }
    if (found.length > MAX_TOKENS) throw new ScriptError('too long')
  }
  return found
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

function wordAt(text: string, start: number): { word: Word; end: number } {
  const pieces: WordPiece[] = []
  let at = start
  let plain = ''
  const flush = () => {
    if (plain !== '') pieces.push({ text: plain })
    plain = ''
  }
  while (at < text.length) {
    const character = text.charAt(at)
    if (/[\s;|&()]/.test(character)) break
    if (character === "'") {
      const end = closing(text, at + 1, "'")
      flush()
      pieces.push({ text: text.slice(at + 1, end), literal: true, quoted: true })
      at = end + 1
    } else if (character === '"') {
      const end = closing(text, at + 1, '"')
      flush()
      pieces.push({ text: text.slice(at + 1, end), quoted: true })
      at = end + 1
    } else if (character === '\\') {
      flush()
      pieces.push({ text: text.charAt(at + 1), literal: true, quoted: true })
      at += 2
    } else if (character === '$' && text.charAt(at + 1) === '(') {
      const end = closingBracket(text, at + 1)
      plain += text.slice(at, end)
      at = end
    } else {
      plain += character
      at += 1
    }
  }
  flush()
  return { word: pieces, end: at }
}

function closing(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at++) {
    if (text.charAt(at) === quote) return at
    if (quote === '"' && text.charAt(at) === '\\') at += 1
    else if (quote === '"' && text.startsWith('$(', at)) at = closingBracket(text, at + 1) - 1
  }
  throw new ScriptError('unterminated quoted string')
}

/** Behind the bracket that closes the one at `open`. */
export function closingBracket(text: string, open: number): number {
  let depth = 0
  for (let at = open; at < text.length; at++) {
    if (text.charAt(at) === '(') depth += 1
    if (text.charAt(at) === ')') depth -= 1
    if (depth === 0) return at + 1
  }
  throw new ScriptError('unterminated substitution')
}

const ENDS = new Set(['do', 'done', 'then', 'else', 'elif', 'fi', '}'])

class Parser {
  private at = 0
  constructor(private readonly tokens: readonly Token[]) {}

  get atEnd(): boolean {
    return this.at >= this.tokens.length
  }

  /** Commands up to one of the words; that word is left. */
  list(until: readonly string[]): Script {
    const parts: Script[] = []
    for (;;) {
      while (this.isOp(';') || this.isOp('\n') || this.isOp('&')) this.at += 1
      if (this.atEnd || until.some(word => this.isWord(word) || this.isOp(word))) return { is: 'list', parts }
      parts.push(this.andOr())
    }
  }

  private andOr(): Script {
    let left = this.pipe()
    while (this.isOp('&&') || this.isOp('||')) {
      const is = this.isOp('&&') ? 'and' : 'or'
      this.at += 1
      while (this.isOp('\n')) this.at += 1
      left = { is, left, right: this.pipe() }
    }
    return left
  }

  private pipe(): Script {
    const parts = [this.command()]
    while (this.isOp('|')) {
      this.at += 1
      parts.push(this.command())
    }
    const [only] = parts
    return parts.length === 1 && only !== undefined ? only : { is: 'pipe', parts }
  }

  private command(): Script {
    if (this.isWord('while') || this.isWord('until')) return this.loop()
    if (this.isWord('for')) return this.forLoop()
    if (this.isWord('if')) return this.condition()
    if (this.isOp('(') || this.isOp('{')) return this.group()
    const assigns: Assignment[] = []
    const words: Word[] = []
    for (let token = this.tokens[this.at]; token !== undefined; token = this.tokens[this.at]) {
      if ('op' in token) {
        if (!/[<>]/.test(token.op)) break
        this.at += 1
        continue
      }
      if (words.length === 0 && ENDS.has(token.bare)) break
      const assign = words.length === 0 ? assignment(token.word) : undefined
      if (assign === undefined) words.push(token.word)
      else assigns.push(assign)
      this.at += 1
    }
    if (words.length === 0 && assigns.length === 0) throw new ScriptError('syntax error')
    return { is: 'command', words, assigns }
  }

  private group(): Script {
    const close = this.isOp('(') ? ')' : '}'
    this.at += 1
    const body = this.list([close])
    this.at += 1
    return body
  }

  private loop(): Script {
    const until = this.isWord('until')
    this.at += 1
    const condition = this.list(['do'])
    return { is: 'while', until, condition, body: this.doBody() }
  }

  private forLoop(): Script {
    this.at += 1
    const name = this.takeBare()
    const values: Word[] = []
    if (this.isWord('in')) {
      this.at += 1
      for (let token = this.tokens[this.at]; token !== undefined && 'word' in token; token = this.tokens[this.at]) {
        values.push(token.word)
        this.at += 1
      }
    }
    while (this.isOp(';') || this.isOp('\n')) this.at += 1
    return { is: 'for', name, values, body: this.doBody() }
  }

  private condition(): Script {
    this.at += 1
    const condition = this.list(['then'])
    this.expect('then')
    const body = this.list(['else', 'elif', 'fi'])
    if (this.isWord('elif')) return { is: 'if', condition, body, otherwise: this.condition() }
    if (!this.isWord('else')) {
      this.expect('fi')
      return { is: 'if', condition, body }
    }
    this.at += 1
    const otherwise = this.list(['fi'])
    this.expect('fi')
    return { is: 'if', condition, body, otherwise }
  }

  private doBody(): Script {
    this.expect('do')
    const body = this.list(['done'])
    this.expect('done')
    return body
  }

  private takeBare(): string {
    const token = this.tokens[this.at]
    this.at += 1
    return token !== undefined && 'word' in token ? token.bare : ''
  }

  private expect(word: string): void {
    if (!this.isWord(word)) throw new ScriptError(`syntax error: expected "${word}"`)
    this.at += 1
  }

  private isOp(op: string): boolean {
    const token = this.tokens[this.at]
    return token !== undefined && 'op' in token && token.op === op
  }

  private isWord(word: string): boolean {
    const token = this.tokens[this.at]
    return token !== undefined && 'word' in token && token.bare === word
  }
}

function assignment(word: Word): Assignment | undefined {
  const [first, ...rest] = word
  const match = first?.quoted === true ? null : /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(first?.text ?? '')
  if (match === null) return undefined
  const value = match[2] ?? ''
  return { name: match[1] ?? '', value: value === '' ? rest : [{ text: value }, ...rest] }
}
