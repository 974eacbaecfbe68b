import { isRecord } from '../../../base/fields'
import type { CustomVersion, DefinitionNames } from '../../../k8s/custom-resource-definition'
import { dnsSubdomain, resourceLabel, type TextRule } from '../../../k8s/names'
import type { KubeObject } from '../../../k8s/object'
import { deepEqual } from '../../../k8s/share-unchanged'
import { invalid, required } from '../field-error'
import { type Errors, each, oneOf } from './field-errors'
import { validateStructuralSchema } from './structural-schemas'

interface DefinitionSpec {
  readonly group?: string
  readonly scope?: string
  readonly names?: DefinitionNames
  readonly preserveUnknownFields?: boolean
  readonly versions?: readonly CustomVersion[]
}

const SCOPES = ['Cluster', 'Namespaced']

/** How a definition and its objects are called, and that it says what they look like. */
// Models staging/src/k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation/validation.go
export function* validateNewDefinition(object: KubeObject): Errors {
  const { group = '', names = {} } = (object.spec ?? {}) as DefinitionSpec
  const { name } = object.metadata
  if (name !== `${names.plural ?? ''}.${group}`) {
    yield invalid('metadata.name', name, 'must be spec.names.plural+"."+spec.group')
  }
  yield* validateDefinition(object)
}

// Models validation.go ValidateCustomResourceDefinitionUpdate
export function* validateDefinitionUpdate(object: KubeObject, before: KubeObject): Errors {
  yield* validateDefinition(object)
  const [now, was] = [(object.spec ?? {}) as DefinitionSpec, (before.spec ?? {}) as DefinitionSpec]
  for (const [path, value, old] of [
    ['spec.group', now.group, was.group],
    ['spec.scope', now.scope, was.scope],
    ['spec.names.kind', now.names?.kind, was.names?.kind],
    ['spec.names.plural', now.names?.plural, was.names?.plural],
  ] as const) {
    if (value !== old) yield invalid(path, value ?? '', 'field is immutable')
  }
}

function* validateDefinition({ spec, status }: KubeObject): Errors {
  const { preserveUnknownFields, versions, group, scope, names = {} } = (spec ?? {}) as DefinitionSpec
  yield* validateGroup(group)
  if (!scope) yield required('spec.scope')
  else yield* oneOf('spec.scope', scope, SCOPES)
  for (const [{ name = '', schema }, at] of each(versions, 'spec.versions')) {
    yield* joinedErrors(`${at}.name`, name, resourceLabel)
    if (schema?.openAPIV3Schema === undefined) yield required(`${at}.schema.openAPIV3Schema`)
  }
  yield* validateVersions(versions ?? [])
  // Inside, the first version is that of the whole definition, too.
  if (versions?.[0] !== undefined) yield* joinedErrors('spec.version', versions[0].name ?? '', resourceLabel)
  yield* validateNames(names)
  if (preserveUnknownFields === true) {
    const why =
      'cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead'
    yield invalid('spec.preserveUnknownFields', true, why)
  }
  const { storedVersions } = (status ?? {}) as { readonly storedVersions?: readonly string[] | null }
  yield* validateStoredVersions(storedVersions ?? [], versions ?? [])
}

/** Schemas that all versions share are told of where the server keeps them. */
function* validateVersions(versions: readonly CustomVersion[]): Errors {
  if (versions.filter(({ storage }) => storage === true).length !== 1) {
    yield invalid('spec.versions', versions.map(goVersion), 'must have exactly one version marked as storage version')
  }
  if (new Set(versions.map(({ name }) => name)).size < versions.length) {
    yield invalid('spec.versions', versions.map(goVersion), 'must contain unique version names')
  }
  const [first, ...others] = versions
  const areShared = others.every(({ schema }) => deepEqual(schema, first?.schema))
  for (const [{ schema }, at] of each(areShared ? versions.slice(0, 1) : versions, 'spec.versions')) {
    const path = areShared ? 'spec.validation' : `${at}.schema`
    if (schema?.openAPIV3Schema === undefined) continue
    yield* validateStructuralSchema(schema.openAPIV3Schema, `${path}.openAPIV3Schema`)
  }
}

/** As the server prints a version, without what all versions share. */
const goVersion = ({ name = '', served = false, storage = false }: CustomVersion) => ({
  Name: name,
  Served: served,
  Storage: storage,
  Deprecated: false,
  DeprecationWarning: null,
  Schema: null,
  Subresources: null,
  AdditionalPrinterColumns: null,
  SelectableFields: null,
})

