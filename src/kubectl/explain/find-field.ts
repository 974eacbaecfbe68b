import type { ApiDocumentation, FieldDocumentation, TypeDocumentation } from '../documentation/api-documentation'

/** What is to be explained: a kind, or a field within it. */
export interface Explained {
  readonly group: string
  readonly kind: string
  readonly version: string
  /** Absent for the kind itself. */
  readonly field?: FieldDocumentation & { readonly name: string }
  /** The type of the kind or of the field's values; absent for plain values. */
  readonly type?: TypeDocumentation
  readonly api: ApiDocumentation
}

/** Goes down the path of field names from a kind's type; undefined where a name leads nowhere. */
export function findField(
  api: ApiDocumentation,
  typeKey: string,
  path: readonly string[],
): Pick<Explained, 'field' | 'type'> | undefined {
  let type = api.types[typeKey]
  let field: Explained['field']
  for (const name of path) {
    const found = type?.fields !== undefined && Object.hasOwn(type.fields, name) ? type.fields[name] : undefined
    if (found === undefined) return undefined
    field = { ...found, name }
    type = found.of === undefined ? undefined : api.types[found.of]
  }
  return { ...(field === undefined ? {} : { field }), ...(type === undefined ? {} : { type }) }
}

/** The fields of a type in the order of their names. */
export function fieldsOf(type: TypeDocumentation | undefined): readonly (readonly [string, FieldDocumentation])[] {
  return Object.entries(type?.fields ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
}
