import { type Fields, isRecord } from '../../base/fields'
import { sortedKeys, toGoJson } from '../../k8s/go-json'
import { goQuote } from '../../k8s/go-quote'
import { timeError } from '../../k8s/time-text'
import { PlainError } from '../command/failure'
import type { ApiDocumentation } from '../documentation/api-documentation'
import { listProblems } from './list-schema'

/** What kubectl itself checks of a document before it sends it: that it has a kind, and what a list holds. Throws PlainError. */
// Models staging/src/k8s.io/kubectl/pkg/validation/schema.go
export function checkSchema(value: unknown, source: string, api: ApiDocumentation | undefined): void {
  const shape = schemaProblems(value)
  const problems = [...new Set(shape.length > 0 || !isRecord(value) ? shape : listProblems(value, api))]
  if (problems.length === 0) return
  const text = problems.length === 1 ? problems[0] : `[${problems.join(', ')}]`
  throw new PlainError(
    `error validating ${goQuote(source)}: error validating data: ${text}; if you choose to ignore these errors, turn validation off with --validate=false`,
  )
}

/** What a document lacks to be an object at all; empty when nothing. */
export function schemaProblems(value: unknown): readonly string[] {
  if (!isRecord(value)) return ['invalid object to validate']
  const problems = [...apiVersionProblems(value.apiVersion), ...kindProblems(value.kind)]
  if (problems.length > 0 || value.kind !== 'List' || value.apiVersion !== 'v1') return problems
  return Array.isArray(value.items) ? value.items.flatMap(schemaProblems) : ['invalid object to validate']
}

function apiVersionProblems(apiVersion: unknown): readonly string[] {
  if (apiVersion === undefined || apiVersion === null) return ['apiVersion not set']
  if (typeof apiVersion !== 'string') return ["apiVersion isn't string type"]
  return apiVersion.split('/').length > 2 ? [`unexpected GroupVersion string: ${apiVersion}`] : []
}

function kindProblems(kind: unknown): readonly string[] {
  if (kind === undefined || kind === null) return ['kind not set']
  return typeof kind === 'string' ? [] : ["kind isn't string type"]
}

/** A document as an object whose metadata can be read; annotations without a value become empty. Throws PlainError. */
// Models staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/unstructured UnstructuredJSONScheme.Decode
export function decodeObject(value: unknown, source: string): Fields {
  const problem = decodingProblem(value)
  if (problem !== undefined) throw new PlainError(`unable to decode ${goQuote(source)}: ${problem}`)
  const fields = value as Fields
  const metadata = fields.metadata
  if (!isRecord(metadata) || !isRecord(metadata.annotations)) return fields
  const annotations = Object.fromEntries(Object.entries(metadata.annotations).map(([key, text]) => [key, text ?? '']))
  return { ...fields, metadata: { ...metadata, annotations } }
}

function decodingProblem(value: unknown): string | undefined {
  if (!isRecord(value))
    return `json: cannot unmarshal ${jsonType(value)} into Go value of type struct { Items jsontext.Value }`
  for (const field of ['apiVersion'] as const) {
    const given = value[field]
    if (given !== undefined && given !== null && typeof given !== 'string')
      return mismatch(given, `metadataOnlyObject.TypeMeta.${field}`, 'string')
  }
  const apiVersion = value.apiVersion
  if (
    !value.kind ||
    typeof value.kind !== 'string' ||
    (typeof apiVersion === 'string' && apiVersion.split('/').length > 2)
  )
    return `Object 'Kind' is missing in '${toGoJson(value)}'`
  const { metadata } = value
  if (metadata === undefined || metadata === null) return undefined
  if (!isRecord(metadata)) return mismatch(metadata, 'metadataOnlyObject.metadata', 'v1.ObjectMeta')
  return metadataProblem(metadata)
}

/** What the fields of an object's metadata hold. */
const METADATA: Readonly<Record<string, FieldType>> = {
  name: 'string',
  generateName: 'string',
  namespace: 'string',
  uid: 'types.UID',
  resourceVersion: 'string',
  selfLink: 'string',
  generation: 'int64',
  creationTimestamp: 'time',
  deletionTimestamp: 'time',
  deletionGracePeriodSeconds: 'int64',
  labels: 'texts',
  annotations: 'texts',
  finalizers: 'list',
  ownerReferences: 'owners',
}
const OWNER: Readonly<Record<string, FieldType>> = {
  apiVersion: 'string',
  kind: 'string',
  name: 'string',
  uid: 'types.UID',
  controller: 'bool',
  blockOwnerDeletion: 'bool',
}

type FieldType = 'string' | 'types.UID' | 'bool' | 'int64' | 'time' | 'texts' | 'list' | 'owners'

/** The first problem of the fields, in the order of their names. A text that is no time is told of before all others. */
function metadataProblem(metadata: Fields): string | undefined {
  const problems = fieldsProblems(metadata, METADATA, 'ObjectMeta.metadata')
  return problems.find(problem => problem.startsWith('parsing time')) ?? problems[0]
}

function fieldsProblems(fields: Fields, types: Readonly<Record<string, FieldType>>, path: string): readonly string[] {
  return Object.keys(fields)
    .sort()
    .flatMap(field => {
      const [given, type] = [fields[field], types[field]]
      return given === undefined || given === null || type === undefined
        ? []
        : fieldProblems(given, type, `${path}.${field}`)
    })
}

function fieldProblems(given: unknown, type: FieldType, path: string): readonly string[] {
  const texts = (values: readonly unknown[]) => values.flatMap(value => plainProblems(value, 'string', path))
  switch (type) {
    case 'texts':
      return isRecord(given)
        ? texts(sortedKeys(given).map(key => given[key]))
        : [mismatch(given, path, 'map[string]string')]
    case 'list':
      return Array.isArray(given) ? texts(given) : [mismatch(given, path, '[]string')]
    case 'owners':
      if (!Array.isArray(given)) return [mismatch(given, path, '[]v1.OwnerReference')]
      return given.flatMap(owner =>
        isRecord(owner) ? fieldsProblems(owner, OWNER, path.replace('ObjectMeta', 'OwnerReference')) : [],
      )
    default:
      return plainProblems(given, type, path)
  }
}

function plainProblems(given: unknown, type: FieldType, path: string): readonly string[] {
  if (given === null) return []
  if (type === 'time') {
    if (typeof given !== 'string') return [mismatch(given, path, 'string')]
    const problem = timeError(given)
    return problem === undefined ? [] : [problem]
  }
  if (type === 'int64') {
    if (typeof given === 'bigint') return []
    if (typeof given !== 'number') return [mismatch(given, path, type)]
    return Number.isInteger(given) && Math.abs(given) < 2 ** 63
      ? []
      : [`json: cannot unmarshal number ${given} into Go struct field ${path} of type int64`]
  }
  return typeof given === (type === 'bool' ? 'boolean' : 'string') ? [] : [mismatch(given, path, type)]
}

const mismatch = (value: unknown, field: string, type: string) =>
  `json: cannot unmarshal ${jsonType(value)} into Go struct field ${field} of type ${type}`

function jsonType(value: unknown): string {
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'boolean') return 'bool'
  return typeof value === 'bigint' ? 'number' : typeof value
}
