import { goQuote } from '../../k8s/go-quote'

/** One thing that is wrong with one field of an object; `message` is what follows `FIELD: `. */
export interface FieldError {
  readonly field: string
  readonly reason: string
  readonly message: string
}

const withDetail = (text: string, detail: string) => (detail === '' ? text : `${text}: ${detail}`)

// Models staging/src/k8s.io/apimachinery/pkg/util/validation/field/errors.go Error.ErrorBody
function printValue(value: unknown): string {
  if (typeof value === 'string') return goQuote(value)
  // What is checked are whole numbers of 64 bits: the nearest to the largest is one too large.
  if (value === 2 ** 63) return '9223372036854775807'
  return value === undefined ? 'null' : goJson(value)
}

/** As Go's JSON encoder writes it: what HTML would read as markup is escaped. */
function goJson(value: unknown): string {
  const escapes: Readonly<Record<string, string>> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026' }
  return JSON.stringify(value).replace(/[<>&]/g, character => escapes[character] ?? character)
}

export function required(field: string, detail = ''): FieldError {
  return { field, reason: 'FieldValueRequired', message: withDetail('Required value', detail) }
}

export function invalid(field: string, value: unknown, detail: string): FieldError {
  return { field, reason: 'FieldValueInvalid', message: withDetail(`Invalid value: ${printValue(value)}`, detail) }
}

export function forbiddenField(field: string, detail: string): FieldError {
  return { field, reason: 'FieldValueForbidden', message: withDetail('Forbidden', detail) }
}

/** The server itself could not check the field. */
export function internalError(field: string, why: string): FieldError {
  return { field, reason: 'InternalError', message: `Internal error: ${why}` }
}

export function tooLong(field: string, maxBytes: number): FieldError {
  return { field, reason: 'FieldValueTooLong', message: `Too long: may not be more than ${maxBytes} bytes` }
}

export function duplicate(field: string, value: unknown): FieldError {
  return { field, reason: 'FieldValueDuplicate', message: `Duplicate value: ${printValue(value)}` }
}

export function notFoundField(field: string, value: unknown, detail = ''): FieldError {
  return { field, reason: 'FieldValueNotFound', message: withDetail(`Not found: ${printValue(value)}`, detail) }
}

export function notSupported(field: string, value: unknown, supported: readonly string[]): FieldError {
  const list = supported.map(one => JSON.stringify(one)).join(', ')
  return {
    field,
    reason: 'FieldValueNotSupported',
    message: withDetail(`Unsupported value: ${printValue(value)}`, list === '' ? '' : `supported values: ${list}`),
  }
}
