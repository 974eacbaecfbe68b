import { decodeBase64 } from '../../k8s/base64'
import { goPrint, goPrintf, goText } from './go-format'
import { GoNumber, goTypeOf, isMap, numberOf } from './go-number'

/** A call that cannot be answered. */
export class TemplateCallError extends Error {}

export type TemplateFunction = (values: readonly unknown[]) => unknown

/** Whether Go's templates take a value for true. */
export function isTrue(value: unknown): boolean {
  const number = numberOf(value)
  if (number !== undefined) return number !== 0
  if (Array.isArray(value)) return value.length > 0
  if (isMap(value)) return Object.keys(value).length > 0
  return Boolean(value)
}

/** Go's own functions and those that kubectl adds; `and` and `or` are not here, because they leave out what does not matter. */
// Models text/template/funcs.go builtins
export const TEMPLATE_FUNCTIONS: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ['not', ([value]) => !isTrue(value)],
  ['len', ([value]) => new GoNumber(lengthOf(value), 'int')],
  ['index', ([value, ...keys]) => keys.reduce(indexed, value)],
  ['slice', ([value, ...bounds]) => sliced(value, bounds)],
  ['eq', equalToAny],
  ['ne', ([a, b]) => !equal(a, b)],
  ['lt', ([a, b]) => less(a, b)],
  ['le', ([a, b]) => less(a, b) || equal(a, b)],
  ['gt', ([a, b]) => !less(a, b) && !equal(a, b)],
  ['ge', ([a, b]) => !less(a, b)],
  ['print', goPrint],
  ['printf', ([format, ...values]) => goPrintf(textArgument(format), values)],
  ['println', values => `${values.map(goText).join(' ')}\n`],
  ['html', values => goPrint(values).replace(/[&<>"']/g, character => HTML[character] ?? character)],
  ['js', values => goPrint(values).replace(/['"\\<>&=]/g, character => JS[character] ?? character)],
  ['urlquery', values => encodeURIComponent(goPrint(values)).replaceAll('%20', '+')],
  ['exists', ([value, ...path]) => path.reduce(childOf, value) !== undefined],
  ['base64decode', ([value]) => decoded(value)],
])

/** How many values a function takes; [least, most]. */
export const ARGUMENT_COUNTS: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['and', [1, Number.POSITIVE_INFINITY]],
  ['or', [1, Number.POSITIVE_INFINITY]],
  ['not', [1, 1]],
  ['len', [1, 1]],
  ['index', [1, Number.POSITIVE_INFINITY]],
  ['slice', [1, Number.POSITIVE_INFINITY]],
  ['eq', [1, Number.POSITIVE_INFINITY]],
  ['ne', [2, 2]],
  ['lt', [2, 2]],
  ['le', [2, 2]],
  ['gt', [2, 2]],
  ['ge', [2, 2]],
  ['printf', [1, Number.POSITIVE_INFINITY]],
  ['base64decode', [1, 1]],
])

const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' }
const JS: Readonly<Record<string, string>> = {
  "'": "\\'",
  '"': '\\"',
  '\\': '\\\\',
  '<': '\\u003C',
  '>': '\\u003E',
  '&': '\\u0026',
  '=': '\\u003D',
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string' || Array.isArray(value)) return value.length
  if (isMap(value)) return Object.keys(value).length
  if (value === undefined || value === null) throw new TemplateCallError('len of nil pointer')
  throw new TemplateCallError(`len of type ${goTypeOf(value)}`)
}

function indexed(value: unknown, key: unknown): unknown {
  if (Array.isArray(value) || typeof value === 'string') {
    const number = numberOf(key)
    if (number === undefined) throw new TemplateCallError(`cannot index slice/array with type ${goTypeOf(key)}`)
    if (number < 0 || number >= value.length) throw new TemplateCallError(`index out of range: ${number}`)
    return typeof value === 'string' ? new GoNumber(value.charCodeAt(number), 'int') : (value[number] as unknown)
  }
  if (isMap(value)) {
    if (typeof key !== 'string') throw new TemplateCallError(`value has type ${goTypeOf(key)}; should be string`)
    return Object.hasOwn(value, key) ? value[key] : undefined
  }
  if (value === undefined || value === null) throw new TemplateCallError('index of untyped nil')
  throw new TemplateCallError(`can't index item of type ${goTypeOf(value)}`)
}

function sliced(value: unknown, bounds: readonly unknown[]): unknown {
  if (typeof value !== 'string' && !Array.isArray(value))
    throw new TemplateCallError(`can't slice item of type ${goTypeOf(value)}`)
  const [from = 0, to = value.length] = bounds.map(numberOf)
  const wrong = [from, to].find(bound => bound < 0 || bound > value.length)
  if (wrong !== undefined) throw new TemplateCallError(`index out of range: ${wrong}`)
  return value.slice(from, to) as unknown
}

function textArgument(value: unknown): string {
  if (typeof value === 'string') return value
  throw new TemplateCallError(`wrong type for value; expected string; got ${goTypeOf(value)}`)
}

function childOf(value: unknown, key: unknown): unknown {
  if (Array.isArray(value)) return value[numberOf(key) ?? -1] as unknown
  return isMap(value) && typeof key === 'string' ? value[key] : undefined
}

function decoded(value: unknown): string {
  const text = decodeBase64(textArgument(value))
  if (text === undefined) throw new TemplateCallError('base64 decode failed: illegal base64 data')
  return text
}

// ---- comparison. Models text/template/funcs.go eq and lt

const kindOf = (value: unknown) => goTypeOf(value).replace(/^int.*/, 'int')

function incompatible(a: unknown, b: unknown): TemplateCallError {
  return new TemplateCallError(`incompatible types for comparison: ${goTypeOf(a)} and ${goTypeOf(b)}`)
}

function equalToAny([first, ...others]: readonly unknown[]): boolean {
  if (others.length === 0) throw new TemplateCallError('missing argument for comparison')
  return others.some(other => equal(first, other))
}

function equal(a: unknown, b: unknown): boolean {
  const nothing = [a, b].filter(value => value === undefined || value === null).length
  if (nothing > 0) return nothing === 2
  for (const value of [a, b])
    if (Array.isArray(value) || isMap(value))
      throw new TemplateCallError(`non-comparable type ${goText(value)}: ${goTypeOf(value)}`)
  if (kindOf(a) !== kindOf(b)) throw incompatible(a, b)
  return (numberOf(a) ?? a) === (numberOf(b) ?? b)
}

function less(a: unknown, b: unknown): boolean {
  for (const value of [a, b])
    if (numberOf(value) === undefined && typeof value !== 'string')
      throw new TemplateCallError('invalid type for comparison')
  if (kindOf(a) !== kindOf(b)) throw incompatible(a, b)
  const [left, right] = [numberOf(a), numberOf(b)]
  return left !== undefined && right !== undefined ? left < right : String(a) < String(b)
}
