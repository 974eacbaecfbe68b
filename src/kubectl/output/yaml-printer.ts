import { isRecord } from '../../base/fields'
import { sortedKeys } from '../../k8s/go-json'

/** YAML as kubectl prints it: sorted keys, two spaces, lists as far left as their key, strings quoted where Go's YAML does. */
// Models sigs.k8s.io/yaml Marshal
export function toYaml(value: unknown): string {
  const out: string[] = []
  if (isRecord(value) && sortedKeys(value).length > 0) addMap(out, value, '', '')
  else if (Array.isArray(value) && value.length > 0) addList(out, value, '', '')
  else out.push(scalar(value, '', 0))
  return `${out.join('\n')}\n`
}

/** Adds the lines of a map. `start` stands before the first line in place of the indent: `- ` in a list. */
function addMap(out: string[], record: Readonly<Record<string, unknown>>, indent: string, start: string): void {
  let before = start
  for (const key of sortedKeys(record)) {
    const value = record[key]
    const name = `${before}${keyText(key)}:`
    before = indent
    if (isRecord(value) && hasFields(value)) {
      out.push(name)
      addMap(out, value, `${indent}  `, `${indent}  `)
    } else if (Array.isArray(value) && value.length > 0) {
      out.push(name)
      addList(out, value, indent, indent)
    } else out.push(`${name} ${scalar(value, `${indent}  `, name.length + 1)}`)
  }
}

function addList(out: string[], list: readonly unknown[], indent: string, start: string): void {
  const inner = `${indent}  `
  let before = start
  for (const item of list) {
    const dash = `${before}- `
    before = indent
    if (isRecord(item) && hasFields(item)) addMap(out, item, inner, dash)
    else if (Array.isArray(item) && item.length > 0) addList(out, item, inner, dash)
    else out.push(`${dash}${scalar(item, inner, dash.length)}`)
  }
}

function hasFields(record: Readonly<Record<string, unknown>>): boolean {
  for (const key in record) if (record[key] !== undefined) return true
  return false
}

function keyText(key: string): string {
  return key.includes('\n') ? JSON.stringify(key) : inlineString(key)
}

/** A value that begins in that column; `indent` stands before its further lines. */
function scalar(value: unknown, indent: string, column: number): string {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return '[]'
  if (typeof value === 'object') return '{}'
  if (typeof value === 'number') return numberText(value)
  if (typeof value !== 'string') return String(value)
  if (value.includes('\n') && blockAllowed(value)) return blockString(value, indent)
  return folded(inlineString(value), indent, column)
}

function numberText(value: number): string {
  if (Number.isInteger(value) || !Number.isFinite(value)) return String(value)
  return String(value).replace(/e([+-])(\d)$/, 'e$10$2')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that YAML cannot show as they are
const UNPRINTABLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u0084\u0086-\u009f\ufeff\ufffe\uffff]/

function blockAllowed(text: string): boolean {
  return !UNPRINTABLE.test(text) && !/ \n/.test(text) && !text.endsWith(' ')
}

function blockString(text: string, indent: string): string {
  const body = text.replace(/\n+$/, '')
  const breaks = text.length - body.length
  const chomping = breaks === 0 ? '-' : breaks === 1 && body !== '' ? '' : '+'
  const hint = /^[ \n]/.test(text) ? '2' : ''
  const lines = text.split('\n')
  if (breaks > 0) lines.pop()
  return [`|${hint}${chomping}`, ...lines.map(line => (line === '' ? '' : indent + line))].join('\n')
}

// Most texts: a letter, then what needs no second look.
const SIMPLE = /^[A-Za-z][A-Za-z0-9/._-]*$/

function inlineString(text: string): string {
  if (SIMPLE.test(text) && !WORDS.has(text)) return text
  if (UNPRINTABLE.test(text) || text.includes('\n')) return doubleQuoted(text)
  if (resolvesToOther(text)) return doubleQuoted(text)
  return plainAllowed(text) ? text : `'${text.replaceAll("'", "''")}'`
}

const LINE_WIDTH = 80

/** A text with spaces goes on in a new line at the first space beyond the width. */
// Models yaml_emitter_write_plain_scalar of gopkg.in/yaml.v2, and its two for quoted texts
function folded(text: string, indent: string, start: number): string {
  if (start + text.length <= LINE_WIDTH || !text.includes(' ')) return text
  const quote = /^["']/.exec(text)?.[0] ?? ''
  const characters = [...text]
  const last = characters.length - 1 - quote.length
  let result = ''
  let column = start
  for (const [index, character] of characters.entries()) {
    const inside = quote === '' || (index > 1 && index < last)
    const [before, next] = [characters[index - 1], characters[index + 1]]
    const breaks =
      character === ' ' && before !== ' ' && column > LINE_WIDTH && inside && (quote === '"' || next !== ' ')
    if (!breaks) {
      result += character
      column += 1
      continue
    }
    const kept = quote === '"' && next === ' ' ? '\\' : ''
    result += `\n${indent}${kept}`
    column = indent.length + kept.length
  }
  return result
}

function doubleQuoted(text: string): string {
  const named: Readonly<Record<string, string>> = {
    '\n': '\\n',
    '\t': '\\t',
    '\r': '\\r',
    '"': '\\"',
    '\\': '\\\\',
    '\0': '\\0',
    '\u0007': '\\a',
    '\b': '\\b',
    '\u000b': '\\v',
    '\f': '\\f',
    '\u001b': '\\e',
    '\ufeff': '\\uFEFF',
    '\u0085': '\\N',
    '\u00a0': '\\_',
  }
  let out = ''
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (named[character] !== undefined) out += named[character]
    else if (code < 0x20 || (code >= 0x7f && code < 0xa0))
      out += `\\x${code.toString(16).toUpperCase().padStart(2, '0')}`
    else out += character
  }
  return `"${out}"`
}

// Models the YAML emitter's yaml_emitter_analyze_scalar
function plainAllowed(text: string): boolean {
  if (/^[#,[\]{}&*!|>'"%@`]/.test(text)) return false
  if (/^[?:-](\s|$)/.test(text)) return false
  if (/:(\s|$)/.test(text) || /\s#/.test(text)) return false
  if (/^(---|\.\.\.)/.test(text)) return false
  return !/^\s|\s$/.test(text)
}

const WORDS = new Set(
  '~ null Null NULL y Y yes Yes YES true True TRUE on On ON n N no No NO false False FALSE off Off OFF .nan .NaN .NAN .inf .Inf .INF +.inf +.Inf +.INF -.inf -.Inf -.INF <<'.split(
    ' ',
  ),
)

// Models the resolver of gopkg.in/yaml.v2: would the plain text be read as something else than a string?
function resolvesToOther(text: string): boolean {
  if (text === '' || WORDS.has(text)) return true
  if (!/^[-+.0-9]/.test(text)) return false
  const digits = text.replaceAll('_', '')
  if (/^[-+]?(0b[01]+|0o?[0-7]+|0x[0-9a-fA-F]+|0|[1-9]\d*)$/.test(digits)) return true
  if (/^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/.test(digits)) return true
  if (/^[-+]?\d[\d_]*(:[0-5]?\d)+(\.[\d_]*)?$/.test(text)) return true
  return /^\d{4}-\d{1,2}-\d{1,2}(([Tt]|\s+)\d{1,2}:\d{1,2}:\d{1,2}(\.\d+)?(Z|[+-]\d\d(:\d\d)?)?)?$/.test(text)
}
