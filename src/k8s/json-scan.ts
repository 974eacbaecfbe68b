import { utf8Length } from '../base/utf8-length'
import { goQuoteCharacter } from './go-quote'

/** The first thing that is wrong with a JSON text, as Go's scanner says it. `offset`: how many bytes it had read. */
export interface JsonSyntaxError {
  readonly offset: number
  readonly message: string
}

/** Where a JSON value ends (an index into the text), what is wrong with it, or `undefined` when the text ends first. */
export type JsonScan = { readonly end: number } | JsonSyntaxError | undefined

const MAX_DEPTH = 1000
const isSpace = (character: string) => ' \t\r\n'.includes(character)
const isDigit = (character: string) => character >= '0' && character <= '9'
const LITERALS: Readonly<Record<string, string>> = { t: 'true', f: 'false', n: 'null' }

/** Scans the value that begins at `start`. */
// Models encoding/json scanner.go
export function scanJson(text: string, start: number): JsonScan {
  const scan = new Scanner(text, start)
  try {
    scan.value(0)
    return { end: scan.at }
  } catch (error) {
    if (error instanceof Wrong) return { offset: utf8Length(text.slice(0, error.at + 1)), message: error.message }
    if (error instanceof Ended) return undefined
    throw error
  }
}

class Wrong extends Error {
  constructor(
    readonly at: number,
    message: string,
  ) {
    super(message)
  }
}

class Ended extends Error {}

class Scanner {
  constructor(
    private readonly text: string,
    public at: number,
  ) {}

  value(depth: number): void {
    const first = this.next()
    if (depth > MAX_DEPTH) throw new Wrong(this.at, 'exceeded max depth')
    if (first === '{') this.object(depth)
    else if (first === '[') this.array(depth)
    else if (first === '"') this.string()
    else if (first === '-' || isDigit(first)) this.number()
    else if (LITERALS[first] !== undefined) this.literal(LITERALS[first])
    else throw this.wrong('looking for beginning of value')
  }

  private object(depth: number): void {
    this.at += 1
    if (this.next() === '}') {
      this.at += 1
      return
    }
    for (;;) {
      if (this.next() !== '"') throw this.wrong('looking for beginning of object key string')
      this.string()
      if (this.next() !== ':') throw this.wrong('after object key')
      this.at += 1
      this.value(depth + 1)
      if (this.ends('}', 'after object key:value pair')) return
    }
  }

  private array(depth: number): void {
    this.at += 1
    if (this.next() === ']') {
      this.at += 1
      return
    }
    for (;;) {
      this.value(depth + 1)
      if (this.ends(']', 'after array element')) return
    }
  }

  /** After an element: whether the collection ends, or a comma says that another one follows. */
  private ends(closing: string, context: string): boolean {
    const character = this.next()
    if (character !== ',' && character !== closing) throw this.wrong(context)
    this.at += 1
    return character === closing
  }

  private string(): void {
    for (this.at += 1; ; this.at += 1) {
      const character = this.here()
      if (character === '"') {
        this.at += 1
        return
      }
      if (character < ' ') throw this.wrong('in string literal')
      if (character === '\\') this.escape()
    }
  }

  private escape(): void {
    this.at += 1
    const character = this.here()
    if (!'bfnrt\\/"u'.includes(character)) throw this.wrong('in string escape code')
    if (character !== 'u') return
    for (let digit = 0; digit < 4; digit++) {
      this.at += 1
      if (!/[0-9a-fA-F]/.test(this.here())) throw this.wrong('in \\u hexadecimal character escape')
    }
  }

  private number(): void {
    if (this.here() === '-') {
      this.at += 1
      if (!isDigit(this.here())) throw this.wrong('in numeric literal')
    }
    if (this.here() === '0') this.at += 1
    else this.digits()
    if (this.text[this.at] === '.') this.fraction('after decimal point in numeric literal')
    if (this.text[this.at] === 'e' || this.text[this.at] === 'E') {
      if ('+-'.includes(this.text[this.at + 1] ?? ' ')) this.at += 1
      this.fraction('in exponent of numeric literal')
    }
  }

  private fraction(context: string): void {
    this.at += 1
    if (!isDigit(this.here())) throw this.wrong(context)
    this.digits()
  }

  private digits(): void {
    while (isDigit(this.text[this.at] ?? ' ')) this.at += 1
  }

  private literal(word: string): void {
    for (const expected of word) {
      if (this.here() !== expected) throw this.wrong(`in literal ${word} (expecting '${expected}')`)
      this.at += 1
    }
  }

  private here(): string {
    const character = this.text[this.at]
    if (character === undefined) throw new Ended()
    return character
  }

  private next(): string {
    while (isSpace(this.here())) this.at += 1
    return this.here()
  }

  private wrong(context: string): Wrong {
    return new Wrong(this.at, `invalid character ${goQuoteCharacter(this.here())} ${context}`)
  }
}
