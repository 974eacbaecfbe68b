import type { ApiClient, ListOptions } from '../../k8s/api-client'
import { ApiError, isNotFound } from '../../k8s/api-client'
import type { KubeObject } from '../../k8s/object'
import type { ResourceType } from '../../k8s/resources'
import { EVERYTHING, resourceNameOf } from '../../k8s/resources'
import { PlainError } from '../command/failure'
import { mapWord, mapWords } from './resource-mapper'

/** One object that a command line names, or that a selector found. */
export interface Target {
  readonly type: ResourceType
  readonly namespace: string | undefined
  readonly name: string
  /** As it was when it was read; absent for targets that were not read. */
  readonly object?: KubeObject
  /** The file it came from. */
  readonly source?: string
}

/** What the words of a command line ask for. */
export interface ResourceQuery {
  readonly words: readonly string[]
  readonly namespace: string
  readonly allNamespaces?: boolean
  readonly labelSelector?: string
  readonly fieldSelector?: string
  /** `--all`: every object of the kinds. */
  readonly all?: boolean
  /** A kind without a name means all its objects (`get`, `describe`). */
  readonly kindMeansAll?: boolean
  readonly missing?: string
}

/** Kinds to list, or objects by name. */
export type Selection =
  | { readonly by: 'list'; readonly types: readonly ResourceType[]; readonly options: ListOptions }
  | { readonly by: 'name'; readonly targets: readonly Target[]; readonly single: boolean }

/**
 * Reads `ds`, `ds,po`, `ds agent other`, `ds/agent po/x`, with selectors. Throws PlainError with kubectl's texts.
 */
// Models staging/src/k8s.io/cli-runtime/pkg/resource/builder.go ResourceTypeOrNameArgs and visitorResult
export function selectResources(client: ApiClient, query: ResourceQuery): Selection {
  const words = spreadOverTypes(query.words)
  const pairs = pairsOf(words)
  if (query.all === true && (query.labelSelector || query.fieldSelector)) {
    throw new PlainError("setting 'all' parameter but found a non empty selector. ")
  }
  const names = pairs === undefined ? words.slice(1) : []
  const selecting =
    query.all === true ||
    !!query.labelSelector ||
    !!query.fieldSelector ||
    (query.kindMeansAll === true && pairs === undefined && words.length === 1)
  if (selecting) return bySelector(client, query, words, pairs !== undefined, names)
  if (pairs !== undefined)
    return { by: 'name', targets: pairs.map(pair => targetOf(client, query, pair)), single: pairs.length === 1 }
  const [kind] = words
  if (kind === undefined) throw new PlainError(query.missing ?? MISSING)
  const types = mapWords(client, kind)
  if (names.length === 0) throw new PlainError('resource(s) were provided, but no name was specified')
  if (types.length > 1) throw new PlainError('you must specify only one resource')
  return { by: 'name', targets: names.map(name => targetOf(client, query, { kind, name })), single: names.length === 1 }
}

/** What is said where nothing is named. */
export const MISSING =
  'You must provide one or more resources by argument or filename.\n' +
  "Example resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'\n   '<resource> <name>'\n   '<resource>'"

function bySelector(
  client: ApiClient,
  query: ResourceQuery,
  words: readonly string[],
  paired: boolean,
  names: readonly string[],
): Selection {
  if (names.length > 0) throw new PlainError('name cannot be provided when a selector is specified')
  if (paired) throw new PlainError('selectors and the all flag cannot be used when passing resource/name arguments')
  const [kinds] = words
  if (kinds === undefined) throw new PlainError('at least one resource must be specified to use a selector')
  const options: ListOptions = {
    ...(query.allNamespaces === true ? {} : { namespace: query.namespace }),
    ...(query.labelSelector ? { labelSelector: query.labelSelector } : {}),
    ...(query.fieldSelector ? { fieldSelector: query.fieldSelector } : {}),
  }
  return { by: 'list', types: mapWords(client, kinds), options }
}

// `ds,po a b` stands for ds/a ds/b po/a po/b.
function spreadOverTypes(words: readonly string[]): readonly string[] {
  const [kinds, ...names] = words
  if (kinds === undefined || names.length === 0 || !kinds.includes(',')) return words
  return kinds
    .split(',')
    .filter(kind => kind !== '')
    .flatMap(kind => names.map(name => `${kind}/${name}`))
}

