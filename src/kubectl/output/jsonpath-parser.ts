/** One step of a template: what it takes from the values before it. */
export type PathNode =
  | { readonly type: 'list'; readonly nodes: readonly PathNode[] }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'field'; readonly name: string }
  | {
      readonly type: 'slice'
      readonly from?: number
      readonly to?: number
      readonly step?: number
      readonly single: boolean
    }
  | { readonly type: 'filter'; readonly left: PathNode; readonly right: PathNode; readonly operator: string }
  | { readonly type: 'literal'; readonly value: number | boolean }
  | { readonly type: 'wildcard' }
  | { readonly type: 'recursive' }
  | { readonly type: 'union'; readonly parts: readonly PathNode[] }
  | { readonly type: 'identifier'; readonly name: string }

/** A template that cannot be read. */
export class PathSyntaxError extends Error {}

/** The template's texts and actions in order. Throws PathSyntaxError. */
// Models staging/src/k8s.io/client-go/util/jsonpath/parser.go
export function parseJsonPath(template: string): readonly PathNode[] {
  const nodes: PathNode[] = []
  let at = 0
  while (at < template.length) {
    const open = template.indexOf('{', at)
    if (open < 0) break
    if (open > at) nodes.push({ type: 'text', text: template.slice(at, open) })
    const action = new ActionParser(template, open + 1)
    nodes.push({ type: 'list', nodes: action.parse() })
    at = action.at
  }
  if (at < template.length) nodes.push({ type: 'text', text: template.slice(at) })
  return nodes
}

const TERMINATORS = new Set([' ', '\t', '\r', '\n', '.', ',', '[', ']', '$', '@', '{', '}', ''])

class ActionParser {
  private readonly nodes: PathNode[] = []
  constructor(
    private readonly text: string,
    public at: number,
  ) {}

  /** Up to and including the closing brace. */
  parse(): readonly PathNode[] {
    for (;;) {
      const rest = this.text.slice(this.at, this.at + 3)
      const character = rest.charAt(0)
      if (character === '}') {
        this.at += 1
        return this.nodes
      }
      if (rest === '[?(') this.filter()
      else if (rest.startsWith('..')) this.recursive()
      else if (character === '' || character === '\n' || character === '\r')
        throw new PathSyntaxError('unclosed action')
      else if (character === ' ' || character === '@' || character === '$') this.at += 1
      else if (character === '[') this.array()
      else if (character === '"' || character === "'") this.quote(character)
      else if (character === '.') this.field()
      else if (/[+\-0-9]/.test(character)) this.number()
      else if (/[\p{L}\p{N}_]/u.test(character)) this.identifier()
      else throw new PathSyntaxError(`unrecognized character in action: ${codePoint(character)} '${character}'`)
    }
  }

  private recursive(): void {
    if (this.nodes.at(-1)?.type === 'recursive') throw new PathSyntaxError('invalid multiple recursive descent')
    this.nodes.push({ type: 'recursive' })
    this.at += 2
    if (/[\p{L}\p{N}_]/u.test(this.text.charAt(this.at))) {
      this.at -= 1
      this.field()
    }
  }

  private field(): void {
    this.at += 1
    const start = this.at
    while (!TERMINATORS.has(this.text.charAt(this.at))) this.at += this.text.charAt(this.at) === '\\' ? 2 : 1
    this.nodes.push(fieldNode(this.text.slice(start, this.at)))
  }

  private identifier(): void {
    const start = this.at
    while (!TERMINATORS.has(this.text.charAt(this.at))) this.at += 1
    const name = this.text.slice(start, this.at)
    if (name === 'true' || name === 'false') this.nodes.push({ type: 'literal', value: name === 'true' })
    else this.nodes.push({ type: 'identifier', name })
  }

  private number(): void {
    const text = /^[+-]?[\d.]*/.exec(this.text.slice(this.at))?.[0] ?? ''
    this.at += text.length
    const value = Number(text)
    if (text === '' || Number.isNaN(value)) throw new PathSyntaxError(`cannot parse number ${text}`)
    this.nodes.push({ type: 'literal', value })
  }

  private quote(quote: string): void {
    const start = this.at
    for (;;) {
      this.at += 1
      const character = this.text.charAt(this.at)
      if (character === '' || character === '\n') throw new PathSyntaxError('unterminated quoted string')
      if (character === quote && this.text.charAt(this.at - 1) !== '\\') break
    }
    this.at += 1
    this.nodes.push({ type: 'text', text: unescapeText(this.text.slice(start + 1, this.at - 1)) })
  }

  private array(): void {
    const close = this.text.indexOf(']', this.at)
    if (close < 0) throw new PathSyntaxError('unterminated array')
    const inside = this.text.slice(this.at + 1, close)
    this.at = close + 1
    const parts = inside.split(',')
    if (parts.length > 1) this.nodes.push({ type: 'union', parts: parts.map(part => indexNode(part.trim())) })
    else this.nodes.push(indexNode(inside))
  }

  private filter(): void {
    this.at += 3
    const start = this.at
    let quote = ''
    for (; ; this.at += 1) {
      const character = this.text.charAt(this.at)
      if (character === '' || character === '\n') throw new PathSyntaxError('unterminated filter')
      if (quote === '' && (character === '"' || character === "'")) quote = character
      else if (character === quote && this.text.charAt(this.at - 1) !== '\\') quote = ''
      else if (character === ')' && quote === '') break
    }
    const text = this.text.slice(start, this.at)
    if (this.text.charAt(this.at + 1) !== ']') throw new PathSyntaxError('unclosed array expect ]')
    this.at += 2
    this.nodes.push(filterNode(text))
  }
}

const codePoint = (character: string) =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

const fieldNode = (text: string): PathNode =>
  text === '*' ? { type: 'wildcard' } : { type: 'field', name: text.replaceAll('\\', '') }

function action(text: string): PathNode {
  return { type: 'list', nodes: new ActionParser(`${text}}`, 0).parse() }
}

function filterNode(text: string): PathNode {
  const match = /^([^!<>=]+)([!<>=]+)(.+?)$/.exec(text)
  if (match === null)
    return { type: 'filter', left: action(text), right: { type: 'list', nodes: [] }, operator: 'exists' }
  const [, left = '', operator = '', right = ''] = match
  return { type: 'filter', left: action(left), right: action(right), operator }
}

function indexNode(text: string): PathNode {
  if (text === '*') return { type: 'slice', single: false }
  const key = /^'([^']*)'$/.exec(text)
  if (key !== null) return action(`.${key[1] ?? ''}`)
  const match = /^(-?\d*)(:-?\d*)?(:-?\d*)?$/.exec(text)
  if (match === null) throw new PathSyntaxError(`invalid array index ${text}`)
  const number = (part: string | undefined) =>
    part === undefined || part === '' || part === ':' ? undefined : Number(part.replace(':', ''))
  const from = number(match[1])
  const to = number(match[2])
  const step = number(match[3])
  const single = match[2] === undefined
  return {
    type: 'slice',
    single,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(step === undefined ? {} : { step }),
  }
}

const ESCAPED: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  '"': '"',
  "'": "'",
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\u000b',
}

function unescapeText(text: string): string {
  return text.replace(/\\(.)/g, (_, character: string) => ESCAPED[character] ?? `\\${character}`)
}
