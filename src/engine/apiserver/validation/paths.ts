import { invalid } from '../field-error'
import type { Errors } from './field-errors'

// Models pkg/apis/core/validation/validation.go validatePathNoBacksteps
export function* validateNoBacksteps(target: string, path: string): Errors {
  if (target.split('/').includes('..')) yield invalid(path, target, "must not contain '..'")
}

/** A relative path that stays below its start. */
// Models validation.go validateLocalDescendingPath
export function* validateDescendingPath(target: string, path: string): Errors {
  if (target.startsWith('/')) yield invalid(path, target, 'must be a relative path')
  yield* validateNoBacksteps(target, path)
}

// Models validation.go ValidateLocalNonReservedPath
export function* validateNonReservedPath(target: string, path: string): Errors {
  yield* validateDescendingPath(target, path)
  if (target.startsWith('..') && !target.startsWith('../')) yield invalid(path, target, "must not start with '..'")
}