interface Pair {
  readonly kind: string
  readonly name: string
}

function pairsOf(words: readonly string[]): readonly Pair[] | undefined {
  const slashes = words.filter(word => word.includes('/')).length
  if (slashes === 0) return undefined
  if (slashes < words.length) {
    throw new PlainError(
      "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'",
    )
  }
  return words.map(word => {
    const [kind = '', name = '', more] = word.split('/')
    if (more !== undefined) throw new PlainError('arguments in resource/name form may not have more than one slash')
    if (kind === '' || name === '' || kind.includes(',')) {
      throw new PlainError('arguments in resource/name form must have a single resource and name')
    }
    return { kind, name }
  })
}

function targetOf(client: ApiClient, query: ResourceQuery, { kind, name }: Pair): Target {
  const type = mapWord(client, kind)
  if (!type.namespaced) return { type, namespace: undefined, name }
  if (query.allNamespaces === true) throw new PlainError('a resource cannot be retrieved by name across all namespaces')
  return { type, namespace: query.namespace, name }
}

/** Lists one kind; cluster-scoped kinds ignore the namespace. */
export function listObjects(client: ApiClient, type: ResourceType, options: ListOptions): readonly KubeObject[] {
  const { verbs = EVERYTHING } = type
  if (!verbs.includes('list')) throw notAllowed()
  const { namespace, ...rest } = options
  const where = type.namespaced && namespace !== undefined ? { ...rest, namespace } : rest
  try {
    return client.list(resourceNameOf(type), where)
  } catch (error) {
    throw enhanced(error, type, options)
  }
}

// Models staging/src/k8s.io/cli-runtime/pkg/resource/query.go EnhanceListError
function enhanced(
  error: unknown,
  type: ResourceType,
  { labelSelector = '', fieldSelector = '' }: ListOptions,
): unknown {
  if (!(error instanceof ApiError) || (error.status.code !== 400 && error.status.code !== 404)) return error
  const what = `"${type.group}/${type.version}, Resource=${type.plural}"`
  const intro =
    labelSelector === '' && fieldSelector === ''
      ? `Unable to list ${what}`
      : `Unable to find ${what} that match label selector ${JSON.stringify(labelSelector)}, field selector ${JSON.stringify(fieldSelector)}`
  return new ApiError({ ...error.status, message: `${intro}: ${error.status.message}` })
}

export function readTarget(client: ApiClient, target: Target): KubeObject {
  const { verbs = EVERYTHING } = target.type
  if (!verbs.includes('get')) throw notAllowed()
  return getObject(client, target)
}

/** Reads one object. Of an object that is not there because its namespace is not, the namespace is told. Throws ApiError. */
// Models staging/src/k8s.io/cli-runtime/pkg/resource/visitor.go Info.Get
export function getObject(client: ApiClient, { type, namespace, name }: Target): KubeObject {
  if (name === '') throw new PlainError('resource name may not be empty')
  try {
    return client.get(resourceNameOf(type), namespace, name)
  } catch (error) {
    if (isNotFound(error) && namespace !== undefined && namespace !== 'default')
      client.get('namespaces', undefined, namespace)
    throw error
  }
}

/** Reads everything that is selected; errors of single objects are collected so that the others are still handled. */
export function resolveSelection(client: ApiClient, selection: Selection): { targets: Target[]; errors: unknown[] } {
  const targets: Target[] = []
  const errors: unknown[] = []
  const attempt = (read: () => void) => {
    try {
      read()
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof PlainError)) throw error
      errors.push(error)
    }
  }
  if (selection.by === 'list') {
    for (const type of selection.types) {
      attempt(() => {
        for (const object of listObjects(client, type, selection.options)) targets.push(targetFrom(type, object))
      })
    }
    return { targets, errors }
  }
  for (const target of selection.targets) attempt(() => targets.push({ ...target, object: readTarget(client, target) }))
  return { targets, errors }
}

/** Some kinds are only ever created, and answered at once; lists are not replaced. */
export function notAllowed(): ApiError {
  const message = 'the server does not allow this method on the requested resource'
  return new ApiError({ code: 405, reason: 'MethodNotAllowed', message })
}

export function targetFrom(type: ResourceType, object: KubeObject): Target {
  return { type, namespace: object.metadata.namespace, name: object.metadata.name, object }
}
