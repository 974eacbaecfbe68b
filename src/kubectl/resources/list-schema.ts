import { type Fields, isRecord } from '../../base/fields'
import { goQuote } from '../../k8s/go-quote'
import type { ApiDocumentation, FieldDocumentation } from '../documentation/api-documentation'

/** What a place in a list may hold. `name`: as the API's definitions name it. */
type Schema =
  | { readonly is: 'object'; readonly name: string; readonly fields: Readonly<Record<string, FieldDocumentation>> }
  | { readonly is: 'map' | 'array'; readonly name: string; readonly of: Schema }
  | { readonly is: 'boolean' | 'integer' | 'number'; readonly name: string }
  | { readonly is: 'anything' }

/** A list is no object of the API: the server cannot judge it, and kubectl compares it with the API's definitions. */
// Models staging/src/k8s.io/kubectl/pkg/validation/validation.go ValidateBytes and k8s.io/kube-openapi/pkg/util/proto/validation
export function listProblems(list: Fields, api: ApiDocumentation | undefined): readonly string[] {
  const { apiVersion, kind, items } = list as { readonly apiVersion: string; readonly kind: string; items?: unknown }
  if (api === undefined || !kind.endsWith('List')) return []
  if (kind !== 'List') return new Validation(api).list(list, apiVersion, kind.slice(0, -'List'.length))
  if (apiVersion !== 'v1' || !Array.isArray(items)) return []
  return items.filter(isRecord).flatMap(item => new Validation(api).object(item))
}

const LIST_META: Readonly<Record<string, FieldDocumentation>> = {
  continue: { type: 'string' },
  remainingItemCount: { type: 'integer' },
  resourceVersion: { type: 'string' },
  selfLink: { type: 'string' },
}
const META = 'io.k8s.apimachinery.pkg.apis.meta.v1.'

class Validation {
  private readonly problems: string[] = []

  constructor(private readonly api: ApiDocumentation) {}

  list(list: Fields, apiVersion: string, itemKind: string): readonly string[] {
    const item = this.api.kinds[`${apiVersion} ${itemKind}`]
    if (item === undefined) return []
    const name = `${definitionName(item)}List`
    const known: Readonly<Record<string, Schema>> = {
      apiVersion: ANYTHING,
      kind: ANYTHING,
      metadata: { is: 'object', name: `${META}ListMeta`, fields: LIST_META },
      items: { is: 'array', name: `${name}.items`, of: this.typeNamed(item) },
    }
    const path = `${itemKind}List`
    this.checkFields(list, path, name, field => known[field], ['items'])
    return this.problems
  }

  object(object: Fields): readonly string[] {
    const type = this.api.kinds[`${object.apiVersion} ${object.kind}`]
    if (type !== undefined) this.check(object, String(object.kind), this.typeNamed(type))
    return this.problems
  }

  private complain(path: string, why: string): void {
    this.problems.push(`ValidationError(${path}): ${why}`)
  }

  private check(value: unknown, path: string, schema: Schema): void {
    if (schema.is === 'anything') return
    if (Array.isArray(value)) this.checkArray(value, path, schema)
    else if (isRecord(value)) this.checkRecord(value, path, schema)
    else if (!isOf(value, schema.is)) this.complainOfType(path, schema, plainType(value))
  }

  private checkArray(items: readonly unknown[], path: string, schema: Exclude<Schema, { is: 'anything' }>): void {
    if (schema.is !== 'array') {
      this.complainOfType(path, schema, 'array')
      return
    }
    for (const [index, item] of items.entries()) {
      const at = `${path}[${index}]`
      if (item === null) this.complain(at, `unknown object type "nil" in ${at}`)
      else this.check(item, at, schema.of)
    }
  }

  private checkRecord(fields: Fields, path: string, schema: Exclude<Schema, { is: 'anything' }>): void {
    if (schema.is === 'object') {
      const known = schema.fields
      const required = Object.keys(known).filter(name => known[name]?.required === true)
      this.checkFields(fields, path, schema.name, name => this.fieldNamed(known, schema.name, name), required)
    } else if (schema.is === 'map') {
      for (const key of Object.keys(fields).sort()) {
        if (fields[key] === null) this.problems.push(`unknown object type "nil" in ${path}.${key}`)
        else this.check(fields[key], `${path}.${key}`, schema.of)
      }
    } else this.complainOfType(path, schema, 'map')
  }

  private checkFields(
    fields: Fields,
    path: string,
    name: string,
    schemaOf: (field: string) => Schema | undefined,
    required: readonly string[],
  ): void {
    for (const field of Object.keys(fields).sort()) {
      if (fields[field] === null) continue
      const schema = schemaOf(field)
      if (schema === undefined) this.complain(path, `unknown field ${goQuote(field)} in ${name}`)
      else this.check(fields[field], `${path}.${field}`, schema)
    }
    for (const field of [...required].sort()) {
      if ((fields[field] ?? null) === null) this.complain(path, `missing required field ${goQuote(field)} in ${name}`)
    }
  }

  private complainOfType(path: string, { is, name }: Exclude<Schema, { is: 'anything' }>, actual: string): void {
    const expected = is === 'object' ? 'map' : is
    this.complain(path, `invalid type for ${name}: got ${goQuote(actual)}, expected ${goQuote(expected)}`)
  }

  private fieldNamed(fields: Readonly<Record<string, FieldDocumentation>>, owner: string, field: string) {
    const found = Object.hasOwn(fields, field) ? fields[field] : undefined
    return found && this.schemaOf(found.type, found.of, `${owner}.${field}`)
  }

  /** `[]Container`, `map[string]Quantity`, `integer`: as the documentation writes types. */
  private schemaOf(type: string, of: string | undefined, name: string): Schema {
    if (type.startsWith('[]')) return { is: 'array', name, of: this.schemaOf(type.slice(2), of, name) }
    if (type.startsWith('map[string]')) {
      return { is: 'map', name, of: this.schemaOf(type.slice('map[string]'.length), of, name) }
    }
    if (type === 'boolean' || type === 'integer' || type === 'number') return { is: type, name }
    return of === undefined ? ANYTHING : this.typeNamed(of)
  }

  private typeNamed(key: string): Schema {
    const fields = this.api.types[key]?.fields
    return fields === undefined ? ANYTHING : { is: 'object', name: definitionName(key), fields }
  }
}

/** A text may hold anything that is one value; what has several forms is not looked into. */
const ANYTHING: Schema = { is: 'anything' }

function isOf(value: unknown, is: string): boolean {
  if (is === 'boolean') return typeof value === 'boolean'
  return (is === 'integer' || is === 'number') && (typeof value === 'number' || typeof value === 'bigint')
}

function plainType(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value === 'bigint' ? 'integer' : typeof value
}

/** `apps.v1.DaemonSet` is `io.k8s.api.apps.v1.DaemonSet`; few are not in the package of the API. */
function definitionName(key: string): string {
  const [, group = '', rest = ''] = /^(.*?)\.(v\d\w*\..*)$/.exec(key) ?? []
  if (group === 'meta') return `${META}${rest.replace(/^v1\./, '')}`
  const short = group.replace(/\..*$/, '')
  if (short === 'apiextensions') return `io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.${rest}`
  if (short === 'apiregistration') return `io.k8s.kube-aggregator.pkg.apis.apiregistration.${rest}`
  return `io.k8s.api.${short}.${rest}`
}
