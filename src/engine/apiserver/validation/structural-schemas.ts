import type { ObjectSchema } from '../../../k8s/custom-resource-definition'
import { validateValue } from '../custom-objects/validate-custom-object'
import { type FieldError, forbiddenField, invalid, notSupportedText, required } from '../field-error'
import type { Errors } from './field-errors'

const TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string']
const METADATA_FIELDS = new Set(['name', 'generateName'])

interface DefinedSchema extends ObjectSchema {
  readonly uniqueItems?: boolean
}

/** What keeps the schema of a whole object from being structural. */
// Models staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/schema/validation.go ValidateStructural
export function* validateStructuralSchema(schema: ObjectSchema, path: string): Errors {
  const { type = '', properties: { metadata } = {} } = schema
  yield* validatePart(schema, path, undefined)
  if (type === '') yield required(`${path}.type`, 'must not be empty at the root')
  else if (type !== 'object') yield invalid(`${path}.type`, type, 'must be object at the root')
  const others = Object.keys(metadata ?? {}).some(
    key => key !== 'type' && key !== 'description' && key !== 'properties',
  )
  if (others || Object.keys(metadata?.properties ?? {}).some(key => !METADATA_FIELDS.has(key))) {
    const why = 'must not specify anything other than name and generateName, but metadata is implicitly specified'
    yield forbiddenField(`${path}.properties[metadata]`, why)
  }
}

/** `place`: what of, when it is a part; the whole is told of by itself. */
function* validatePart(given: ObjectSchema, path: string, place: string | undefined): Errors {
  const schema = given as DefinedSchema
  const { type = '', properties = {}, additionalProperties, items } = schema
  for (const [name, property] of Object.entries(properties)) {
    yield* validatePart(property, `${path}.properties[${name}]`, 'object fields')
  }
  if (typeof additionalProperties === 'object') {
    yield* validatePart(additionalProperties, `${path}.additionalProperties`, 'object fields')
  }
  if (items !== undefined) yield* validatePart(items, `${path}.items`, 'array items')
  yield* validateAlternatives(schema, path)
  if (Object.keys(properties).length > 0 && additionalProperties !== undefined) {
    const why = 'additionalProperties and properties are mutual exclusive'
    yield forbiddenField(`${path}.additionalProperties`, why)
  }
  const isOpen =
    schema['x-kubernetes-int-or-string'] === true || schema['x-kubernetes-preserve-unknown-fields'] === true
  if (type !== '' && !TYPES.includes(type)) yield notSupportedText(`${path}.type`, type, TYPES)
  else if (type === '' && place !== undefined && !isOpen) {
    yield required(`${path}.type`, `must not be empty for specified ${place}`)
  }
  if (type === 'array' && items === undefined) yield required(`${path}.items`, 'must be specified')
  yield* validateRest(schema, path)
}

function* validateRest(schema: DefinedSchema, path: string): Errors {
  if (schema.uniqueItems === true) {
    const why = 'uniqueItems cannot be set to true since the runtime complexity becomes quadratic'
    yield forbiddenField(`${path}.uniqueItems`, why)
  }
  const keys = schema['x-kubernetes-list-map-keys'] ?? []
  if (schema['x-kubernetes-list-type'] === 'map' && keys.length === 0) {
    yield required(`${path}.x-kubernetes-list-map-keys`, 'must not be empty if x-kubernetes-list-type is map')
  }
  if (schema.default !== undefined) yield* validateValue(schema.default, schema, `${path}.default`, '')
}

/** In alternatives, only what a value has to be like may stand, not what it is. */
// Models schema/validation.go validateNestedValueValidation
function* validateAlternatives({ allOf = [], anyOf = [], oneOf = [], not }: ObjectSchema, path: string): Errors {
  for (const [name, list] of Object.entries({ allOf, anyOf, oneOf })) {
    for (const [i, schema] of list.entries()) yield* validateAlternative(schema, `${path}.${name}[${i}]`)
  }
  if (not !== undefined) yield* validateAlternative(not, `${path}.not`)
}

function* validateAlternative(schema: ObjectSchema, path: string): Errors {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    yield* validateAlternative(property, `${path}.properties[${name}]`)
  }
  if (schema.items !== undefined) yield* validateAlternative(schema.items, `${path}.items`)
  yield* validateAlternatives(schema, path)
  // Both are said in full where the two are alternatives of each other.
  const isNumberOrText = schema.type === 'integer' || schema.type === 'string'
  const isOfIntOrString = isNumberOrText && /\.(anyOf)\[\d+\]$/.test(path)
  const mustBeEmpty = (field: string): FieldError =>
    forbiddenField(`${path}.${field}`, 'must be empty to be structural')
  if (schema.type && !isOfIntOrString) yield mustBeEmpty('type')
  if (schema.default !== undefined) yield mustBeEmpty('default')
  if (schema.additionalProperties !== undefined) yield mustBeEmpty('additionalProperties')
  if (schema.nullable === true) yield mustBeEmpty('nullable')
}
