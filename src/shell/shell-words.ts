/** Part of a word: text, a variable, or the output of a command. Quoted parts are never split or expanded as patterns. */
export type WordPart =
  | { readonly type: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly type: 'variable'; readonly name: string; readonly quoted: boolean; readonly change?: VariableChange }
  | { readonly type: 'arithmetic'; readonly text: string; readonly quoted: boolean }
  | { readonly type: 'command'; readonly line: string; readonly quoted: boolean }

/** `${name:-word}`, `${name#pattern}`, `${#name}`. */
export interface VariableChange {
  readonly operator: ':-' | '-' | '#' | '##' | '%' | '%%' | 'length'
  readonly word: string
}

export type Word = readonly WordPart[]

export type Token =
  | { readonly type: 'word'; readonly word: Word }
  | { readonly type: 'operator'; readonly text: string }
  | { readonly type: 'heredoc'; readonly text: Word }

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ...[...`\\'"?`].map(letter => [letter, letter] as const),
  ...Object.entries({ n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', e: '\x1b', f: '\f', v: '\v' }),
])

/** A line that bash would not read. */
export class ShellSyntaxError extends Error {}

const OPERATORS = [
  '&&',
  '||',
  '>>',
  '2>&1',
  '1>&2',
  '>&2',
  '2>>',
  '2>',
  '&>',
  '|&',
  ';;',
  ';',
  '|',
  '>',
  '<',
  '\n',
  '&',
  '(',
  ')',
]

/** Splits a line, or several, into words and operators. Throws ShellSyntaxError. */
export function tokenise(line: string): Token[] {
  return new Lexer(line).tokens()
}

class Lexer {
  private at = 0
  private readonly out: Token[] = []
  private readonly pendingHeredocs: {
    readonly end: string
    readonly expands: boolean
    readonly dashes: boolean
    readonly index: number
  }[] = []

  constructor(private readonly line: string) {}

  tokens(): Token[] {
    while (this.at < this.line.length) this.next()
    for (const { end } of this.pendingHeredocs)
      throw new ShellSyntaxError(`bash: the text after << wants its end: a line with ${end}`)
    return this.out
  }

  private next(): void {
    const { line } = this
    const character = line.charAt(this.at)
    if (character === ' ' || character === '\t' || character === '\r') {
      this.at += 1
    } else if (character === '\\' && line.charAt(this.at + 1) === '\n') {
      this.at += 2
    } else if (character === '#') {
      while (this.at < line.length && line.charAt(this.at) !== '\n') this.at += 1
    } else if (line.startsWith('<<<', this.at)) {
      this.at += 3
      while (/[ \t]/.test(line.charAt(this.at))) this.at += 1
      this.out.push({ type: 'heredoc', text: [...this.word(), { type: 'text', text: '\n', quoted: true }] })
    } else if (line.startsWith('<<', this.at)) {
      this.heredoc()
    } else {
      const operator = OPERATORS.find(each => line.startsWith(each, this.at))
      if (operator === undefined) this.out.push({ type: 'word', word: this.word() })
      else this.operator(operator)
    }
  }

  private operator(text: string): void {
    this.at += text.length
    this.out.push({ type: 'operator', text })
    if (text === '\n') this.readHeredocs()
  }

  private heredoc(): void {
    this.at += 2
    const dashes = this.line.charAt(this.at) === '-'
    if (dashes) this.at += 1
    while (this.line.charAt(this.at) === ' ') this.at += 1
    const word = this.word()
    const end = word.map(part => (part.type === 'text' ? part.text : '')).join('')
    const expands = word.every(part => !part.quoted)
    this.pendingHeredocs.push({ end, expands, dashes, index: this.out.length })
    this.out.push({ type: 'heredoc', text: [] })
  }

  private readHeredocs(): void {
    for (const { end, expands, dashes, index } of this.pendingHeredocs.splice(0)) {
      const lines: string[] = []
      for (;;) {
        if (this.at >= this.line.length)
          throw new ShellSyntaxError(`bash: warning: here-document delimited by end-of-file (wanted \`${end}')`)
        const stop = this.line.indexOf('\n', this.at)
        const raw = this.line.slice(this.at, stop < 0 ? undefined : stop).replace(/\r$/, '')
        this.at = stop < 0 ? this.line.length : stop + 1
        const text = dashes ? raw.replace(/^\t+/, '') : raw
        if (text === end) break
        lines.push(text)
      }
      const body = lines.map(text => `${text}\n`).join('')
      this.out[index] = {
        type: 'heredoc',
        text: expands ? partsOf(body) : [{ type: 'text', text: body, quoted: true }],
      }
    }
  }

  private word(): Word {
    const parts: WordPart[] = []
    let text = ''
    const flush = () => {
      if (text !== '') parts.push({ type: 'text', text, quoted: false })
      text = ''
    }
    while (this.at < this.line.length) {
      const character = this.line.charAt(this.at)
      if (
        /[\s;|&<>()]/.test(character) ||
        (text === '' && parts.length === 0 && /^[12]>/.test(this.line.slice(this.at)))
      )
        break
      if (character === "'") {
        flush()
        parts.push({ type: 'text', text: this.singleQuoted(), quoted: true })
      } else if (this.line.startsWith("$'", this.at)) {
        flush()
        parts.push({ type: 'text', text: this.escapeQuoted(), quoted: true })
      } else if (character === '"') {
        flush()
        this.at += 1
        const inside = this.until('"')
        parts.push(...(inside === '' ? [{ type: 'text', text: '', quoted: true } as const] : partsOf(inside)))
      } else if (character === '\\') {
        if (this.line.charAt(this.at + 1) !== '\n') {
          flush()
          parts.push({ type: 'text', text: this.line.charAt(this.at + 1), quoted: true })
        }
        this.at += 2
      } else if (character === '$' || character === '`') {
        flush()
        const expansion = readExpansion(this.line, this.at, false)
        this.at = expansion.end
        parts.push(expansion.part)
      } else {
        text += character
        this.at += 1
      }
    }
    flush()
    return parts
  }

