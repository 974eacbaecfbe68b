import { type Fields, isRecord } from '../../../base/fields'
import type { WriteOptions } from '../../../k8s/api-client'
import { withNearestNumbers } from '../../../k8s/big-integer'
import type { CustomVersion, ObjectSchema } from '../../../k8s/custom-resource-definition'
import { goQuote } from '../../../k8s/go-quote'
import type { NewObject } from '../../../k8s/object'
import type { Request } from '../request'
import { badRequest } from '../status-errors'

const EVERY_OBJECT = ['apiVersion', 'kind', 'metadata']

/**
 * A custom object as its definition's schema reads it: what the schema does not name is gone, its defaults are there. Throws
 * ApiError (400) for fields that it does not name in Strict mode; in Warn mode the answer has a warning for each.
 */
// Models staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/customresource_handler.go schemaCoercingDecoder
export function readCustomObject(
  { type, warnings }: Request,
  body: NewObject,
  { schema }: CustomVersion,
  { fieldValidation }: WriteOptions,
): NewObject {
  const given = withNearestNumbers(body) as NewObject
  const root = schema?.openAPIV3Schema
  if (root === undefined) return given
  const unknown: string[] = []
  const pruned = pruneObject(given as unknown as Fields, root, '', unknown, EVERY_OBJECT)
  const complaints = unknown.sort().map(path => `unknown field ${goQuote(path)}`)
  if (complaints.length > 0 && fieldValidation === 'Strict') {
    const why = `strict decoding error: ${complaints.join(', ')}`
    throw badRequest(`${type.kind} in version "${type.version}" cannot be handled as a ${type.kind}: ${why}`)
  }
  if (fieldValidation === 'Warn') warnings.push(...complaints)
  return withDefaults(pruned, root) as unknown as NewObject
}

// Models staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning/algorithm.go
function prune(value: unknown, schema: ObjectSchema, path: string, unknown: string[]): unknown {
  if (Array.isArray(value)) {
    const { items } = schema
    return items === undefined ? value : value.map((item, i) => prune(item, items, `${path}[${i}]`, unknown))
  }
  if (!isRecord(value)) return value
  return pruneObject(
    value,
    schema,
    path,
    unknown,
    schema['x-kubernetes-embedded-resource'] === true ? EVERY_OBJECT : [],
  )
}

function pruneObject(
  object: Fields,
  schema: ObjectSchema,
  path: string,
  unknown: string[],
  known: readonly string[],
): Fields {
  const { properties = {}, additionalProperties } = schema
  const keepsAll = schema['x-kubernetes-preserve-unknown-fields'] === true || additionalProperties === true
  const result: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(object)) {
    const at = path === '' ? name : `${path}.${name}`
    const own = known.includes(name) ? undefined : (properties[name] ?? schemaOf(additionalProperties))
    if (own !== undefined) result[name] = prune(value, own, at, unknown)
    else if (keepsAll || known.includes(name)) result[name] = value
    else unknown.push(at)
  }
  return result
}

function schemaOf(additional: ObjectSchema['additionalProperties']): ObjectSchema | undefined {
  return typeof additional === 'object' ? additional : undefined
}

/** A null that may not be one makes room for the default. */
// Models staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting/algorithm.go Default
function withDefaults(value: unknown, schema: ObjectSchema): unknown {
  if (Array.isArray(value)) {
    const { items } = schema
    return items === undefined ? value : value.map(item => withDefaults(item, items))
  }
  if (!isRecord(value)) return value
  const { properties = {}, additionalProperties } = schema
  const result: Record<string, unknown> = { ...value }
  for (const [name, property] of Object.entries(properties)) {
    const isMissing = result[name] === undefined || (result[name] === null && property.nullable !== true)
    if (isMissing && property.default !== undefined) result[name] = property.default
    if (result[name] !== undefined) result[name] = withDefaults(result[name], property)
  }
  const others = schemaOf(additionalProperties)
  if (others === undefined) return result
  for (const [name, item] of Object.entries(result)) {
    if (!(name in properties)) result[name] = withDefaults(item, others)
  }
  return result
}
