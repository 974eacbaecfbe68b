import type { Answer, CommandRun } from '../../base/command'
import { type ApiClient, ApiError, isNotFound } from '../../k8s/api-client'
import { parseLabelSelector } from '../../k8s/label-selector-parser'
import type { Pod } from '../../k8s/pod'
import type { CommandSpec, Invocation } from '../command/command-spec'
import { CHUNK_SIZE_FLAG, DRY_RUN_FLAG, dryRunOf, SELECTOR_FLAG } from '../command/common-flags'
import { CommandFailure, ErrorList, PlainError, throwIfAny } from '../command/failure'
import { humanDuration } from '../output/human-duration'
import { type DryRun, dryRunSuffix } from '../output/object-printer'
import type { LiveTarget } from '../resources/visit-targets'
import { nodesToChange, setUnschedulable } from './cordon'
import { type DrainOptions, podsToDrain } from './drain-filters'

const RETRY_DELAY = 5000
/** How often it looks whether the pods are gone. */
const POLL = 1000

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
    if (failed.length > 0)
      io.err(`There are pending nodes to be drained:\n${failed.map(({ node }) => ` ${node.name}\n`).join('')}`)
    if (failed.length > 0) throw new CommandFailure(failed.map(({ error }) => error.message).join('\n'))
    return 0
  },
}

const oneLine = (error: PlainError | ErrorList) =>
  error instanceof ErrorList && error.errors.length > 1
    ? `[${error.errors.map(each => (each instanceof Error ? each.message : String(each))).join(', ')}]`
    : error.message

function* emptyNode(invocation: Invocation, node: string, options: DrainOptions, dryRun: DryRun): CommandRun {
  const { session, io } = invocation
  const selection = podsToDrain(session.client, node, options)
  throwIfAny(selection.errors.map(message => new PlainError(message)))
  if (selection.warnings !== '') io.err(`Warning: ${selection.warnings}\n`)
  if (dryRun === 'client') {
    for (const { metadata } of selection.pods)
      io.out(`evicting pod ${metadata.namespace ?? ''}/${metadata.name} (dry run)\n`)
    return 0
  }
  const errors = yield* evictAll(invocation, selection.pods, dryRun === 'server')
  if (errors.length === 0) return 0
  const error = new ErrorList(errors)
  const { pods } = podsToDrain(session.client, node, options)
  if (pods.length > 0) {
    io.err(`There are pending pods in node "${node}" when an error occurred: ${oneLine(error)}\n`)
    for (const { metadata } of pods) io.err(`pod/${metadata.name}\n`)
  }
  throw error
}

/** Evicts the pods, again and again where a budget forbids it, and waits until they are gone. Answers what went wrong. */
// Models staging/src/k8s.io/kubectl/pkg/drain/drain.go evictPods
function* evictAll(
  { session, flags, io }: Invocation,
  pods: readonly Pod[],
  dryRun: boolean,
): Answer<readonly PlainError[]> {
  const timeout = flags.duration('timeout')
  const deadline = timeout > 0 ? io.now() + timeout : Number.POSITIVE_INFINITY
  const tooLate = `global timeout reached: ${humanDuration(timeout)}`
  const errors: PlainError[] = []
  const waiting = new Set(pods.map(pod => ({ pod, tryAt: io.now(), evicted: false })))
  for (;;) {
    for (const entry of waiting) {
      const { name, namespace = '' } = entry.pod.metadata
      const isLate = io.now() >= deadline
      if (!entry.evicted && entry.tryAt <= io.now()) {
        if (!flags.bool('disable-eviction'))
          io.out(`evicting pod ${namespace}/${name}${dryRun ? ' (server dry run)' : ''}\n`)
        if (isLate) {
          errors.push(new PlainError(`error when evicting pods/"${name}" -n "${namespace}": ${tooLate}`))
          waiting.delete(entry)
          continue
        }
        const refusal = evict(session.client, entry.pod, flags, dryRun)
        if (refusal === undefined) entry.evicted = true
        else {
          entry.tryAt = io.now() + RETRY_DELAY
          io.err(`error when evicting pods/"${name}" -n "${namespace}" (will retry after 5s): ${refusal}\n`)
        }
      }
      if (dryRun || (entry.evicted && isGone(session.client, entry.pod))) {
        waiting.delete(entry)
        if (!dryRun) io.out(`pod/${name} ${flags.bool('disable-eviction') ? 'deleted' : 'evicted'}\n`)
      } else if (entry.evicted && isLate) {
        const what = `error when waiting for pod "${name}" in namespace "${namespace}" to terminate`
        errors.push(new PlainError(`${what}: ${tooLate}`))
        waiting.delete(entry)
      }
    }
    if (waiting.size === 0) return errors
    const wakes = [...waiting].map(({ evicted, tryAt }) => (evicted ? Math.min(deadline, io.now() + POLL) : tryAt))
    yield { change: true, delay: Math.max(0, Math.min(...wakes) - io.now()) }
  }
}

/** Asks for the eviction; the refusal of a budget is answered, other refusals are thrown. */
function evict(client: ApiClient, { metadata }: Pod, flags: Invocation['flags'], dryRun: boolean): string | undefined {
  const grace = flags.int('grace-period')
  const deletion = grace >= 0 ? { gracePeriodSeconds: grace } : {}
  const because = 'drained by a person'
  try {
    if (flags.bool('disable-eviction'))
      client.delete('pods', metadata.namespace, metadata.name, { ...deletion, dryRun, because })
    else {
      const where = metadata.namespace === undefined ? {} : { namespace: metadata.namespace }
      const body = {
        apiVersion: 'policy/v1',
        kind: 'Eviction',
        metadata: { name: metadata.name, ...where },
        deleteOptions: deletion,
      }
      client.create('pods', body, { subresource: 'eviction', dryRun, because })
    }
    return undefined
  } catch (error) {
    if (isNotFound(error)) return undefined
    if (!(error instanceof ApiError)) throw error
    if (error.status.code === 429) return error.status.message
    throw new PlainError(
      `error when evicting pods/"${metadata.name}" -n "${metadata.namespace ?? ''}": ${error.status.message}`,
    )
  }
}

function isGone(client: ApiClient, { metadata }: Pod): boolean {
  try {
    return client.get('pods', metadata.namespace, metadata.name).metadata.uid !== metadata.uid
  } catch (error) {
    if (isNotFound(error)) return true
    throw error
  }
}

function drainOptions(flags: Invocation['flags']): DrainOptions {
  return {
    force: flags.bool('force'),
    ignoreDaemonSets: flags.bool('ignore-daemonsets'),
    deleteEmptyDirData: flags.bool('delete-emptydir-data'),
    podSelector: podSelectorOf(flags.string('pod-selector')),
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
