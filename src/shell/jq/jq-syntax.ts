import type { Json } from './json-values'

export type JqNode =
  | { readonly type: 'identity' | 'recurse' }
  | { readonly type: 'literal'; readonly value: Json }
  | { readonly type: 'text'; readonly format: string | undefined; readonly parts: readonly (string | JqNode)[] }
  | { readonly type: 'format'; readonly format: string }
  | { readonly type: 'index'; readonly of: JqNode; readonly key: JqNode }
  | { readonly type: 'slice'; readonly of: JqNode; readonly from?: JqNode; readonly to?: JqNode }
  | { readonly type: 'iterate'; readonly of: JqNode }
  | { readonly type: 'pipe' | 'comma' | 'and' | 'or' | 'alternative'; readonly left: JqNode; readonly right: JqNode }
  | { readonly type: 'binary'; readonly operator: string; readonly left: JqNode; readonly right: JqNode }
  | { readonly type: 'update'; readonly operator: string; readonly left: JqNode; readonly right: JqNode }
  | { readonly type: 'negate'; readonly value: JqNode }
  | { readonly type: 'array'; readonly inner?: JqNode }
  | { readonly type: 'object'; readonly entries: readonly { readonly key: JqNode; readonly value: JqNode }[] }
  | { readonly type: 'if'; readonly when: JqNode; readonly then: JqNode; readonly else?: JqNode }
  | { readonly type: 'try'; readonly body: JqNode; readonly catch?: JqNode }
  | {
      readonly type: 'reduce'
      readonly source: JqNode
      readonly as: JqPattern
      readonly start: JqNode
      readonly step: JqNode
    }
  | {
      readonly type: 'foreach'
      readonly source: JqNode
      readonly as: JqPattern
      readonly start: JqNode
      readonly step: JqNode
      readonly out?: JqNode
    }
  | { readonly type: 'as'; readonly source: JqNode; readonly patterns: readonly JqPattern[]; readonly body: JqNode }
  | {
      readonly type: 'define'
      readonly name: string
      readonly parameters: readonly string[]
      readonly body: JqNode
      readonly rest: JqNode
    }
  | { readonly type: 'call'; readonly name: string; readonly args: readonly JqNode[] }
  | { readonly type: 'variable'; readonly name: string }
  | { readonly type: 'label'; readonly name: string; readonly body: JqNode }
  | { readonly type: 'break'; readonly name: string }

/** Where the parts of a value go: `$x`, `[$a, $b]`, `{name: $n, $kind}`. */
export type JqPattern =
  | { readonly type: 'variable'; readonly name: string }
  | { readonly type: 'array'; readonly items: readonly JqPattern[] }
  | {
      readonly type: 'object'
      readonly entries: readonly { readonly key: JqNode; readonly variable?: string; readonly pattern?: JqPattern }[]
    }

export interface JqToken {
  readonly type: 'operator' | 'name' | 'field' | 'variable' | 'format' | 'number' | 'text' | 'end'
  readonly text: string
  /** Of a text: what stands in it, `\(…)` as programs of their own. */
  readonly parts?: readonly (string | { readonly program: string })[]
}

/** A program that cannot be read. */
export class JqSyntaxError extends Error {}

const TOKEN =
  /\s+|#[^\n]*|(?<operator>\?\/\/=?|\|=|\/\/=?|[-+*/%]=|==|!=|<=|>=|\.\.|[-+*/%=<>|,()[\]{}:;?])|\.(?<field>[A-Za-z_]\w*)|(?<number>\d+(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+)|(?<dot>\.)|\$(?<variable>[A-Za-z_]\w*)|@(?<format>[A-Za-z]\w*)|(?<name>[A-Za-z_]\w*(?:::\w+)*)|(?<quote>")/y

/** Throws JqSyntaxError. */
export function readJqTokens(program: string): readonly JqToken[] {
  const tokens: JqToken[] = []
  let at = 0
  while (at < program.length) {
    TOKEN.lastIndex = at
    const match = TOKEN.exec(program)
    if (match === null)
      throw new JqSyntaxError('syntax error, unexpected INVALID_CHARACTER (Unix shell quoting issues?)')
    at = TOKEN.lastIndex
    const { operator, field, number, dot, variable, format, name, quote } = match.groups ?? {}
    if (quote !== undefined) {
      const text = readText(program, at)
      tokens.push({ type: 'text', text: '"', parts: text.parts })
      at = text.end
    } else if (operator !== undefined || dot !== undefined) tokens.push({ type: 'operator', text: operator ?? '.' })
    else if (field !== undefined) tokens.push({ type: 'field', text: field })
    else if (number !== undefined) tokens.push({ type: 'number', text: number })
    else if (variable !== undefined) tokens.push({ type: 'variable', text: variable })
    else if (format !== undefined) tokens.push({ type: 'format', text: format })
    else if (name !== undefined) tokens.push({ type: 'name', text: name })
  }
  return tokens
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  '"': '"',
  '\\': '\\',
  '/': '/',
}

function readText(program: string, start: number): { parts: NonNullable<JqToken['parts']>; end: number } {
  const parts: (string | { program: string })[] = []
  let text = ''
  for (let at = start; at < program.length; at++) {
    const character = program.charAt(at)
    if (character === '"') return { parts: [...parts, text], end: at + 1 }
    if (character !== '\\') {
      text += character
      continue
    }
    at += 1
    const letter = program.charAt(at)
    if (letter === '(') {
      const end = closing(program, at)
      parts.push(text, { program: program.slice(at + 1, end) })
      text = ''
      at = end
    } else if (letter === 'u') {
      text += String.fromCharCode(Number.parseInt(program.slice(at + 1, at + 5), 16) || 0xfffd)
      at += 4
    } else if (Object.hasOwn(ESCAPES, letter)) text += ESCAPES[letter] ?? ''
    else throw new JqSyntaxError('Invalid escape')
  }
  throw new JqSyntaxError('syntax error, unexpected end of text, a quote is missing')
}

/** The bracket that closes the one at `open`; brackets in texts do not count. */
function closing(program: string, open: number): number {
  let depth = 0
  for (let at = open; at < program.length; at++) {
    const character = program.charAt(at)
    if (character === '"') at = readText(program, at + 1).end - 1
    else if (character === '(') depth += 1
    else if (character === ')' && --depth === 0) return at
  }
  throw new JqSyntaxError('syntax error, unexpected end of text, ) is missing')
}
