import { checkDecoding } from './apiserver/decoding/decode'
import { readObject } from './apiserver/decoding/read-object'
import { writeObject } from './apiserver/decoding/write-object'
import type { ObjectChecks } from './apiserver/object-checks'
import { validateObject } from './apiserver/validation/validate'
import { objectWarnings } from './apiserver/validation/warnings'

/** All of what the API server checks. Heavy: it knows every field of every kind. */
export const OBJECT_CHECKS: ObjectChecks = { checkDecoding, readObject, writeObject, validateObject, objectWarnings }
