import { CHANGE_CAUSE } from '../command/change-cause'
import type { CommandSpec } from '../command/command-spec'
import { dryRunOf } from '../command/common-flags'
import { PlainError } from '../command/failure'
import { immediate } from '../command/immediate'
import { reporter } from '../output/object-printer'
import { namesFiles } from '../resources/manifest-sources'
import { splitPairs, visitTargets } from '../resources/visit-targets'
import { changeMetadata, listMetadata, type MetadataChange, metadataFlags } from './metadata-change'

// Models staging/src/k8s.io/kubectl/pkg/cmd/annotate/annotate.go
export const annotateCommand: CommandSpec = {
  name: 'annotate',
  short: 'Update the annotations on a resource',
  group: 'Settings Commands',
  completes: 'resource',
  flags: metadataFlags('kubectl-annotate'),
  run: immediate(invocation => {
    const { flags, args, io } = invocation
    const dryRun = dryRunOf(flags, io.err.bind(io))
    const { resources, pairs } = splitPairs(args, 'annotation')
    if (resources.length < 1 && !namesFiles(invocation)) {
      throw new PlainError('one or more resources must be specified as <resource> <name> or <resource>/<name>')
    }
    const change = parsePairs(pairs)
    if (flags.bool('list')) return listMetadata(invocation, resources, 'annotations', change)
    if (pairs.length === 0) throw new PlainError('at least one annotation update is required')
    const report = reporter(flags, io, dryRun)
    visitTargets(invocation, { words: resources }, target => {
      if (!flags.bool('overwrite')) refuseOverwrites(target.object.metadata.annotations ?? {}, change.set)
      report(target.type, changeMetadata(invocation, target, 'annotations', change, dryRun), 'annotated')
    })
    return 0
  }),
}

function parsePairs(pairs: readonly string[]): MetadataChange {
  const set = new Map<string, string>()
  const remove: string[] = []
  for (const pair of pairs) {
    const equals = pair.indexOf('=')
    if (equals < 0) remove.push(pair.slice(0, -1))
    else set.set(pair.slice(0, equals), pair.slice(equals + 1))
  }
  const both = remove.filter(key => set.has(key))
  if (both.length > 0)
    throw new PlainError(
      `can not both modify and remove the following annotation(s) in the same command: ${both.join(', ')}`,
    )
  return { set, remove }
}

/** What a revision was made for may always be said anew. */

function refuseOverwrites(annotations: Readonly<Record<string, string>>, set: ReadonlyMap<string, string>): void {
  const taken = [...set].flatMap(([key, value]) => {
    const now = annotations[key]
    return now === undefined || now === value || key === CHANGE_CAUSE ? [] : [`'${key}' already has a value (${now})`]
  })
  if (taken.length === 0) return
  throw new PlainError(`--overwrite is false but found the following declared annotation(s): ${taken.join('; ')}`)
}
