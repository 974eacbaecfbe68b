import { compilePattern, type Pattern } from '../../base/patterns/pattern'
import { PatternError } from '../../base/patterns/pattern-syntax'
import { ToolError } from '../tool-error'

export type SedAddress =
  | { readonly type: 'line'; readonly line: number; readonly step?: number }
  | { readonly type: 'last' }
  | { readonly type: 'pattern'; readonly pattern: Pattern | undefined }
  /** The second of a pair: so many lines more. */
  | { readonly type: 'lines'; readonly count: number }

export interface Substitution {
  readonly type: 's'
  /** Undefined: the last pattern that was used. */
  readonly pattern: Pattern | undefined
  readonly replacement: string
  readonly global: boolean
  /** Which match is the first to be replaced, from 1. */
  readonly nth: number
  readonly print: boolean
}

export type SedAction =
  | Substitution
  | { readonly type: 'd' | 'p' | 'q' | 'Q' | '=' | 'n' | 'h' | 'H' | 'g' | 'G' | 'x' }
  | { readonly type: 'y'; readonly from: readonly string[]; readonly to: readonly string[] }
  | { readonly type: 'i' | 'a' | 'c'; readonly text: string }
  | { readonly type: 'group'; readonly commands: readonly SedCommand[] }

/** One command of a script: where it works, and what it does. */
export interface SedCommand {
  readonly from?: SedAddress
  readonly to?: SedAddress
  readonly negated: boolean
  readonly action: SedAction
}

const MAX_DEPTH = 50

/** Reads a script. Throws ToolError in sed's words. */
export function parseSed(script: string, extended: boolean): readonly SedCommand[] {
  return new SedParser(script, extended).commands(0)
}

class SedParser {
  private at = 0

  constructor(
    private readonly script: string,
    private readonly extended: boolean,
  ) {}

  commands(depth: number): readonly SedCommand[] {
    const commands: SedCommand[] = []
    for (;;) {
      this.skip(/[\s;]/)
      if (this.at >= this.script.length) {
        if (depth > 0) throw this.error("unmatched `{'", 0)
        return commands
      }
      if (this.next() === '}') {
        if (depth === 0) throw this.error("unexpected `}'", this.at + 1)
        this.at += 1
        return commands
      }
      if (this.next() === '#') this.skip(/[^\n]/)
      else commands.push(this.command(depth))
    }
  }

