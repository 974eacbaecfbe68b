import type { JqNode, JqPattern, JqToken } from './jq-syntax'
import type { JqTokens } from './jq-tokens'

/** Reads what stands behind `as`; `text` makes an expression of a quoted text. Throws JqSyntaxError. */
export function readPattern(tokens: JqTokens, text: (token: JqToken) => JqNode): JqPattern {
  const token = tokens.next()
  if (token.type === 'variable') return { type: 'variable', name: token.text }
  if (token.text === '[') {
    const items = [readPattern(tokens, text)]
    while (tokens.take(',')) items.push(readPattern(tokens, text))
    tokens.expect(']')
    return { type: 'array', items }
  }
  if (token.text !== '{') throw tokens.unexpected(token)
  const entries: Extract<JqPattern, { type: 'object' }>['entries'][number][] = []
  do {
    const key = tokens.next()
    const named: JqNode = { type: 'literal', value: key.text }
    if (key.type === 'variable') {
      const inner = tokens.take(':') ? { pattern: readPattern(tokens, text) } : {}
      entries.push({ key: named, variable: key.text, ...inner })
    } else {
      const node = key.type === 'text' ? text(key) : named
      tokens.expect(':')
      entries.push({ key: node, pattern: readPattern(tokens, text) })
    }
  } while (tokens.take(','))
  tokens.expect('}')
  return { type: 'object', entries }
}
