import type { CustomVersion, ObjectSchema } from '../../k8s/custom-resource-definition'
import type { ApiDocumentation, FieldDocumentation, TypeDocumentation } from '../documentation/api-documentation'

/** Every object has these, and a definition says nothing of them. */
const COMMON = ['apiVersion', 'kind', 'metadata']
const ROOT = 'custom'

/** What the definition of a custom resource says of its objects, beside what is known of all. `typeKey`: of the whole object. */
// Models staging/src/k8s.io/apiextensions-apiserver/pkg/controller/openapi/builder/builder.go
export function customDocumentation(
  { schema }: CustomVersion,
  known: ApiDocumentation,
): { readonly api: ApiDocumentation; readonly typeKey: string } {
  const types: Record<string, TypeDocumentation> = { ...known.types }
  const add = (key: string, given: ObjectSchema, common: TypeDocumentation['fields']) => {
    const own = Object.entries(given.properties ?? {}).map(([name, property]) => {
      const required = given.required?.includes(name) === true
      return [name, fieldOf(`${key}.${name}`, property, required)] as const
    })
    const description = given.description === undefined ? {} : { description: given.description }
    types[key] = { ...description, fields: { ...Object.fromEntries(own), ...common } }
  }
  const fieldOf = (key: string, property: ObjectSchema, required: boolean): FieldDocumentation => {
    const inner = innermost(property)
    const hasFields = Object.keys(inner.properties ?? {}).length > 0
    // The description of a field's own type is the field's.
    if (hasFields) add(key, inner === property ? { ...inner, description: undefined } : inner, {})
    return {
      type: typeText(property),
      ...(hasFields ? { of: key } : {}),
      ...(property.description === undefined ? {} : { description: property.description }),
      ...(required ? { required } : {}),
      ...(property.enum === undefined ? {} : { values: property.enum.map(String) }),
    }
  }
  const ofAll = known.types[known.kinds['v1 ConfigMap'] ?? '']?.fields ?? {}
  const common = Object.entries(ofAll).filter(([name]) => COMMON.includes(name))
  add(ROOT, schema?.openAPIV3Schema ?? {}, Object.fromEntries(common))
  return { api: { ...known, types }, typeKey: ROOT }
}

/** What lists and maps hold in the end. */
function innermost(schema: ObjectSchema): ObjectSchema {
  if (schema.items !== undefined) return innermost(schema.items)
  const { additionalProperties } = schema
  return typeof additionalProperties === 'object' ? innermost(additionalProperties) : schema
}

function typeText({ type, items, additionalProperties }: ObjectSchema): string {
  if (items !== undefined) return `[]${typeText(items)}`
  if (typeof additionalProperties === 'object') return `map[string]${typeText(additionalProperties)}`
  return type === undefined || type === 'object' ? 'Object' : type
}