  private command(depth: number): SedCommand {
    const from = this.address()
    let to: SedAddress | undefined
    if (from !== undefined && this.next() === ',') {
      this.at += 1
      this.skip(/ /)
      to = this.address()
      if (to === undefined) throw this.error("unexpected `,'", this.at)
    }
    this.skip(/\s/)
    const negated = this.next() === '!'
    this.skip(/[!\s]/)
    const action = this.action(depth)
    return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), negated, action }
  }

  private address(): SedAddress | undefined {
    const rest = this.script.slice(this.at)
    const number = /^(\d+)(?:~(\d+))?/.exec(rest) ?? undefined
    if (number !== undefined) {
      this.at += number[0].length
      return { type: 'line', line: Number(number[1]), ...(number[2] === undefined ? {} : { step: Number(number[2]) }) }
    }
    const more = /^\+(\d+)/.exec(rest)
    if (more !== null) {
      this.at += more[0].length
      return { type: 'lines', count: Number(more[1]) }
    }
    if (rest.startsWith('$')) {
      this.at += 1
      return { type: 'last' }
    }
    const delimiter = rest.startsWith('/') ? '/' : rest.startsWith('\\') ? rest.charAt(1) : ''
    if (delimiter === '') return undefined
    this.at += rest.startsWith('/') ? 1 : 2
    const source = this.until(delimiter, 'unterminated address regex')
    const ignoreCase = this.next() === 'I'
    if (ignoreCase) this.at += 1
    return { type: 'pattern', pattern: this.pattern(source, ignoreCase) }
  }

  private action(depth: number): SedAction {
    const letter = this.next()
    this.at += 1
    switch (letter) {
      case '':
        throw this.error('missing command', this.at - 1)
      case '{':
        if (depth >= MAX_DEPTH) throw this.error('too many {', this.at)
        return { type: 'group', commands: this.commands(depth + 1) }
      case 's':
        return this.substitution()
      case 'y':
        return this.transliteration()
      case 'i':
      case 'a':
      case 'c':
        return { type: letter, text: this.text() }
      case 'd':
      case 'p':
      case 'q':
      case 'Q':
      case '=':
      case 'n':
      case 'h':
      case 'H':
      case 'g':
      case 'G':
      case 'x':
        this.finish()
        return { type: letter }
      default:
        throw this.error(`unknown command: \`${letter}'`, this.at)
    }
  }

  private substitution(): Substitution {
    const delimiter = this.delimiter('s')
    const source = this.until(delimiter, "unterminated `s' command")
    const replacement = this.until(delimiter, "unterminated `s' command", false)
    const flags = /^[gpiIe0-9]*/.exec(this.script.slice(this.at))?.[0] ?? ''
    this.at += flags.length
    if (!/^[\s;}#]?$/.test(this.next())) throw this.error("unknown option to `s'", this.at + 1)
    this.finish()
    const nth = Number(/\d+/.exec(flags)?.[0] ?? '1')
    if (nth === 0) throw this.error("number option to `s' command may not be zero", this.at)
    return {
      type: 's',
      pattern: this.pattern(source, /[iI]/.test(flags)),
      replacement,
      global: flags.includes('g'),
      nth,
      print: flags.includes('p'),
    }
  }

  private transliteration(): SedAction {
    const delimiter = this.delimiter('y')
    const from = [...unescapeText(this.until(delimiter, "unterminated `y' command"))]
    const to = [...unescapeText(this.until(delimiter, "unterminated `y' command"))]
    if (from.length !== to.length) throw this.error("strings for `y' command are different lengths", this.at)
    this.finish()
    return { type: 'y', from, to }
  }

  private delimiter(command: string): string {
    const delimiter = this.next()
    this.at += 1
    if (delimiter === '' || delimiter === '\n' || delimiter === '\\')
      throw this.error(`unterminated \`${command}' command`, this.at - 1)
    return delimiter
  }

  private text(): string {
    this.skip(/[ \t]/)
    if (this.next() === '\\') {
      this.at += 1
      this.skip(/[ \t]/)
      if (this.next() === '\n') this.at += 1
    }
    if (this.at >= this.script.length) throw this.error("expected \\ after `a', `c' or `i'", this.at)
    let text = ''
    while (this.at < this.script.length && this.next() !== '\n') {
      if (this.next() === '\\') this.at += 1
      text += this.next()
      this.at += 1
    }
    return text
  }

  /** The text up to the delimiter; `\` before it takes its meaning away. */
  private until(delimiter: string, problem: string, pattern = true): string {
    let text = ''
    let bracket = false
    while (this.at < this.script.length) {
      const character = this.next()
      this.at += 1
      if (character === '\\' && this.at < this.script.length) {
        const escaped = this.next()
        this.at += 1
        text += escaped === delimiter ? escaped : `\\${escaped}`
      } else if (character === delimiter && !bracket) return text
      else {
        if (pattern && character === '[' && !bracket) bracket = true
        else if (character === ']' && bracket && !/\[\^?$/.test(text)) bracket = false
        text += character
      }
    }
    throw this.error(problem, this.script.length)
  }

  private pattern(source: string, ignoreCase: boolean): Pattern | undefined {
    if (source === '') return undefined
    try {
      return compilePattern(source, { syntax: this.extended ? 'extended' : 'basic', ignoreCase })
    } catch (error) {
      throw error instanceof PatternError ? this.error(error.message, this.at) : error
    }
  }

  private finish(): void {
    this.skip(/[ \t]/)
    if (!/^[\n;}#]?$/.test(this.next())) throw this.error('extra characters after command', this.at + 1)
  }

  private next(): string {
    return this.script.charAt(this.at)
  }

  private skip(what: RegExp): void {
    while (this.at < this.script.length && what.test(this.next())) this.at += 1
  }

  private error(text: string, place: number): ToolError {
    return new ToolError(`-e expression #1, char ${place}: ${text}`)
  }
}

/** `\n` and `\t` as the characters that they stand for. */
const unescapeText = (text: string) =>
  text.replace(/\\(.)/gs, (_, character: string) => (character === 'n' ? '\n' : character === 't' ? '\t' : character))
