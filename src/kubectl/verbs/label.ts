import { labelValue } from '../../k8s/names'
import { resourceNameOf } from '../../k8s/resources'
import type { CommandSpec, Invocation } from '../command/command-spec'
import {
  ALL_FLAG,
  ALL_NAMESPACES_FLAG,
  DRY_RUN_FLAG,
  dryRunOf,
  FIELD_SELECTOR_FLAG,
  FILE_FLAGS,
  fieldManagerFlag,
  LOCAL_FLAG,
  RECORD_FLAG,
  SELECTOR_FLAG,
} from '../command/common-flags'
import { ErrorList, PlainError } from '../command/failure'
import type { FlagSpec } from '../command/flag-set'
import { goQuote } from '../command/flag-set'
import { immediate } from '../command/immediate'
import { OUTPUT_FLAGS, reporter } from '../output/object-printer'
import { namesFiles } from '../resources/manifest-sources'
import { type LiveTarget, liveTargets, splitPairs, visitTargets } from '../resources/visit-targets'

/** The flags that label and annotate share. */
export const metadataFlags = (manager: string): readonly FlagSpec[] => [
  ALL_FLAG,
  ALL_NAMESPACES_FLAG,
  DRY_RUN_FLAG,
  fieldManagerFlag(manager),
  FIELD_SELECTOR_FLAG,
  ...FILE_FLAGS,
  LOCAL_FLAG,
  ...OUTPUT_FLAGS,
  RECORD_FLAG,
  SELECTOR_FLAG,
  { name: 'list', type: 'bool', default: 'false' },
  { name: 'overwrite', type: 'bool', default: 'false' },
  { name: 'resource-version', type: 'string', default: "''" },
]

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
    if (flags.bool('list')) return listLabels(invocation, resources)
    if (pairs.length === 0) throw new PlainError('at least one label update is required')
    const report = reporter(flags, io, dryRun)
    visitTargets(invocation, { words: resources }, target => {
      const labels = target.object.metadata.labels ?? {}
      if (dryRun !== 'client') {
        for (const key of changes.remove) if (!(key in labels)) io.out(`label ${goQuote(key)} not found.\n`)
      }
      if (!flags.bool('overwrite')) refuseOverwrites(labels, changes.set)
      report(target.type, changeLabels(invocation, target, changes, dryRun), outcome(labels, changes))
    })
    return 0
  }),
}

interface Changes {
  readonly set: ReadonlyMap<string, string>
  readonly remove: readonly string[]
}

function parseLabels(pairs: readonly string[]): Changes {
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
  const [first] = errors
  if (first !== undefined)
    throw errors.length === 1 ? first : new PlainError(`[${new ErrorList(errors).message.replaceAll('\n', ', ')}]`)
}

function changeLabels({ session }: Invocation, target: LiveTarget, changes: Changes, dryRun: string) {
  const labels = target.object.metadata.labels ?? {}
  const patch: Record<string, string | null> = {}
  for (const [key, value] of changes.set) if (labels[key] !== value) patch[key] = value
  for (const key of changes.remove) if (key in labels) patch[key] = null
  if (Object.keys(patch).length === 0 || dryRun === 'client') return target.object
  const body = { metadata: { labels: patch } }
  return session.client.patch(resourceNameOf(target.type), target.namespace, target.name, 'merge', body, {
    dryRun: dryRun === 'server',
    because: 'labelled by a person',
  })
}

function outcome(labels: Readonly<Record<string, string>>, { set, remove }: Changes): string {
  const added = [...set].some(([key, value]) => labels[key] !== value)
  const removed = remove.some(key => key in labels)
  if (added && removed) return 'modified'
  return added ? 'labeled' : removed ? 'unlabeled' : 'not labeled'
}

function listLabels(invocation: Invocation, resources: readonly string[]): number {
  const { targets, single } = liveTargets(invocation, { words: resources })
  for (const { type, name, object } of targets) {
    if (!single) invocation.io.out(`Listing labels for ${type.kind}.${type.group}/${name}:\n`)
    for (const [key, value] of Object.entries(object.metadata.labels ?? {}))
      invocation.io.out(`${single ? '' : ' '}${key}=${value}\n`)
  }
  return 0
}
