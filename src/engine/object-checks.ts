import { validateCreate, validateUpdate } from './apiserver/admission/validating-admission'
import { checkDecoding } from './apiserver/decoding/decode'
import { readObject } from './apiserver/decoding/read-object'
import { readPatched } from './apiserver/decoding/read-patched'
import { writeObject } from './apiserver/decoding/write-object'
import type { ObjectChecks } from './apiserver/object-checks'
import { applyConfiguration } from './apiserver/server-side-apply/server-side-apply'
import { validateObject } from './apiserver/validation/validate'
import { objectWarnings } from './apiserver/validation/warnings'

/** All of it. Heavy: it knows every field of every kind. */
export const OBJECT_CHECKS: ObjectChecks = {
  checkDecoding,
  readObject,
  readPatched,
  writeObject,
  applyConfiguration,
  validateObject,
  objectWarnings,
  validateCreate,
  validateUpdate,
}
