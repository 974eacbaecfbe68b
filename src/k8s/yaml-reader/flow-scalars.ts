import { type Mark, scannerProblem, type YamlText } from './yaml-text'
import type { Token } from './yaml-token'

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
}
/** How many digits follow. */
const CODES: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 }

/** The white space within a scalar: one break is a space, more are one less. */
class Folded {
  private blanks = ''
  private first = ''
  private rest = ''
  isBroken = false

  /** Reads white space up to the next character that is none. `onBlank`: asked before each blank. */
  read(text: YamlText, onBlank: () => void = () => {}): void {
    while (text.isBlank() || text.isBreak()) {
      if (text.isBlank()) {
        onBlank()
        const blank = text.read()
        if (!this.isBroken) this.blanks += blank
      } else this.readBreak(text)
    }
  }

  private readBreak(text: YamlText): void {
    if (this.isBroken) this.rest += text.readBreak()
    else {
      this.blanks = ''
      this.first = text.readBreak()
      this.isBroken = true
    }
  }

  /** What it stands for in the value; then there is none. */
  take(): string {
    const { blanks, first, rest, isBroken } = this
    this.blanks = ''
    this.first = ''
    this.rest = ''
    this.isBroken = false
    if (!isBroken) return blanks
    // An escaped break has no first one.
    if (first === '\n') return rest === '' ? ' ' : rest
    return first + rest
  }
}

// Models go.yaml.in/yaml/v2 scannerc.go yaml_parser_scan_flow_scalar
export function scanQuoted(text: YamlText, quote: '"' | "'"): Token {
  const start = text.mark()
  text.skip()
  let value = ''
  for (;;) {
    if (text.isDocumentIndicator()) throw scannerProblem('found unexpected document indicator', text.mark(), start)
    if (text.isEnd()) throw scannerProblem('found unexpected end of stream', text.mark(), start)
    const space = new Folded()
    while (!text.isBlankOrEnd()) {
      if (text.peek() === quote) {
        if (quote === '"' || text.peek(1) !== "'") break
        text.skip(2)
        value += "'"
      } else if (quote === '"' && text.peek() === '\\') {
        if (text.isBreak(1)) {
          text.skip()
          text.readBreak()
          space.isBroken = true
          break
        }
        value += scanEscape(text, start)
      } else value += text.read()
    }
    if (text.peek() === quote) break
    space.read(text)
    value += space.take()
  }
  text.skip()
  return { kind: 'scalar', start, value }
}

function scanEscape(text: YamlText, start: Mark): string {
  const letter = text.peek(1)
  const digits = CODES[letter]
  if (digits === undefined) {
    const character = ESCAPES[letter]
    if (character === undefined || letter === '')
      throw scannerProblem('found unknown escape character', text.mark(), start)
    text.skip(2)
    return character
  }
  text.skip(2)
  let code = 0
  for (let i = 0; i < digits; i++) {
    const digit = text.peek(i)
    if (!/^[0-9a-fA-F]$/.test(digit))
      throw scannerProblem('did not find expected hexdecimal number', text.mark(), start)
    code = code * 16 + Number.parseInt(digit, 16)
  }
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) {
    throw scannerProblem('found invalid Unicode character escape code', text.mark(), start)
  }
  text.skip(digits)
  return String.fromCodePoint(code)
}

/** A scalar without quotes, and whether a line begins behind it. `around`: the indentation of what it is in. */
// Models yaml_parser_scan_plain_scalar
export function scanPlain(text: YamlText, around: number, isFlow: boolean): Token & { readonly endsLine: boolean } {
  const start = text.mark()
  const space = new Folded()
  let value = ''
  while (!text.isDocumentIndicator() && text.peek() !== '#') {
    while (!text.isBlankOrEnd()) {
      if (text.peek() === ':' && text.isBlankOrEnd(1)) break
      if (isFlow && ',?[]{}'.includes(text.peek())) break
      value += space.take() + text.read()
    }
    if (!text.isBlank() && !text.isBreak()) break
    space.read(text, () => {
      if (!space.isBroken || text.atColumn > around || text.peek() !== '\t') return
      throw scannerProblem('found a tab character that violates indentation', text.mark(), start)
    })
    if (!isFlow && text.atColumn <= around) break
  }
  return { kind: 'scalar', start, value, isPlain: true, endsLine: space.isBroken }
}
