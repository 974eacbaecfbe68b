import { ApiError } from '../../k8s/api-client'
import type { KubeObject } from '../../k8s/object'
import type { Invocation } from '../command/command-spec'
import { ErrorList, PlainError, throwIfAny } from '../command/failure'
import { namespaceOf, printWarnings } from '../command/invocation'
import { asStored, readManifests, targetsOfFiles } from './manifest-files'
import { namesFiles, refuseWordsBesideFiles } from './manifest-sources'
import { resolveSelection, selectResources, type Target } from './resource-selection'

/** A target that was read from the server. */
export type LiveTarget = Target & { readonly object: KubeObject }

/** Which objects a command works on: the words before its changes, or -f. */
export interface VisitOptions {
  readonly words: readonly string[]
  /** A kind alone means all its objects. */
  readonly kindMeansAll?: boolean
  readonly missing?: string
  /** False where `--selector` is not about which objects are meant. */
  readonly selects?: boolean
}

/** Reads the objects that the words, -f, -l or --all name; what cannot be read is in `errors`. */
export function liveTargets(
  invocation: Invocation,
  options: VisitOptions,
): { targets: LiveTarget[]; errors: unknown[]; single: boolean } {
  const { flags, session } = invocation
  const byFile = flags.commaList('filename').length > 0
  if (flags.bool('local')) return localTargets(invocation)
  if (byFile) refuseWordsBesideFiles(options.words)
  const selection = byFile
    ? ({ by: 'name', targets: targetsOfFiles(invocation), single: false } as const)
    : selectResources(session.client, {
        words: options.words,
        namespace: namespaceOf(invocation),
        allNamespaces: flags.bool('all-namespaces'),
        labelSelector: options.selects === false ? '' : flags.string('selector'),
        fieldSelector: flags.string('field-selector'),
        // Where something is named, --all says nothing.
        kindMeansAll: flags.bool('all'),
        ...(options.kindMeansAll === undefined ? {} : { kindMeansAll: options.kindMeansAll }),
        ...(options.missing === undefined ? {} : { missing: options.missing }),
      })
  const { targets, errors } = resolveSelection(session.client, selection)
  const single = selection.by === 'name' && selection.single
  return {
    targets: targets.flatMap(target => (target.object === undefined ? [] : [{ ...target, object: target.object }])),
    errors,
    single,
  }
}

const NOTHING_LOCAL =
  'you must specify resources by --filename when --local is set.\n' +
  "Example resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'"

/** With --local: the objects of -f as they stand, without the server. */
function localTargets(invocation: Invocation): { targets: LiveTarget[]; errors: unknown[]; single: boolean } {
  if (!namesFiles(invocation)) throw new PlainError(NOTHING_LOCAL)
  const { objects, errors } = readManifests(invocation, false)
  return {
    targets: objects.map(manifest => ({ ...manifest, object: asStored(manifest.object) })),
    errors: [...errors],
    single: false,
  }
}

/** Does something with each object in turn; errors do not keep the others from their turn, and are thrown at the end. */
export function visitTargets(
  invocation: Invocation,
  options: VisitOptions,
  visit: (target: LiveTarget) => void,
): LiveTarget[] {
  const { targets, errors } = liveTargets(invocation, options)
  visitEach(invocation, targets, visit, errors)
  return targets
}

/** Does something with each object in turn, as `visitTargets` does, after the errors there were. */
export function visitEach(
  invocation: Invocation,
  targets: readonly LiveTarget[],
  visit: (target: LiveTarget) => void,
  errors: unknown[] = [],
): void {
  for (const target of targets) {
    try {
      visit(target)
    } catch (error) {
      if (error instanceof ErrorList) errors.push(...error.errors)
      else if (error instanceof ApiError || error instanceof PlainError) errors.push(error)
      else throw error
    } finally {
      printWarnings(invocation)
    }
  }
  throwIfAny(errors)
}

/** Parts the words into resources and changes (`key=value`, `key-`). Throws PlainError. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/util/helpers.go GetResourcesAndPairs
export function splitPairs(words: readonly string[], what: string): { resources: string[]; pairs: string[] } {
  const resources: string[] = []
  const pairs: string[] = []
  for (const word of words) {
    const isPair = (word.includes('=') && !word.startsWith('=')) || (word.endsWith('-') && word !== '-')
    if (isPair) pairs.push(word)
    else if (pairs.length > 0) throw new PlainError(`all resources must be specified before ${what} changes: ${word}`)
    else resources.push(word)
  }
  return { resources, pairs }
}
