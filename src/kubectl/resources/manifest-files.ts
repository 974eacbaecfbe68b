import type { KubeObject, NewObject } from '../../k8s/object'
import type { ResourceType } from '../../k8s/resources'
import { readYamlDocuments, YamlError } from '../../k8s/yaml'
import type { Invocation } from '../command/command-spec'
import { PlainError, throwIfAny } from '../command/failure'
import { goQuote } from '../command/flag-set'
import { namespaceIsExplicit, namespaceOf } from '../command/invocation'
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

const EXTENSIONS = ['.json', '.yaml', '.yml']

/** Reads everything that -f names. Throws PlainError when a path does not exist. */
// Models staging/src/k8s.io/cli-runtime/pkg/resource/builder.go FilenameParam and visitor.go StreamVisitor
export function readManifests(invocation: Invocation, validate = true): Manifests {
  const sources = invocation.flags.list('filename').flatMap(name => sourcesOf(invocation, name))
  const objects: ManifestObject[] = []
  const errors: unknown[] = []
  for (const { source, text } of sources) {
    try {
      for (const value of readDocuments(source, text)) readObject(invocation, value, source, validate, objects, errors)
    } catch (error) {
      if (!(error instanceof PlainError)) throw error
      errors.push(error)
    }
  }
  return { objects, errors }
}

function sourcesOf(
  { io, flags }: Invocation,
  name: string,
): readonly { readonly source: string; readonly text: string }[] {
  if (name === '-') return [{ source: 'STDIN', text: io.stdin ?? '' }]
  const path = name.replace(/^\.\//, '')
  const text = io.readFile(path)
  if (text !== undefined) return [{ source: name, text }]
  const folder = path === '.' || path === '' ? '' : path.endsWith('/') ? path : `${path}/`
  const deep = flags.bool('recursive')
  const inside = [...io.fileNames()]
    .filter(file => file.startsWith(folder) && (deep || !file.slice(folder.length).includes('/')))
    .sort()
  if (inside.length === 0 && folder !== '') {
    if (/^https?:\/\//.test(name)) throw new PlainError(`unable to read URL ${goQuote(name)}, the page has no network`)
    throw new PlainError(`the path ${goQuote(name)} does not exist`)
  }
  const files = inside.filter(file => EXTENSIONS.some(extension => file.endsWith(extension)))
  if (files.length === 0)
    throw new PlainError(`error reading [${name}]: recognized file extensions are [${EXTENSIONS.join(' ')}]`)
  return files.map(file => ({ source: file, text: io.readFile(file) ?? '' }))
}

function readDocuments(source: string, text: string): readonly unknown[] {
  try {
    return readYamlDocuments(text).map(({ value }) => value)
  } catch (error) {
    if (!(error instanceof YamlError)) throw error
    throw new PlainError(`error parsing ${source}: ${error.message}`)
  }
}

function readObject(
  invocation: Invocation,
  value: unknown,
  source: string,
  validate: boolean,
  objects: ManifestObject[],
  errors: unknown[],
): void {
  const fields = value as Readonly<Record<string, unknown>>
  if (validate) checkKind(fields, source)
  if (isList(fields)) {
    for (const item of fields.items) readObject(invocation, item, source, false, objects, errors)
    return
  }
  try {
    objects.push(objectFrom(invocation, fields, source))
  } catch (error) {
    if (!(error instanceof PlainError)) throw error
    errors.push(error)
  }
}

function isList(fields: Readonly<Record<string, unknown>>): fields is { items: readonly unknown[] } {
  return typeof fields.kind === 'string' && fields.kind.endsWith('List') && Array.isArray(fields.items)
}

// Models staging/src/k8s.io/kubectl/pkg/validation/schema.go
function checkKind(fields: Readonly<Record<string, unknown>>, source: string): void {
  const missing = [
    ...(fields.apiVersion === undefined || fields.apiVersion === '' ? ['apiVersion not set'] : []),
    ...(fields.kind === undefined || fields.kind === '' ? ['kind not set'] : []),
  ]
  if (missing.length === 0) return
  const text = missing.length === 1 ? missing[0] : `[${missing.join(', ')}]`
  throw new PlainError(
    `error validating ${goQuote(source)}: error validating data: ${text}; if you choose to ignore these errors, turn validation off with --validate=false`,
  )
}

function objectFrom(invocation: Invocation, fields: Readonly<Record<string, unknown>>, source: string): ManifestObject {
  const { client } = invocation.session
  const apiVersion = String(fields.apiVersion ?? '')
  const kind = String(fields.kind ?? '')
  const metadata = (fields.metadata ?? {}) as NewObject['metadata']
  const name = metadata.name ?? ''
  const type = mapKind(client, apiVersion, kind)
  if (type === undefined) {
    throw new PlainError(
      `resource mapping not found for name: ${goQuote(name)} namespace: ${goQuote(metadata.namespace ?? '')} from ${goQuote(source)}: no matches for kind ${goQuote(kind)} in version ${goQuote(apiVersion)}\nensure CRDs are installed first`,
    )
  }
  const namespace = type.namespaced ? namespaceFor(invocation, metadata.namespace) : undefined
  const object = {
    ...fields,
    apiVersion,
    kind,
    metadata: namespace === undefined ? metadata : { ...metadata, namespace },
  }
  return { type, object, namespace, name, source }
}

// Models staging/src/k8s.io/cli-runtime/pkg/resource/visitor.go RequireNamespace
function namespaceFor(invocation: Invocation, own: string | undefined): string {
  const wanted = namespaceOf(invocation)
  if (own === undefined || own === '') return wanted
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
