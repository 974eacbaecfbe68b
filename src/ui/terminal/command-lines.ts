/** What is missing before a text is a whole command. */
export type Missing = 'nothing' | 'rest-of-line' | 'closing-quote' | 'end-of-here-document'

/** Whether the shell would go on reading: after a backslash, inside quotes, inside a here-document. */
export function missingIn(text: string): Missing {
  const [first = '', ...rest] = text.split('\n')
  const word = hereWord(first)
  if (word !== undefined) return rest.some(line => line.trim() === word) ? 'nothing' : 'end-of-here-document'
  if (quoteAfter(text, '') !== '') return 'closing-quote'
  return CONTINUED.test(text) ? 'rest-of-line' : 'nothing'
}

/** Cuts pasted text into commands: a line each, but what belongs together stays together. `rest` is not a whole command yet. */
export function pastedCommands(text: string): { readonly commands: readonly string[]; readonly rest: string } {
  const commands: string[] = []
  let open = ''
  // What is open is not read again with each line: a long text in quotes would take for ever.
  let quote = ''
  let end: string | undefined
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n')
  const last = lines.pop() ?? ''
  for (const line of lines) {
    const first = open === ''
    if (first) end = hereWord(line)
    open = first ? line : `${open}\n${line}`
    if (end === undefined) quote = quoteAfter(line, first ? '' : quote)
    const whole = end === undefined ? quote === '' && !CONTINUED.test(line) : !first && line.trim() === end
    if (!whole) continue
    if (open.trim() !== '') commands.push(joined(open))
    open = ''
  }
  return { commands, rest: open === '' ? last : `${open}\n${last}` }
}

/** A backslash at the end of a line takes the line end away, as in the shell. */
export function joined(text: string): string {
  return hereWord(text.split('\n')[0] ?? '') === undefined ? text.replaceAll(/\\\n/g, '') : text
}

/** Commands copied from a page often carry its prompt. */
export function withoutPrompt(line: string): string {
  return line.replace(/^\s*\$\s+/, '')
}

function hereWord(line: string): string | undefined {
  return /<<-?\s*(['"]?)(\w+)\1/.exec(line)?.[2]
}

/** A line that ends with a backslash which is not itself behind one. */
const CONTINUED = /(^|[^\\])(\\\\)*\\$/

/** The quote that is open after the text, when `open` was open before it; '' for none. */
function quoteAfter(text: string, open: string): string {
  let quote = open
  for (let i = 0; i < text.length; i++) {
    const character = text[i]
    if (character === '\\' && quote !== "'") i++
    else if (quote === '' && (character === "'" || character === '"')) quote = character
    else if (character === quote) quote = ''
    else if (quote === '' && character === '#' && (i === 0 || /\s/.test(text[i - 1] ?? ''))) {
      const end = text.indexOf('\n', i)
      if (end === -1) return ''
      i = end
    }
  }
  return quote
}
