import { type Fields, isRecord } from '../../../base/fields'
import { goQuote } from '../../../k8s/go-quote'
import { fieldsOf } from '../decoding/go-struct'
import type { GoType } from '../decoding/go-type'
import { keyOf, keysOfList } from './list-keys'

/** A path and what is wrong there, innermost first: the path is put before it on the way out. */
interface Complaint {
  readonly path: string
  readonly message: string
}

type Complaints = Generator<Complaint, void>

/**
 * What keeps an applied object from being read by the schema of its kind, in the words of the merging library; undefined when
 * nothing does.
 */
// Models sigs.k8s.io/structured-merge-diff/v6/typed/validate.go
export function schemaErrors(kind: string, object: Fields): string | undefined {
  const lines = [...checkStruct(`v1.${kind}`, object)].map(({ path, message }) =>
    path === '' ? message : `${path}: ${message}`,
  )
  return lines.length > 1 ? ['errors:', ...lines.map(line => `  ${line}`)].join('\n') : lines[0]
}

function* under(prefix: string, complaints: Complaints): Complaints {
  for (const { path, message } of complaints) yield { path: prefix + path, message }
}

const wrong = (message: string): Complaint => ({ path: '', message })

function* checkStruct(struct: string, fields: Fields): Complaints {
  const types = fieldsOf(struct)
  for (const name of Object.keys(fields).sort()) {
    const field = types.get(name)
    if (field === undefined) yield { path: `.${name}`, message: 'field not declared in schema' }
    else yield* under(`.${name}`, checkValue(field.type, fields[name], keysOfList(struct, name)))
  }
}

function* checkValue(type: GoType, value: unknown, keys?: readonly string[]): Complaints {
  if (value === null || value === undefined) return
  switch (type.kind) {
    case 'struct':
      if (isRecord(value)) yield* checkStruct(type.key, value)
      else yield wrong(`expected map, got ${plain(value)}`)
      return
    case 'map':
      if (!isRecord(value)) yield wrong(`expected map, got ${plain(value)}`)
      else for (const key of Object.keys(value).sort()) yield* under(`.${key}`, checkValue(type.element, value[key]))
      return
    case 'list':
      if (!Array.isArray(value)) yield wrong(`expected list, got ${plain(value)}`)
      else yield* checkList(type.element, value, keys)
      return
    default: {
      const complaint = scalarComplaint(type, value)
      if (complaint !== undefined) yield wrong(complaint)
    }
  }
}

function* checkList(element: GoType, items: readonly unknown[], keys: readonly string[] | undefined): Complaints {
  const seen = new Set<string>()
  for (const [index, item] of items.entries()) {
    if (keys === undefined) {
      yield* under(`[${index}]`, checkValue(element, item))
      continue
    }
    const why = keys.length > 0 ? keyedComplaint(item) : plainComplaint(item)
    if (why !== undefined) {
      yield wrong(`element ${index}: ${why}`)
      return
    }
    const name = elementName(item, keys)
    if (seen.has(name)) yield wrong(`duplicate entries for key ${name}`)
    seen.add(name)
    yield* under(name, checkValue(element, item))
  }
}

function keyedComplaint(item: unknown): string | undefined {
  if (item === null) return 'associative list with keys may not have a null element'
  return isRecord(item) ? undefined : 'associative list with keys may not have non-map elements'
}

function plainComplaint(item: unknown): string | undefined {
  if (item === null) return "associative list without keys has an element that's an explicit null"
  if (Array.isArray(item)) return 'not supported: associative list with lists as elements'
  return isRecord(item) ? "associative list without keys has an element that's a map type" : undefined
}

/** An element as paths name it: `[name="agent"]`, `[="kubernetes"]`. */
export function elementName(item: unknown, keys: readonly string[]): string {
  if (keys.length === 0) return `[=${keyText(item)}]`
  const parts = keyOf(item as Fields, keys).map(([key, value]) => `${key}=${keyText(value)}`)
  return `[${parts.join(',')}]`
}

// Models structured-merge-diff/v6/value/value.go ToString
function keyText(value: unknown): string {
  if (typeof value === 'string') return goQuote(value)
  if (Array.isArray(value)) return `[${value.map(keyText).join(',')}]`
  if (!isRecord(value)) return String(value)
  return Object.entries(value)
    .map(([key, item]) => `${key}=${keyText(item)}`)
    .join(',')
}

function scalarComplaint(type: GoType, value: unknown): string | undefined {
  const isNumber = typeof value === 'number' || typeof value === 'bigint'
  switch (type.kind) {
    case 'int':
    case 'float':
      return isNumber ? undefined : `expected numeric (int or float), got ${goTypeName(value)}`
    case 'bool':
      return typeof value === 'boolean' ? undefined : `expected boolean, got ${plain(value)}`
    case 'string':
    case 'bytes':
      return typeof value === 'string'
        ? undefined
        : `expected string, got &value.valueUnstructured{Value:${goSyntax(value)}}`
    case 'any':
    case 'intOrString':
      return undefined
    default:
      return typeof value === 'object' ? `expected any scalar, got ${plain(value)}` : undefined
  }
}

/** As Go's %v prints the library's box around a value. */
const plain = (value: unknown): string => `&{${inner(value)}}`

function inner(value: unknown): string {
  if (value === null) return '<nil>'
  if (Array.isArray(value)) return `[${value.map(inner).join(' ')}]`
  if (!isRecord(value)) return String(value)
  return `map[${Object.keys(value)
    .sort()
    .map(key => `${key}:${inner(value[key])}`)
    .join(' ')}]`
}

/** As Go's %#v. */
function goSyntax(value: unknown): string {
  if (value === null) return 'interface {}(nil)'
  if (typeof value === 'string') return goQuote(value)
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`
  if (!isRecord(value)) return String(value)
  return `map[string]interface {}{${Object.keys(value)
    .sort()
    .map(key => `${goQuote(key)}:${goSyntax(value[key])}`)
    .join(', ')}}`
}

/** As Go's %T. */
function goTypeName(value: unknown): string {
  if (Array.isArray(value)) return '[]interface {}'
  if (isRecord(value)) return 'map[string]interface {}'
  return typeof value === 'boolean' ? 'bool' : typeof value
}
