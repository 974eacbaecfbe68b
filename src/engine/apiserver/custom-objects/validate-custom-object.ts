import { type Fields, isRecord } from '../../../base/fields'
import { compilePattern } from '../../../base/patterns/pattern'
import { PatternError } from '../../../base/patterns/pattern-syntax'
import type { CustomVersion, ObjectSchema } from '../../../k8s/custom-resource-definition'
import type { KubeObject } from '../../../k8s/object'
import { deepEqual } from '../../../k8s/share-unchanged'
import { duplicate, type FieldError, invalid, notSupportedText, required } from '../field-error'
import { type Errors, each } from '../validation/field-errors'
import { formatError } from './text-formats'

/** Everything that does not fit the schema; rules in x-kubernetes-validations are not asked. */
// Models staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/validation/validation.go ValidateCustomResource
export function* validateCustomObject({ schema }: CustomVersion, object: KubeObject): Errors {
  if (schema?.openAPIV3Schema === undefined) return
  yield* validateValue(object, schema.openAPIV3Schema, '', '')
  yield* validateLists(object, schema.openAPIV3Schema, '')
}

/** Of a write to the status: its fields are named without it. */
export function* validateCustomStatus({ schema }: CustomVersion, object: KubeObject): Errors {
  const status = schema?.openAPIV3Schema?.properties?.status
  if (status === undefined || object.status === undefined) return
  yield* validateValue(object.status, status, 'status', '')
  yield* validateLists(object.status, status, 'status')
}

const join = (path: string, name: string) => (path === '' ? name : `${path}.${name}`)

/** `path`: where the value stands; `name`: what the words of a complaint call it. */
export function* validateValue(value: unknown, schema: ObjectSchema, path: string, name: string): Errors {
  if (value === null && schema.nullable === true) return
  const types = schema['x-kubernetes-int-or-string'] === true ? ['integer', 'string'] : [schema.type ?? '']
  const type = typeOf(value)
  if (types[0] !== '' && !types.includes(type) && !(type === 'integer' && types[0] === 'number')) {
    const shown = JSON.stringify(type)
    yield invalid(path || '<nil>', type, `${name} in body must be of type ${types.join(',')}: ${shown}`)
    if (type === 'number' && types[0] === 'integer') {
      yield invalid('<nil>', '', `Checked value must be of type integer (default format) in ${name}`)
    }
    return
  }
  if (schema.enum !== undefined && !schema.enum.some(one => deepEqual(one, value))) {
    yield notSupportedText(path, String(value), schema.enum.map(String))
  }
  if (typeof value === 'string') yield* validateText(value, schema, path, name)
  else if (typeof value === 'number') yield* validateNumber(value, schema, path, name)
  else if (Array.isArray(value)) yield* validateItems(value, schema, path, name)
  else if (isRecord(value)) yield* validateFields(value, schema, path, name)
  yield* validateAlternatives(value, schema, path, name)
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}

function* validateFields(value: Fields, schema: ObjectSchema, path: string, name: string): Errors {
  const { properties = {}, additionalProperties, minProperties, maxProperties } = schema
  const count = Object.keys(value).length
  if (maxProperties !== undefined && count > maxProperties) yield tooMany(path, count, maxProperties)
  if (minProperties !== undefined && count < minProperties) {
    yield invalid(path, count, `${name} in body should have at least ${minProperties} properties`)
  }
  for (const field of schema.required ?? []) if (value[field] === undefined) yield required(join(path, field))
  const isRoot = path === ''
  for (const [field, item] of Object.entries(value)) {
    if (item === undefined || (isRoot && field === 'metadata')) continue
    const own = properties[field] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined)
    if (own !== undefined) yield* validateValue(item, own, join(path, field), join(name, field))
  }
}

function* validateItems(items: readonly unknown[], schema: ObjectSchema, path: string, name: string): Errors {
  const { minItems, maxItems } = schema
  if (minItems !== undefined && items.length < minItems) {
    yield invalid(path, items.length, `${name} in body should have at least ${minItems} items`)
  }
  if (maxItems !== undefined && items.length > maxItems) yield tooMany(path, items.length, maxItems)
  if (schema.items === undefined) return
  for (const [i, item] of items.entries()) {
    yield* validateValue(item, schema.items, `${path}[${i}]`, `${name}[${i}]`)
  }
}

