import { goQuote } from '../../k8s/go-quote'
import { labelValue } from '../../k8s/names'
import type { CommandSpec } from '../command/command-spec'
import { dryRunOf } from '../command/common-flags'
import { PlainError, throwIfAny } from '../command/failure'
import { immediate } from '../command/immediate'
import { reporter } from '../output/object-printer'
import { namesFiles } from '../resources/manifest-sources'
import { splitPairs, visitTargets } from '../resources/visit-targets'
import { changeMetadata, listMetadata, type MetadataChange, metadataFlags } from './metadata-change'

// Models staging/src/k8s.io/kubectl/pkg/cmd/label/label.go
export const labelCommand: CommandSpec = {
  name: 'label',
  short: 'Update the labels on a resource',
  group: 'Settings Commands',
  completes: 'resource',
  flags: metadataFlags('kubectl-label'),
  run: immediate(invocation => {
    const { flags, args, io } = invocation
    const dryRun = dryRunOf(flags, io.err.bind(io))
    const { resources, pairs } = splitPairs(args, 'label')
    const changes = parseLabels(pairs)
    if (resources.length < 1 && !namesFiles(invocation)) {
      throw new PlainError('one or more resources must be specified as <resource> <name> or <resource>/<name>')
    }
    if (flags.bool('list')) return listMetadata(invocation, resources, 'labels', changes)
    if (pairs.length === 0) throw new PlainError('at least one label update is required')
    const report = reporter(flags, io, dryRun)
    visitTargets(invocation, { words: resources }, target => {
      const labels = target.object.metadata.labels ?? {}
      if (dryRun !== 'client') {
        for (const key of changes.remove) if (!(key in labels)) io.out(`label ${goQuote(key)} not found.\n`)
      }
      if (!flags.bool('overwrite')) refuseOverwrites(labels, changes.set)
      report(target.type, changeMetadata(invocation, target, 'labels', changes, dryRun), outcome(labels, changes))
    })
    return 0
  }),
}

function parseLabels(pairs: readonly string[]): MetadataChange {
  const set = new Map<string, string>()
  const remove: string[] = []
  for (const pair of pairs) {
    const [key = '', value, more] = pair.split('=')
    if (more !== undefined) throw new PlainError(`invalid label spec: ${pair}`)
    if (value === undefined) {
      remove.push(pair.slice(0, -1))
      continue
    }
    const problems = labelValue(value)
    if (problems.length > 0) throw new PlainError(`invalid label value: ${goQuote(pair)}: ${problems.join(';')}`)
    set.set(key, value)
  }
  if (remove.some(key => set.has(key)))
    throw new PlainError('can not both modify and remove a label in the same command')
  return { set, remove }
}

function refuseOverwrites(labels: Readonly<Record<string, string>>, set: ReadonlyMap<string, string>): void {
  const errors: PlainError[] = []
  for (const [key, value] of set) {
    const now = labels[key]
    if (now !== undefined && now !== value)
      errors.push(new PlainError(`'${key}' already has a value (${now}), and --overwrite is false`))
  }
  throwIfAny(errors)
}

function outcome(labels: Readonly<Record<string, string>>, { set, remove }: MetadataChange): string {
  const added = [...set].some(([key, value]) => labels[key] !== value)
  const removed = remove.some(key => key in labels)
  if (added && removed) return 'modified'
  return added ? 'labeled' : removed ? 'unlabeled' : 'not labeled'
}
