/** What a template is made of. `at` is the offset in the template. */
export interface Token {
  readonly type:
    | 'text'
    | 'open'
    | 'close'
    | 'space'
    | 'field'
    | 'variable'
    | 'word'
    | 'string'
    | 'number'
    | 'symbol'
    | 'end'
  readonly text: string
  readonly at: number
}

/** A template that cannot be read; `at` is where. */
export class TemplateSyntaxError extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message)
  }
}

/** The tokens inside an action, tried in this order. */
const INSIDE: readonly (readonly [Token['type'], RegExp])[] = [
  ['space', /[ \t\r\n]+/y],
  ['string', /"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)+'/y],
  ['number', /[-+]?(?:0[xX][0-9a-fA-F]+|\d[\d_]*(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+)/y],
  ['field', /\.[\p{L}_][\p{L}\p{N}_]*/uy],
  ['variable', /\$(?:[\p{L}_][\p{L}\p{N}_]*)?/uy],
  ['symbol', /:=|[().,|=]/y],
  ['word', /[\p{L}_][\p{L}\p{N}_]*/uy],
]

/** Throws TemplateSyntaxError. */
// Models text/template/parse/lex.go
export function tokensOf(template: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  let trims = false
  const text = (end: number, trimsEnd: boolean) => {
    let part = template.slice(at, end)
    if (trims) part = part.trimStart()
    if (trimsEnd) part = part.trimEnd()
    if (part !== '') tokens.push({ type: 'text', text: part, at })
  }
  for (;;) {
    const open = template.indexOf('{{', at)
    if (open < 0) {
      text(template.length, false)
      tokens.push({ type: 'end', text: '', at: template.length })
      return tokens
    }
    const trimsBefore = /^- /.test(template.slice(open + 2, open + 4))
    text(open, trimsBefore)
    const start = open + (trimsBefore ? 4 : 2)
    if (template.startsWith('/*', start)) {
      const end = template.indexOf('*/', start)
      if (end < 0) throw new TemplateSyntaxError('unclosed comment', start)
      const close = /^( -)?\}\}/.exec(template.slice(end + 2))
      if (close === null) throw new TemplateSyntaxError('comment ends before closing delimiter', start)
      trims = close[1] !== undefined
      at = end + 2 + close[0].length
      continue
    }
    tokens.push({ type: 'open', text: '{{', at: open })
    const action = lexAction(template, start, tokens)
    at = action.end
    trims = action.trims
  }
}

function lexAction(template: string, start: number, tokens: Token[]): { end: number; trims: boolean } {
  let at = start
  let depth = 0
  for (;;) {
    const close = /^(?:[ \t\r\n]-)?\}\}/.exec(template.slice(at, at + 4))
    if (close !== null) {
      if (depth > 0) throw new TemplateSyntaxError('unclosed left paren', at)
      tokens.push({ type: 'close', text: '}}', at })
      return { end: at + close[0].length, trims: close[0].length > 2 }
    }
    if (at >= template.length) throw new TemplateSyntaxError('unclosed action', at)
    const token = tokenAt(template, at)
    if (token.text === '(') depth += 1
    else if (token.text === ')' && --depth < 0) throw new TemplateSyntaxError('unexpected right paren', at)
    tokens.push(token)
    at += token.text.length
  }
}

function tokenAt(template: string, at: number): Token {
  for (const [type, pattern] of INSIDE) {
    pattern.lastIndex = at
    const text = pattern.exec(template)?.[0]
    if (text !== undefined) return { type, text, at }
  }
  const character = String.fromCodePoint(template.codePointAt(at) ?? 0)
  if (character === '"') throw new TemplateSyntaxError('unterminated quoted string', at)
  if (character === '`') throw new TemplateSyntaxError('unterminated raw quoted string', at)
  if (character === "'") throw new TemplateSyntaxError('unterminated character constant', at)
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  throw new TemplateSyntaxError(`unrecognized character in action: U+${code} '${character}'`, at)
}