  private singleQuoted(): string {
    const end = this.line.indexOf("'", this.at + 1)
    if (end < 0) throw new ShellSyntaxError("bash: unexpected EOF while looking for matching `''")
    const text = this.line.slice(this.at + 1, end)
    this.at = end + 1
    return text
  }

  /** `$'…'`: single quotes in which a backslash has a meaning. */
  private escapeQuoted(): string {
    const [whole, inside] = /^\$'((?:[^'\\]|\\.)*)'/s.exec(this.line.slice(this.at)) ?? []
    if (whole === undefined) throw new ShellSyntaxError("bash: unexpected EOF while looking for matching `''")
    this.at += whole.length
    return (inside ?? '').replace(/\\(.)/gs, (all, letter: string) => ESCAPES.get(letter) ?? all)
  }

  private until(quote: string): string {
    const start = this.at
    for (; this.at < this.line.length; this.at += 1) {
      const character = this.line.charAt(this.at)
      if (character === '\\') this.at += 1
      else if (this.line.startsWith('$(', this.at)) this.at = closingBracket(this.line, this.at + 1)
      else if (character === quote) {
        const text = this.line.slice(start, this.at)
        this.at += 1
        return text
      }
    }
    throw new ShellSyntaxError(`bash: unexpected EOF while looking for matching \`${quote}'`)
  }
}

/** The parts of a text in double quotes, or of a heredoc. */
function partsOf(text: string): WordPart[] {
  const parts: WordPart[] = []
  let plain = ''
  let at = 0
  while (at < text.length) {
    const character = text.charAt(at)
    if (character === '\\' && /["\\$`\n]/.test(text.charAt(at + 1))) {
      if (text.charAt(at + 1) !== '\n') plain += text.charAt(at + 1)
      at += 2
    } else if (character === '$' || character === '`') {
      const expansion = readExpansion(text, at, true)
      if (plain !== '') parts.push({ type: 'text', text: plain, quoted: true })
      plain = ''
      parts.push(expansion.part)
      at = expansion.end
    } else {
      plain += character
      at += 1
    }
  }
  if (plain !== '') parts.push({ type: 'text', text: plain, quoted: true })
  return parts
}

/** As long as the name of a variable and what follows it in braces may be. */
const MAX_BRACES = 1000

function readExpansion(text: string, at: number, quoted: boolean): { part: WordPart; end: number } {
  if (text.charAt(at) === '`') {
    const end = text.indexOf('`', at + 1)
    if (end < 0) throw new ShellSyntaxError("bash: unexpected EOF while looking for matching ``'")
    return { part: { type: 'command', line: text.slice(at + 1, end), quoted }, end: end + 1 }
  }
  if (text.startsWith('$((', at)) {
    const end = closingBracket(text, at + 1)
    if (text.charAt(end - 1) === ')')
      return { part: { type: 'arithmetic', text: text.slice(at + 3, end - 1), quoted }, end: end + 1 }
  }
  if (text.startsWith('$(', at)) {
    const end = closingBracket(text, at + 1)
    return { part: { type: 'command', line: text.slice(at + 2, end), quoted }, end: end + 1 }
  }
  const braces = /^\$\{(#?)(\w+(?:\[(?:\d+|[@*])\])?|\?)(?:(:-|-|##?|%%?)([^{}]*))?\}/.exec(
    text.slice(at, at + MAX_BRACES),
  )
  if (braces !== null) {
    const [all, length, name = '', operator, word = ''] = braces
    const change =
      length === '#' ? { operator: 'length', word } : operator === undefined ? undefined : { operator, word }
    const part = {
      type: 'variable',
      name,
      quoted,
      ...(change === undefined ? {} : { change: change as VariableChange }),
    } as const
    return { part, end: at + all.length }
  }
  if (text.startsWith('${', at)) throw new ShellSyntaxError(`bash: ${text.slice(at, at + 20)}: bad substitution`)
  const name = /^\$([A-Za-z_]\w*|[\d?])/.exec(text.slice(at, at + MAX_BRACES))
  if (name !== null) return { part: { type: 'variable', name: name[1] ?? '', quoted }, end: at + name[0].length }
  return { part: { type: 'text', text: '$', quoted }, end: at + 1 }
}

function closingBracket(text: string, open: number): number {
  let depth = 0
  let quote = ''
  for (let i = open; i < text.length; i++) {
    const character = text.charAt(i)
    if (quote !== '') {
      if (character === quote) quote = ''
    } else if (character === "'" || character === '"') quote = character
    else if (character === '(') depth += 1
    else if (character === ')' && --depth === 0) return i
  }
  throw new ShellSyntaxError("bash: unexpected EOF while looking for matching `)'")
}
