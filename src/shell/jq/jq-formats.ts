import { described, isArray, JqError, type Json, printJson, toJson } from './json-values'

/** A value as text: itself, or JSON. */
export const asText = (value: Json) => (typeof value === 'string' ? value : printJson(value, '', false))

/** `@name`. Throws JqError. */
export function formatText(name: string, value: Json): string {
  switch (name) {
    case 'text':
      return asText(value)
    case 'json':
      return printJson(value, '', false)
    case 'csv':
      return row(value, 'csv', ',', cell => `"${cell.replaceAll('"', '""')}"`)
    case 'tsv':
      return row(value, 'tsv', '\t', cell =>
        cell.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r'),
      )
    case 'html':
      return asText(value).replace(/[<>&'"]/g, character => HTML[character] ?? character)
    case 'uri':
      return encodeURIComponent(asText(value)).replace(
        /[!'()*]/g,
        each => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
      )
    case 'sh':
      return (isArray(value) ? value : [value]).map(shellWord).join(' ')
    case 'base64':
      return encodeBase64(asText(value))
    case 'base64d':
      return decodeBase64(asText(value))
    default:
      throw new JqError(`${name} is not a valid format`)
  }
}

const HTML: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', "'": '&#39;', '"': '&quot;' }

function row(value: Json, format: string, joint: string, quoted: (text: string) => string): string {
  if (!isArray(value)) throw new JqError(`${described(value)} cannot be ${format}-formatted, only an array can be`)
  return value
    .map(cell => {
      if (typeof cell === 'object' && cell !== null) throw new JqError(`${described(cell)} is not valid in a csv row`)
      return cell === null ? '' : typeof cell === 'string' ? quoted(cell) : toJson(cell)
    })
    .join(joint)
}

function shellWord(value: Json): string {
  if (typeof value === 'object' && value !== null) throw new JqError(`${described(value)} can not be escaped for shell`)
  return typeof value === 'string' ? `'${value.replaceAll("'", `'\\''`)}'` : toJson(value)
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function encodeBase64(text: string): string {
  const bytes = utf8Bytes(text)
  let out = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = bytes.slice(i, i + 3)
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0)
    out += DIGITS.charAt(bits >> 18) + DIGITS.charAt((bits >> 12) & 63)
    out += b === undefined ? '=' : DIGITS.charAt((bits >> 6) & 63)
    out += c === undefined ? '=' : DIGITS.charAt(bits & 63)
  }
  return out
}

function utf8Bytes(text: string): number[] {
  const encoded = encodeURIComponent(
    text.replace(/[\ud800-\udfff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd'),
  )
  return (encoded.match(/%[0-9A-F]{2}|[\s\S]/g) ?? []).map(piece =>
    piece.length === 3 ? Number.parseInt(piece.slice(1), 16) : piece.charCodeAt(0),
  )
}

/** Throws JqError. What is no UTF-8 becomes the sign for that. */
function decodeBase64(text: string): string {
  const bytes: number[] = []
  let bits = 0
  let count = 0
  for (const character of text.replace(/[=\s]+$/, '')) {
    const digit = DIGITS.indexOf(character)
    if (digit < 0) throw new JqError(`${described(text)} is not valid base64 data`)
    bits = ((bits << 6) | digit) & 0xffffff
    count += 6
    if (count >= 8) {
      count -= 8
      bytes.push((bits >> count) & 255)
    }
  }
  try {
    return decodeURIComponent(bytes.map(byte => `%${byte.toString(16).padStart(2, '0')}`).join(''))
  } catch {
    return bytes.map(byte => (byte < 128 ? String.fromCharCode(byte) : '\ufffd')).join('')
  }
}
