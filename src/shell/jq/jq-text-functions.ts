import { utf8Length } from '../../base/utf8-length'
import { asText, formatText } from './jq-formats'
import { type JqFunction, type JqFunctions, listOf, plain, textOf, withValues } from './jq-function'
import { described, isArray, JqError, type Json } from './json-values'

function joined(value: Json, joint: Json): Json {
  if (!isArray(value)) throw new JqError(`Cannot iterate over ${described(value)}`)
  const by = textOf(joint, 'cannot be used to join')
  return value
    .map(each => {
      if (typeof each === 'object' && each !== null)
        throw new JqError(`${described('')} and ${described(each)} cannot be added`)
      return each === null ? '' : asText(each)
    })
    .join(by)
}

function ascii(change: (text: string) => string): JqFunction {
  return plain(value => textOf(value, 'cannot be converted, as it is not a string').replace(/[a-zA-Z]+/g, change))
}

const cutText = (act: (text: string, part: string) => string) =>
  withValues((value, part = null) => (typeof value === 'string' && typeof part === 'string' ? act(value, part) : value))

const trimmed = (act: (text: string) => string) => plain(value => act(textOf(value, 'cannot be trimmed')))

/** Of texts, and between texts and other values. */
export const TEXT_FUNCTIONS: JqFunctions = {
  'utf8bytelength/0': plain(value => utf8Length(textOf(value, 'only strings have UTF-8 byte length'))),
  'tostring/0': plain(asText),
  'tojson/0': plain(value => formatText('json', value)),
  'fromjson/0': plain(value => {
    const text = textOf(value, 'cannot be parsed as JSON')
    try {
      return JSON.parse(text) as Json
    } catch {
      throw new JqError(`${text} (while parsing '${text}')`)
    }
  }),
  'format/1': withValues((value, name = null) => formatText(textOf(name, 'is not a valid format'), value)),
  'join/1': withValues((value, joint = null) => joined(value, joint)),
  'split/1': withValues((value, by = null) => {
    const [text, part] = [textOf(value, 'cannot be split'), textOf(by, 'cannot be split by')]
    return text === '' ? [] : part === '' ? [...text] : text.split(part)
  }),
  'startswith/1': withValues((value, part = null) =>
    textOf(value, 'startswith() requires string inputs').startsWith(
      textOf(part, 'startswith() requires string inputs'),
    ),
  ),
  'endswith/1': withValues((value, part = null) =>
    textOf(value, 'endswith() requires string inputs').endsWith(textOf(part, 'endswith() requires string inputs')),
  ),
  'ltrimstr/1': cutText((text, part) => (text.startsWith(part) ? text.slice(part.length) : text)),
  'rtrimstr/1': cutText((text, part) => (part !== '' && text.endsWith(part) ? text.slice(0, -part.length) : text)),
  'trim/0': trimmed(text => text.trim()),
  'ltrim/0': trimmed(text => text.trimStart()),
  'rtrim/0': trimmed(text => text.trimEnd()),
  'ascii_downcase/0': ascii(text => text.toLowerCase()),
  'ascii_upcase/0': ascii(text => text.toUpperCase()),
  'explode/0': plain(value => [...textOf(value, 'cannot be exploded')].map(each => each.codePointAt(0) ?? 0)),
  'implode/0': plain(value =>
    listOf(value, 'imploded')
      .map(each => String.fromCodePoint(Math.min(0x10ffff, Math.max(0, Math.trunc(Number(each)) || 0))))
      .join(''),
  ),
}
