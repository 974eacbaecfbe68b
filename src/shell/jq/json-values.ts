import { compareText } from '../../base/compare-text'
import { ToolError } from '../tool-error'

export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isArray = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)

export const isTrue = (value: Json) => value !== null && value !== false

export type JsonType = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object'

export function typeOf(value: Json): JsonType {
  if (value === null) return 'null'
  if (isArray(value)) return 'array'
  const type = typeof value
  return type === 'boolean' || type === 'number' || type === 'string' ? type : 'object'
}

/** A failure that `try` and `?` can catch; its value is what `catch` sees. */
export class JqError extends Error {
  constructor(readonly value: Json) {
    super(typeof value === 'string' ? value : `${toJson(value)} (not a string)`)
  }
}

/** A value in an error's text: at most eleven characters of it. */
export function shortly(value: Json): string {
  const text = toJson(value)
  return text.length > 11 ? `${text.slice(0, 10)}...` : text
}

export const described = (value: Json) => `${typeOf(value)} (${shortly(value)})`

const ORDER: readonly JsonType[] = ['null', 'boolean', 'number', 'string', 'array', 'object']

/** null, false, true, numbers, texts, arrays, objects. */
export function compareJson(a: Json, b: Json): number {
  const [x, y] = [typeOf(a), typeOf(b)]
  if (x !== y) return ORDER.indexOf(x) - ORDER.indexOf(y)
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b)
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b)
  if (isArray(a) && isArray(b)) {
    for (let i = 0; i < Math.min(a.length, b.length); i++) {
      const order = compareJson(a[i] ?? null, b[i] ?? null)
      if (order !== 0) return order
    }
    return a.length - b.length
  }
  if (!isObject(a) || !isObject(b)) return 0
  const [p, q] = [sortedKeys(a), sortedKeys(b)]
  const keys = compareJson(p, q)
  if (keys !== 0) return keys
  for (const key of p) {
    const order = compareJson(a[key] ?? null, b[key] ?? null)
    if (order !== 0) return order
  }
  return 0
}

export const sortedKeys = (value: JsonObject) => Object.keys(value).sort(compareText)

export function toJson(value: Json): string {
  return typeof value === 'number' ? numberText(value) : JSON.stringify(value)
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return 'null'
  if (!Number.isFinite(value)) return value < 0 ? '-1.7976931348623157e+308' : '1.7976931348623157e+308'
  return JSON.stringify(value)
}

/** A value as it is printed. `indent` is put before each level; '' prints it on one line. */
export function printJson(value: Json, indent: string, sorted: boolean): string {
  const write = (part: Json, before: string): string => {
    const inner = before + indent
    const [open, close, joint] = indent === '' ? ['', '', ','] : [`\n${inner}`, `\n${before}`, `,\n${inner}`]
    if (isArray(part))
      return part.length === 0 ? '[]' : `[${open}${part.map(each => write(each, inner)).join(joint)}${close}]`
    if (!isObject(part)) return toJson(part)
    const keys = sorted ? sortedKeys(part) : Object.keys(part)
    if (keys.length === 0) return '{}'
    const colon = indent === '' ? ':' : ': '
    return `{${open}${keys.map(key => `${JSON.stringify(key)}${colon}${write(part[key] ?? null, inner)}`).join(joint)}${close}}`
  }
  return write(value, '')
}

/** The values of a text, one after another, and the line on which each ends. Throws ToolError. */
export function* readJsonValues(text: string): Generator<{ value: Json; line: number }, void, void> {
  let at = 0
  let line = 0
  for (;;) {
    const start = at + (/^\s*/.exec(text.slice(at, at + 100_000))?.[0].length ?? 0)
    if (start > at && /^\s*$/.test(text.slice(at, start))) line += countLines(text, at, start)
    at = start
    if (at >= text.length) return
    const end = valueEnd(text, at)
    let value: Json
    try {
      value = JSON.parse(text.slice(at, end)) as Json
    } catch {
      throw new ToolError(`parse error: Invalid numeric literal or text at line ${line + 1}`)
    }
    line += countLines(text, at, end)
    at = end
    const rest = /^[ \t\r]*\n/.exec(text.slice(at, at + 1000))?.[0].length ?? 0
    yield { value, line: line + (rest > 0 ? 1 : 0) }
    line += rest > 0 ? 1 : 0
    at += rest
  }
}

function countLines(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count += 1
  return count
}

/** Where the value that begins at `start` ends, by its brackets and quotes alone. */
function valueEnd(text: string, start: number): number {
  const first = text.charAt(start)
  if (first !== '{' && first !== '[' && first !== '"') {
    const plain = /[^\s,:[\]{}"]+/y
    plain.lastIndex = start
    return plain.exec(text) === null ? start + 1 : plain.lastIndex
  }
  let depth = 0
  const mark = /["[\]{}]/g
  mark.lastIndex = start
  for (let match = mark.exec(text); match !== null; match = mark.exec(text)) {
    if (match[0] === '"') {
      mark.lastIndex = textEnd(text, match.index)
      if (depth === 0) return mark.lastIndex
    } else if (match[0] === '{' || match[0] === '[') depth += 1
    else if (--depth === 0) return mark.lastIndex
  }
  return text.length
}

function textEnd(text: string, start: number): number {
  for (let at = start + 1; ; at++) {
    at = text.indexOf('"', at)
    if (at < 0) return text.length
    let slashes = 0
    while (text.charAt(at - 1 - slashes) === '\\') slashes += 1
    if (slashes % 2 === 0) return at + 1
  }
}
