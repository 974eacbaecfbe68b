import type { Int64 } from '../../../k8s/big-integer'
import type { TextRule } from '../../../k8s/names'
import { type FieldError, invalid, notSupported, required, TypedText } from '../field-error'

/** What is wrong with a part of an object, in the order in which the server says it. */
export type Errors = Generator<FieldError, void>

/** The items of a list with their paths. A null item is an empty object to Go, and so it is here. */
export function* each<T>(
  list: readonly T[] | undefined | null,
  path: string,
): Generator<readonly [item: T, path: string]> {
  for (const [index, item] of (list ?? []).entries()) yield [item ?? ({} as T), `${path}[${index}]`] as const
}

/** One error for each thing that the rule finds wrong with the text. */
export function* textErrors(path: string, text: string, rule: TextRule): Errors {
  for (const message of rule(text)) yield invalid(path, text, message)
}

/** The same for text that has a type of its own in Go. */
export function* typedTextErrors(path: string, text: string, rule: TextRule): Errors {
  for (const message of rule(text)) yield invalid(path, new TypedText(text), message)
}

export function* requiredText(path: string, text: string | undefined | null, rule?: TextRule): Errors {
  if (!text) yield required(path)
  else if (rule !== undefined) yield* textErrors(path, text, rule)
}

export function* numberErrors(
  path: string,
  value: number | undefined | null,
  rule: (value: number) => readonly string[],
): Errors {
  if (value === undefined || value === null) return
  for (const message of rule(value)) yield invalid(path, value, message)
}

// Models pkg/apis/core/validation/validation.go ValidateNonnegativeField
export function* nonNegative(path: string, value: Int64 | undefined | null): Errors {
  if (value !== undefined && value !== null && value < 0)
    yield invalid(path, value, 'must be greater than or equal to 0')
}

/** An absent value passes: defaults have been filled in before. */
export function* oneOf(path: string, value: string | undefined | null, supported: readonly string[]): Errors {
  if (value !== undefined && value !== null && !supported.includes(value)) yield notSupported(path, value, supported)
}
