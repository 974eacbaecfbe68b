import { decodeBase64, encodeBase64 } from '../../k8s/base64'
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
      return decoded(asText(value))
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

function decoded(text: string): string {
  const value = decodeBase64(text)
  if (value === undefined) throw new JqError(`${described(text)} is not valid base64 data`)
  return value
}
