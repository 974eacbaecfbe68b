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

/** What Go takes for something that cannot be seen, as far as people paste it: controls, spaces but one, marks without width. */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /["\\\u0000-\u001f\u007f-\u00a0\u00ad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\ufffb]/g

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
  const code = character.charCodeAt(0)
  const hex = (width: number) => code.toString(16).padStart(width, '0')
  return code < 0x20 || code === 0x7f ? `\\x${hex(2)}` : `\\u${hex(4)}`
}
