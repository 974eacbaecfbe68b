import { toOrderedJson } from '../../k8s/go-json'
import { goQuote } from '../../k8s/go-quote'

/** One thing that is wrong with one field of an object; `message` is what follows `FIELD: `. */
export interface FieldError {
  readonly field: string
  readonly reason: string
  readonly message: string
}

const withDetail = (text: string, detail: string) => (detail === '' ? text : `${text}: ${detail}`)

/** Text behind a pointer, or of one of Go's types for a choice or a name: it is printed as JSON, where other text is quoted. */
export class TypedText {
  constructor(readonly text: string) {}
}

// Models staging/src/k8s.io/apimachinery/pkg/util/validation/field/errors.go Error.ErrorBody
function printValue(value: unknown): string {
  if (typeof value === 'string') return goQuote(value)
  return toOrderedJson(value instanceof TypedText ? value.text : value)
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

/** Choices have types of their own in Go. */
export function notSupported(field: string, value: unknown, supported: readonly string[]): FieldError {
  return notAmong(field, typeof value === 'string' ? new TypedText(value) : value, supported)
}

/** The same for what is plain text in Go. */
export function notSupportedText(field: string, value: string, supported: readonly string[]): FieldError {
  return notAmong(field, value, supported)
}

function notAmong(field: string, value: unknown, supported: readonly string[]): FieldError {
  const list = supported.map(one => JSON.stringify(one)).join(', ')
  return {
    field,
    reason: 'FieldValueNotSupported',
    message: withDetail(`Unsupported value: ${printValue(value)}`, list === '' ? '' : `supported values: ${list}`),
  }
}
