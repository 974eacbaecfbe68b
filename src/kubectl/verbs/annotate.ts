import { resourceNameOf } from '../../k8s/resources'
import type { CommandSpec, Invocation } from '../command/command-spec'
import { dryRunOf } from '../command/common-flags'
import { PlainError } from '../command/failure'
import { immediate } from '../command/immediate'
import { reporter } from '../output/object-printer'
import { namesFiles } from '../resources/manifest-sources'
import { liveTargets, splitPairs, visitTargets } from '../resources/visit-targets'
import { metadataFlags } from './label'

// Models staging/src/k8s.io/kubectl/pkg/cmd/annotate/annotate.go
export const annotateCommand: CommandSpec = {
  name: 'annotate',
  short: 'Update the annotations on a resource',
  group: 'Settings Commands',
  completes: 'resource',
  flags: metadataFlags('kubectl-annotate'),
  run: immediate(invocation => {
    const { flags, args, io, session } = invocation
    const dryRun = dryRunOf(flags, io.err.bind(io))
    const { resources, pairs } = splitPairs(args, 'annotation')
    if (resources.length < 1 && !namesFiles(invocation)) {
      throw new PlainError('one or more resources must be specified as <resource> <name> or <resource>/<name>')
    }
    if (flags.bool('list')) return listAnnotations(invocation, resources)
    if (pairs.length === 0) throw new PlainError('at least one annotation update is required')
    const { set, remove } = parsePairs(pairs)
    const report = reporter(flags, io, dryRun)
    visitTargets(invocation, { words: resources }, ({ type, namespace, name, object }) => {
      const annotations = object.metadata.annotations ?? {}
      if (!flags.bool('overwrite')) refuseOverwrites(annotations, set)
      const patch: Record<string, string | null> = Object.fromEntries(set)
      for (const key of remove) if (key in annotations) patch[key] = null
      const changed =
        dryRun === 'client'
          ? object
          : session.client.patch(
              resourceNameOf(type),
              namespace,
              name,
              'merge',
              { metadata: { annotations: patch } },
              {
                dryRun: dryRun === 'server',
                because: 'annotated by a person',
              },
            )
      report(type, changed, 'annotated')
    })
    return 0
  }),
}

function parsePairs(pairs: readonly string[]): { set: ReadonlyMap<string, string>; remove: readonly string[] } {
  const set = new Map<string, string>()
  const remove: string[] = []
  for (const pair of pairs) {
    const equals = pair.indexOf('=')
    if (equals < 0) remove.push(pair.slice(0, -1))
    else set.set(pair.slice(0, equals), pair.slice(equals + 1))
  }
  if (remove.some(key => set.has(key)))
    throw new PlainError('can not both modify and remove an annotation in the same command')
  return { set, remove }
}

function refuseOverwrites(annotations: Readonly<Record<string, string>>, set: ReadonlyMap<string, string>): void {
  const taken = [...set.keys()].flatMap(key => {
    const now = annotations[key]
    return now === undefined ? [] : [`'${key}' already has a value (${now})`]
  })
  if (taken.length === 0) return
  throw new PlainError(`--overwrite is false but found the following declared annotation(s): ${taken.join('; ')}`)
}

function listAnnotations(invocation: Invocation, resources: readonly string[]): number {
  const { targets, single } = liveTargets(invocation, { words: resources })
  for (const { type, name, object } of targets) {
    if (!single) invocation.io.out(`Listing annotations for ${type.kind}.${type.group}/${name}:\n`)
    for (const [key, value] of Object.entries(object.metadata.annotations ?? {})) {
      invocation.io.out(`${single ? '' : ' '}${key}=${value}\n`)
    }
  }
  return 0
}
