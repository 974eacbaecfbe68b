import { compilePattern, type Pattern } from '../../base/patterns/pattern'
import { ToolError } from '../tool-error'

export type AwkExpression =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'pattern'; readonly pattern: Pattern }
  | AwkTarget
  | { readonly type: 'assign'; readonly target: AwkTarget; readonly operator: string; readonly value: AwkExpression }
  | { readonly type: 'step'; readonly target: AwkTarget; readonly by: 1 | -1; readonly before: boolean }
  | {
      readonly type: 'choice'
      readonly when: AwkExpression
      readonly then: AwkExpression
      readonly else: AwkExpression
    }
  | { readonly type: 'binary'; readonly operator: string; readonly left: AwkExpression; readonly right: AwkExpression }
  | { readonly type: 'unary'; readonly operator: string; readonly value: AwkExpression }
  | { readonly type: 'in'; readonly keys: readonly AwkExpression[]; readonly array: string }
  | { readonly type: 'call'; readonly name: string; readonly args: readonly AwkExpression[] }

/** What can stand at the left of `=`. */
export type AwkTarget =
  | { readonly type: 'variable'; readonly name: string }
  | { readonly type: 'field'; readonly index: AwkExpression }
  | { readonly type: 'element'; readonly array: string; readonly keys: readonly AwkExpression[] }

export type AwkStatement =
  | { readonly type: 'expression'; readonly value: AwkExpression }
  | { readonly type: 'print' | 'printf'; readonly values: readonly AwkExpression[] }
  | { readonly type: 'if'; readonly when: AwkExpression; readonly then: AwkStatement; readonly else?: AwkStatement }
  | { readonly type: 'while'; readonly when: AwkExpression; readonly body: AwkStatement; readonly first: boolean }
  | {
      readonly type: 'for'
      readonly start?: AwkStatement
      readonly when?: AwkExpression
      readonly next?: AwkStatement
      readonly body: AwkStatement
    }
  | { readonly type: 'for-in'; readonly name: string; readonly array: string; readonly body: AwkStatement }
  | { readonly type: 'block'; readonly statements: readonly AwkStatement[] }
  | { readonly type: 'delete'; readonly array: string; readonly keys?: readonly AwkExpression[] }
  | { readonly type: 'next' | 'break' | 'continue' }
  | { readonly type: 'exit'; readonly code?: AwkExpression }

/** `pattern { statements }`; without statements the line is printed. */
export interface AwkRule {
  readonly when: 'BEGIN' | 'END' | 'lines'
  readonly from?: AwkExpression
  readonly to?: AwkExpression
  readonly body?: AwkStatement
}

export interface AwkToken {
  readonly type: 'number' | 'text' | 'name' | 'call' | 'operator' | 'newline' | 'end'
  readonly text: string
  /** Where it begins in the program. */
  readonly at: number
}

const OPERATORS = [
  ...['&&', '||', '==', '!=', '<=', '>=', '++', '--', '+=', '-=', '*=', '/=', '%=', '^=', '!~', '**'],
  ...[
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    ';',
    ',',
    '+',
    '-',
    '*',
    '/',
    '%',
    '^',
    '!',
    '>',
    '<',
    '|',
    '?',
    ':',
    '~',
    '$',
    '=',
  ],
]

/** Cuts a program into tokens as they are asked for: whether `/` divides or begins a pattern only the parser knows. */
export class AwkLexer {
  private at = 0

  constructor(private readonly program: string) {}

  next(): AwkToken {
    const blank = /(?:[ \t\r]|\\\n|#[^\n]*)*/y
    blank.lastIndex = this.at
    this.at += blank.exec(this.program)?.[0].length ?? 0
    const { program, at } = this
    if (at >= program.length) return { type: 'end', text: '', at }
    const character = program.charAt(at)
    if (character === '\n') return this.token('newline', '\n')
    if (character === '"') return this.text()
    const number = this.match(/(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y)
    if (number !== undefined) return this.token('number', number)
    const name = this.match(/[A-Za-z_]\w*/y)
    if (name !== undefined) return this.token(program.charAt(at + name.length) === '(' ? 'call' : 'name', name)
    const operator = OPERATORS.find(each => program.startsWith(each, at))
    if (operator === undefined) throw this.error(`unexpected character '${character}'`, at)
    return this.token('operator', operator)
  }

  /** The pattern whose first slash has just been read, and what was read behind it. */
  pattern(begun: string): Pattern {
    const start = this.at
    let bracket = false
    for (; this.at < this.program.length; this.at++) {
      const character = this.program.charAt(this.at)
      if (character === '\n') break
      if (character === '\\') this.at += 1
      else if (character === '[') bracket = true
      else if (character === ']') bracket = false
      else if (character === '/' && !bracket) {
        const source = (begun + this.program.slice(start, this.at)).replaceAll('\\/', '/')
        this.at += 1
        return compilePattern(source, { syntax: 'extended' })
      }
    }
    throw this.error('regular expression is not ended', start)
  }

  error(text: string, at: number): ToolError {
    const line = this.program.slice(0, at).split('\n').length
    return new ToolError(`line ${line}: ${text}`)
  }

  private text(): AwkToken {
    const start = this.at
    let text = ''
    for (this.at += 1; this.at < this.program.length; this.at++) {
      const character = this.program.charAt(this.at)
      if (character === '"') {
        this.at += 1
        return { type: 'text', text, at: start }
      }
      if (character === '\n') break
      if (character === '\\') {
        this.at += 1
        text += escaped(this.program.charAt(this.at))
      } else text += character
    }
    throw this.error('string is not ended', start)
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at
    return pattern.exec(this.program)?.[0]
  }

  private token(type: AwkToken['type'], text: string): AwkToken {
    const token = { type, text, at: this.at }
    this.at += text.length
    return token
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '"': '"',
  '\\': '\\',
  '/': '/',
  a: '\x07',
}

const escaped = (character: string) =>
  Object.hasOwn(ESCAPES, character) ? (ESCAPES[character] ?? '') : `\\${character}`
