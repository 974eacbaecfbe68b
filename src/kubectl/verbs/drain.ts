import type { CommandRun } from '../../base/command'
import { parseLabelSelector } from '../../k8s/label-selector-parser'
import type { CommandSpec, Invocation } from '../command/command-spec'
import { CHUNK_SIZE_FLAG, DRY_RUN_FLAG, dryRunOf, SELECTOR_FLAG } from '../command/common-flags'
import { ErrorList, PlainError, throwIfAny } from '../command/failure'
import { type DryRun, dryRunSuffix } from '../output/object-printer'
import type { LiveTarget } from '../resources/visit-targets'
import { nodesToChange, setUnschedulable } from './cordon'
import { type DrainOptions, podsToDrain } from './drain-filters'
import { deletePods, evictPods } from './drain-pods'

// Models staging/src/k8s.io/kubectl/pkg/cmd/drain/drain.go RunDrain
export const drainCommand: CommandSpec = {
  name: 'drain',
  short: 'Drain node in preparation for maintenance',
  group: 'Cluster Management Commands',
  completes: 'node',
  flags: [
    CHUNK_SIZE_FLAG,
    {
      name: 'delete-emptydir-data',
      type: 'bool',
      default: 'false',
    },
    {
      name: 'disable-eviction',
      type: 'bool',
      default: 'false',
    },
    DRY_RUN_FLAG,
    { name: 'force', type: 'bool', default: 'false' },
    { name: 'grace-period', type: 'int', default: '-1' },
    { name: 'ignore-daemonsets', type: 'bool', default: 'false' },
    { name: 'pod-selector', type: 'string', default: "''" },
    SELECTOR_FLAG,
    {
      name: 'skip-wait-for-delete-timeout',
      type: 'int',
      default: '0',
    },
    { name: 'timeout', type: 'duration', default: '0s' },
  ],
  *run(invocation) {
    const { flags, io } = invocation
    const dryRun = dryRunOf(flags, io.err.bind(io))
    const suffix = dryRunSuffix(dryRun)
    const options = drainOptions(flags)
    const nodes = nodesToChange(invocation)
    for (const node of nodes) io.out(`${setUnschedulable(invocation, node, true, dryRun)}${suffix}\n`)
    const failed: { readonly node: LiveTarget; readonly error: PlainError | ErrorList }[] = []
    for (const node of nodes) {
      try {
        yield* emptyNode(invocation, node.name, options, dryRun)
        io.out(`node/${node.name} drained${suffix}\n`)
      } catch (error) {
        if (!(error instanceof PlainError || error instanceof ErrorList)) throw error
        io.err(`error: unable to drain node "${node.name}" due to error: ${oneLine(error)}, continuing command...\n`)
        failed.push({ node, error })
      }
    }
    if (failed.length === 0) return 0
    io.err(`There are pending nodes to be drained:\n${failed.map(({ node }) => ` ${node.name}\n`).join('')}`)
    throw new ErrorList(failed.map(({ error }) => error))
  },
}

const oneLine = (error: PlainError | ErrorList) =>
  error instanceof ErrorList && error.errors.length > 1
    ? `[${error.errors.map(each => (each instanceof Error ? each.message : String(each))).join(', ')}]`
    : error.message

function* emptyNode(invocation: Invocation, node: string, options: DrainOptions, dryRun: DryRun): CommandRun {
  const { session, flags, io } = invocation
  const selection = podsToDrain(session.client, node, options, io.now())
  throwIfAny(selection.errors.map(message => new PlainError(message)))
  if (selection.warnings !== '') io.err(`Warning: ${selection.warnings}\n`)
  if (dryRun === 'client') {
    for (const { metadata } of selection.pods)
      io.out(`evicting pod ${metadata.namespace ?? ''}/${metadata.name} (dry run)\n`)
    return 0
  }
  const remove = flags.bool('disable-eviction') ? deletePods : evictPods
  const error = yield* remove(invocation, selection.pods, options, dryRun === 'server')
  if (error === undefined) return 0
  const { pods } = podsToDrain(session.client, node, options, io.now())
  if (pods.length > 0) {
    io.err(`There are pending pods in node "${node}" when an error occurred: ${oneLine(error)}\n`)
    for (const { metadata } of pods) io.err(`pod/${metadata.name}\n`)
  }
  throw error
}

function drainOptions(flags: Invocation['flags']): DrainOptions {
  return {
    force: flags.bool('force'),
    ignoreDaemonSets: flags.bool('ignore-daemonsets'),
    deleteEmptyDirData: flags.bool('delete-emptydir-data'),
    podSelector: podSelectorOf(flags.string('pod-selector')),
    skipDeletedAfter: flags.int('skip-wait-for-delete-timeout'),
  }
}

function podSelectorOf(text: string): string {
  try {
    parseLabelSelector(text)
    return text
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new PlainError('--pod-selector=<pod_selector> must be a valid label selector')
  }
}
