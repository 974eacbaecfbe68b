import { type Fields, isRecord } from '../../../base/fields'
import type { KubeObject } from '../../../k8s/object'
import { invalid, required } from '../field-error'
import { type Errors, each } from './field-errors'

interface DefinitionSpec {
  readonly preserveUnknownFields?: boolean
  readonly versions?: readonly { readonly schema?: { readonly openAPIV3Schema?: Fields } }[]
}

/** What makes a definition useless: that it does not say what its objects look like. */
// Models staging/src/k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation/validation.go
export function* validateDefinition({ spec }: KubeObject): Errors {
  const { preserveUnknownFields, versions } = (spec ?? {}) as DefinitionSpec
  for (const [{ schema }, at] of each(versions, 'spec.versions')) {
    if (schema?.openAPIV3Schema === undefined) yield required(`${at}.schema.openAPIV3Schema`)
  }
  if (preserveUnknownFields === true) {
    const why =
      'cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead'
    yield invalid('spec.preserveUnknownFields', true, why)
  }
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
