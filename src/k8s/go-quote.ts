const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
}

/** What Go takes for something that cannot be seen, and what quotes need: all but letters, marks, digits, signs and the space. */
const UNSEEN = /["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu

/** Text as Go's %q prints it. */
// Models strconv.Quote
export function goQuote(text: string): string {
  return `"${text.replace(UNSEEN, escaped)}"`
}

/** One character as Go's scanner of JSON shows it. */
// Models encoding/json scanner.go quoteChar
export function goQuoteCharacter(character: string): string {
  if (character === "'") return `'\\''`
  if (character === '"') return `'"'`
  return `'${character.replace(UNSEEN, escaped)}'`
}

function escaped(character: string): string {
  const short = SHORT[character]
  if (short !== undefined) return short
  const code = character.codePointAt(0) ?? 0
  const hex = (width: number) => code.toString(16).padStart(width, '0')
  if (code < 0x20 || code === 0x7f) return `\\x${hex(2)}`
  return code > 0xffff ? `\\U${hex(8)}` : `\\u${hex(4)}`
}