/** Only the first thing that is wrong with a text is told. */
function* validateText(text: string, schema: ObjectSchema, path: string, name: string): Errors {
  const { minLength, maxLength, pattern, format } = schema
  const length = [...text].length
  if (maxLength !== undefined && length > maxLength) {
    yield {
      field: path,
      reason: 'FieldValueTooLong',
      message: `Too long: may not be more than ${maxLength} bytes`,
    }
  } else if (minLength !== undefined && length < minLength) {
    yield invalid(path, text, `${name} in body should be at least ${minLength} chars long`)
  } else if (pattern !== undefined && !matches(text, pattern)) {
    yield invalid(path, text, `${name} in body should match '${pattern}'`)
  }
  if (format !== undefined && formatError(text, format)) {
    yield invalid(path, text, `${name} in body must be of type ${format}: ${JSON.stringify(text)}`)
  }
}

/** A pattern that is none here holds nobody back. `(?i)` at its beginning lets letters be of either case. */
function matches(text: string, source: string): boolean {
  try {
    const caseless = /^\^?\(\?i\)/.test(source)
    const pattern = caseless ? source.replace('(?i)', '') : source
    return compilePattern(pattern, { syntax: 'perl', ignoreCase: caseless }).test(text)
  } catch (error) {
    if (error instanceof PatternError) return true
    throw error
  }
}

function* validateNumber(value: number, schema: ObjectSchema, path: string, name: string): Errors {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema
  const says = (what: string) => invalid(path, value, `${name} in body should be ${what}`)
  // Of whole numbers, the server takes only the whole part of the factor.
  const factor = multipleOf !== undefined && Number.isInteger(value) ? Math.trunc(multipleOf) : multipleOf
  if (factor !== undefined && factor <= 0) {
    yield invalid(path, factor, `factor MultipleOf declared for ${name} must be positive: ${factor}`)
  } else if (factor !== undefined && !Number.isInteger(value / factor)) yield says(`a multiple of ${factor}`)
  if (maximum !== undefined) {
    if (exclusiveMaximum === true ? value >= maximum : value > maximum) {
      yield says(`less than ${exclusiveMaximum === true ? '' : 'or equal to '}${maximum}`)
    }
  }
  if (minimum !== undefined) {
    if (exclusiveMinimum === true ? value <= minimum : value < minimum) {
      yield says(`greater than ${exclusiveMinimum === true ? '' : 'or equal to '}${minimum}`)
    }
  }
}

// Models k8s.io/kube-openapi/pkg/validation/validate/schema_props.go
function* validateAlternatives(value: unknown, schema: ObjectSchema, path: string, name: string): Errors {
  const fits = (one: ObjectSchema) => validateValue(value, one, path, name).next().done === true
  const { oneOf = [], anyOf = [], allOf = [], not } = schema
  const says = (what: string) => invalid('<nil>', '', `${JSON.stringify(name)} must ${what}`)
  if (anyOf.length > 0 && !anyOf.some(fits)) {
    yield says('validate at least one schema (anyOf)')
    yield* validateValue(value, anyOf[0] ?? {}, path, name)
  }
  const count = oneOf.filter(fits).length
  if (oneOf.length > 0 && count !== 1) {
    const found = count === 0 ? 'Found none valid' : `Found ${count} valid alternatives`
    yield says(`validate one and only one schema (oneOf). ${found}`)
    // What the first of them misses.
    if (count === 0) yield* validateValue(value, oneOf[0] ?? {}, path, name)
  }
  if (!allOf.every(fits)) {
    for (const one of allOf) yield* validateValue(value, one, path, name)
    yield says('validate all the schemas (allOf)')
  }
  if (not !== undefined && fits(not)) yield says('not validate the schema (not)')
}

/** Sets have nothing twice, and maps no key. */
// Models staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/schema/listtype/validation.go
function* validateLists(value: unknown, schema: ObjectSchema, path: string): Errors {
  if (Array.isArray(value)) {
    const keys = schema['x-kubernetes-list-map-keys'] ?? []
    const kind = schema['x-kubernetes-list-type']
    const keyOf = (item: unknown) =>
      kind === 'map' && isRecord(item) ? Object.fromEntries(keys.map(key => [key, item[key]])) : item
    const seen: unknown[] = []
    for (const [item, at] of each(value as readonly unknown[], path)) {
      const key = keyOf(item)
      const isTwice = (kind === 'set' || kind === 'map') && seen.some(one => deepEqual(one, key))
      if (isTwice) yield duplicate(at, key)
      seen.push(key)
      if (schema.items !== undefined) yield* validateLists(item, schema.items, at)
    }
  } else if (isRecord(value)) {
    const { properties = {}, additionalProperties } = schema
    for (const [field, item] of Object.entries(value)) {
      const own = properties[field] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined)
      if (own !== undefined) yield* validateLists(item, own, join(path, field))
    }
  }
}

function tooMany(field: string, count: number, most: number): FieldError {
  return { field, reason: 'FieldValueTooMany', message: `Too many: ${count}: must have at most ${most} items` }
}