// Models validation.go ValidateCustomResourceDefinitionStoredVersions
function* validateStoredVersions(stored: readonly string[], versions: readonly CustomVersion[]): Errors {
  const path = 'status.storedVersions'
  if (stored.length === 0) {
    yield invalid(path, null, 'must have at least one stored version')
    return
  }
  const left = new Map(stored.map((name, i) => [name, i]))
  for (const { name, storage } of versions) {
    if (!left.delete(name) && storage === true) yield invalid(path, stored, `must have the storage version ${name}`)
  }
  for (const [name, i] of left) {
    const why = `missing from spec.versions; ${name} was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in ${name} and removes ${name} from ${path}`
    yield invalid(`${path}[${i}]`, name, why)
  }
}

function* validateGroup(group: string | undefined): Errors {
  if (!group) yield required('spec.group')
  else if (dnsSubdomain(group).length > 0) yield* joinedErrors('spec.group', group, dnsSubdomain)
  else if (!group.includes('.')) yield invalid('spec.group', group, 'should be a domain with at least one dot')
}

// Models validation.go ValidateCustomResourceDefinitionNames
function* validateNames({ shortNames, categories, ...names }: DefinitionNames): Errors {
  const path = 'spec.names'
  const { plural, singular, kind, listKind } = names
  for (const field of ['plural', 'singular', 'kind', 'listKind'] as const) {
    if (!names[field]) yield required(`${path}.${field}`)
  }
  if (plural) yield* joinedErrors(`${path}.plural`, plural, resourceLabel)
  if (singular) yield* joinedErrors(`${path}.singular`, singular, resourceLabel)
  if (kind) yield* joinedErrors(`${path}.kind`, kind, mixedCase)
  if (listKind) yield* joinedErrors(`${path}.listKind`, listKind, mixedCase)
  for (const [name, at] of each(shortNames, `${path}.shortNames`)) yield* joinedErrors(at, name, resourceLabel)
  if (kind && kind === listKind) {
    yield invalid(`${path}.listKind`, listKind, 'kind and listKind may not be the same')
  }
  for (const [name, at] of each(categories, `${path}.categories`)) yield* joinedErrors(at, name, resourceLabel)
}

const mixedCase: TextRule = text => {
  const errors = resourceLabel(text.toLowerCase())
  return errors.length === 0 ? [] : [`may have mixed case, but should otherwise match: ${errors.join(',')}`]
}

/** All that is wrong with a text as one error. */
function* joinedErrors(path: string, text: string, rule: TextRule): Errors {
  const errors = rule(text)
  if (errors.length > 0) yield invalid(path, text, errors.join(','))
}

const TEXT_FORMATS = new Set([
  ...['bsonobjectid', 'uri', 'email', 'hostname', 'ipv4', 'ipv6', 'cidr', 'mac', 'uuid', 'uuid3', 'uuid4', 'uuid5'],
  ...['isbn', 'isbn10', 'isbn13', 'creditcard', 'ssn', 'hexcolor', 'rgbcolor', 'byte', 'password', 'date', 'duration'],
  ...['datetime', 'k8sshortname', 'k8slongname'],
])
const NUMBER_FORMATS: Readonly<Record<string, readonly string[]>> = {
  integer: ['int32', 'int64'],
  number: ['float', 'double'],
}

/** Formats of fields that mean nothing to the server, each once. */
// Models staging/src/k8s.io/apiextensions-apiserver/pkg/registry/customresourcedefinition/strategy.go WarningsOnCreate
export function definitionWarnings({ spec }: KubeObject): readonly string[] {
  const formats = new Set<string>()
  const { versions } = (spec ?? {}) as DefinitionSpec
  for (const [{ schema }] of each(versions, '')) collectFormats(schema?.openAPIV3Schema, formats)
  return [...formats].map(format => `unrecognized format ${JSON.stringify(format)}`)
}

function collectFormats(schema: unknown, unknown: Set<string>): void {
  if (!isRecord(schema)) return
  const { format, type = '' } = schema
  if (typeof format === 'string' && format !== '' && !isKnown(format, String(type))) unknown.add(format)
  for (const part of ['items', 'additionalProperties', 'not']) collectFormats(schema[part], unknown)
  for (const part of ['properties', 'patternProperties', 'definitions', 'allOf', 'anyOf', 'oneOf']) {
    const inner = schema[part]
    if (typeof inner !== 'object' || inner === null) continue
    for (const each of Object.values(inner)) collectFormats(each, unknown)
  }
}

function isKnown(format: string, type: string): boolean {
  if (type === '' || type === 'string') return TEXT_FORMATS.has(format.replaceAll('-', ''))
  return NUMBER_FORMATS[type]?.includes(format) === true
}
