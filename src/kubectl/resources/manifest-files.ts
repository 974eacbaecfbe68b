import { isRecord } from '../../base/fields'
import { goQuote } from '../../k8s/go-quote'
import type { KubeObject, NewObject } from '../../k8s/object'
import { asAppsV1 } from '../../k8s/older-workloads'
import type { ResourceType } from '../../k8s/resources'
import { readYamlDocuments, YamlError } from '../../k8s/yaml'
import type { Invocation } from '../command/command-spec'
import { ErrorList, PlainError, throwIfAny } from '../command/failure'
import { namespaceIsExplicit, namespaceOf } from '../command/invocation'
import { checkSchema, decodeObject } from './manifest-decoding'
import { manifestSources } from './manifest-sources'
import { mapKind } from './resource-mapper'
import type { Target } from './resource-selection'

/** One object of a file, with the kind that the server knows it by. */
export interface ManifestObject {
  readonly type: ResourceType
  readonly object: NewObject
  readonly namespace: string | undefined
  readonly name: string
  readonly source: string
}

/** What -f found: the objects, and the errors of those that could not be read. */
export interface Manifests {
  readonly objects: readonly ManifestObject[]
  readonly errors: readonly unknown[]
}

/** Reads everything that -f names. Throws PlainError when a path does not exist. */
// Models staging/src/k8s.io/cli-runtime/pkg/resource/builder.go FilenameParam and visitor.go StreamVisitor
export function readManifests(invocation: Invocation, validate = true): Manifests {
  const objects: ManifestObject[] = []
  const errors: unknown[] = []
  // Only what refuses looks into lists: kubectl has no warnings of its own.
  const isStrict = invocation.flags.string('validate') !== 'warn'
  const api = isStrict ? invocation.session.documentation?.api : undefined
  for (const { source, text } of manifestSources(invocation)) {
    const { values, error } = readDocuments(source, text)
    const reader: Reader = { invocation, source, objects, errors }
    try {
      for (const value of values) {
        if (validate) checkSchema(value, source, api)
        collect(errors, () => readObject(reader, value))
      }
      if (error !== undefined) errors.push(error)
    } catch (problem) {
      // The schema refuses a document: what comes after it in the file is not looked at.
      if (!(problem instanceof PlainError)) throw problem
      errors.push(problem)
    }
  }
  return { objects, errors }
}

function collect(errors: unknown[], read: () => void): void {
  try {
    read()
  } catch (error) {
    if (!(error instanceof PlainError)) throw error
    errors.push(error)
  }
}

/** The documents before the first one that cannot be read, and what is wrong with that one. */
function readDocuments(source: string, text: string): { values: readonly unknown[]; error?: PlainError } {
  try {
    return { values: readYamlDocuments(text).map(({ value }) => value) }
  } catch (error) {
    if (!(error instanceof YamlError)) throw error
    return {
      values: error.before.map(({ value }) => value),
      error: new PlainError(`error parsing ${source}: ${error.message}`),
    }
  }
}

interface Reader {
  readonly invocation: Invocation
  readonly source: string
  readonly objects: ManifestObject[]
  readonly errors: unknown[]
}

function readObject(reader: Reader, value: unknown): void {
  const decoded = decodeObject(value, reader.source)
  const fields = reader.invocation.session.version.servesOlderWorkloads ? asAppsV1(decoded) : decoded
  if (!isList(fields)) {
    reader.objects.push(objectFrom(reader, fields))
    return
  }
  const failed: unknown[] = []
  for (const item of fields.items) {
    const before = reader.errors.length
    collect(failed, () => readItem(reader, withKindOfList(item, fields)))
    reader.errors.length = before
  }
  if (failed.length > 0) reader.errors.push(new ErrorList(failed))
}

/** In a list of one kind its items need not say their own. */
// Models staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/unstructured UnstructuredJSONScheme.decodeToList
function withKindOfList(item: unknown, { apiVersion, kind }: Readonly<Record<string, unknown>>): unknown {
  const itemKind = String(kind).slice(0, -'List'.length)
  return isRecord(item) && !item.kind && itemKind !== '' ? { ...item, apiVersion, kind: itemKind } : item
}

/** One object of a List: its errors are told in other words. */
function readItem(reader: Reader, item: unknown): void {
  const { apiVersion, kind } = (item ?? {}) as Readonly<Record<string, unknown>>
  if (
    mapKind(reader.invocation.session.client, String(apiVersion), String(kind)) === undefined &&
    !String(kind).endsWith('List')
  ) {
    throw new PlainError(
      `unable to recognize no matches for kind ${goQuote(String(kind))} in version ${goQuote(String(apiVersion))}`,
    )
  }
  readObject(reader, item)
}

function isList(fields: Readonly<Record<string, unknown>>): fields is { items: readonly unknown[] } {
  return typeof fields.kind === 'string' && fields.kind.endsWith('List') && Array.isArray(fields.items)
}

function objectFrom({ invocation, source }: Reader, fields: Readonly<Record<string, unknown>>): ManifestObject {
  const { client } = invocation.session
  const apiVersion = String(fields.apiVersion ?? '')
  const kind = String(fields.kind ?? '')
  const metadata = (fields.metadata ?? {}) as NewObject['metadata']
  const name = metadata.name ?? ''
  const type = mapKind(client, apiVersion, kind)
  const isChecked = type !== undefined && !kind.endsWith('List')
  if (!isChecked && invocation.flags.string('validate') === 'warn') invocation.io.err(NO_WARNINGS)
  if (type === undefined) {
    throw new PlainError(
      `resource mapping not found for name: ${goQuote(name)} namespace: ${goQuote(metadata.namespace ?? '')} from ${goQuote(source)}: no matches for kind ${goQuote(kind)} in version ${goQuote(apiVersion.replace(/^\//, ''))}\nensure CRDs are installed first`,
    )
  }
  // What stays here, with --local, stays in the namespace that it names, or in none.
  const inNamespace = () =>
    invocation.flags.bool('local') ? (metadata.namespace ?? undefined) : namespaceFor(invocation, metadata.namespace)
  const namespace = type.namespaced ? inNamespace() : undefined
  const { namespace: _, ...rest } = metadata
  const object = { ...fields, apiVersion, kind, metadata: namespace === undefined ? rest : { ...metadata, namespace } }
  return { type, object, namespace, name, source }
}

const NO_WARNINGS =
  'W0101 00:00:00.000000       1 schema.go:145] cannot perform warn validation if server-side field validation is unsupported, skipping validation\n'

// Models staging/src/k8s.io/cli-runtime/pkg/resource/visitor.go RequireNamespace
function namespaceFor(invocation: Invocation, own: string | null | undefined): string {
  const wanted = namespaceOf(invocation)
  if (own === undefined || own === null || own === '') return wanted
  if (namespaceIsExplicit(invocation) && own !== wanted) {
    throw new PlainError(
      `the namespace from the provided object ${goQuote(own)} does not match the namespace ${goQuote(wanted)}. You must pass '--namespace=${own}' to perform this operation.`,
    )
  }
  return own
}

/** The objects of -f as targets that are still to be read from the server. Throws what could not be read. */
export function targetsOfFiles(invocation: Invocation): readonly Target[] {
  const { objects, errors } = readManifests(invocation, false)
  throwIfAny(errors)
  return objects.map(({ type, namespace, name, source }) => ({ type, namespace, name, source }))
}

/** The object as the server would hold it, for printing what was not sent. */
export const asStored = (object: NewObject) => object as KubeObject
