import type { Fields } from '../../../base/fields'
import { invalid, required } from '../field-error'
import { VOLUME_FIELDS, validateFieldRef, validateResourceRef } from './environment'
import { type Errors, requiredText } from './field-errors'
import { validateNonReservedPath } from './paths'

const MAX_MODE = 0o777
const MODE_WORDS = 'must be a number between 0 and 0777 (octal), both inclusive'

/** The permission bits of a file. */
export function* validateMode(mode: unknown, path: string): Errors {
  if (typeof mode === 'number' && (mode < 0 || mode > MAX_MODE)) yield invalid(path, mode, MODE_WORDS)
}

/** One key of a ConfigMap or Secret and the file that it becomes. */
// Models pkg/apis/core/validation/validation.go validateKeyToPath
export function* validateKeyToPath(item: Fields, path: string): Errors {
  const target = item.path as string | undefined
  yield* requiredText(`${path}.key`, item.key as string | undefined)
  yield* requiredText(`${path}.path`, target)
  yield* validateNonReservedPath(target ?? '', `${path}.path`)
  yield* validateMode(item.mode, `${path}.mode`)
}

/** A file with something of the Pod itself in it. */
// Models validation.go validateDownwardAPIVolumeFile
export function* validateDownwardFile(file: Fields, path: string): Errors {
  yield* requiredText(`${path}.path`, file.path as string | undefined)
  yield* validateNonReservedPath((file.path as string | undefined) ?? '', `${path}.path`)
  const { fieldRef, resourceFieldRef } = file
  if (fieldRef) {
    yield* validateFieldRef(fieldRef as Fields, VOLUME_FIELDS, `${path}.fieldRef`)
    if (resourceFieldRef)
      yield invalid(path, 'resource', 'fieldRef and resourceFieldRef can not be specified simultaneously')
  } else if (resourceFieldRef) yield* validateResourceRef(resourceFieldRef as Fields, `${path}.resourceFieldRef`, true)
  else yield required(path, 'one of fieldRef and resourceFieldRef is required')
  yield* validateMode(file.mode, `${path}.mode`)
}
