import type { CommandRun } from '../../base/command'
import { type ApiClient, ApiError, isNotFound } from '../../k8s/api-client'
import { parseLabelSelector } from '../../k8s/label-selector-parser'
import type { Pod } from '../../k8s/pod'
import type { CommandSpec, Invocation } from '../command/command-spec'
import { CHUNK_SIZE_FLAG, DRY_RUN_FLAG, dryRunOf, SELECTOR_FLAG } from '../command/common-flags'
import { CommandFailure, ErrorList, PlainError, throwIfAny } from '../command/failure'
import { humanDuration } from '../output/human-duration'
import { type LiveTarget, visitTargets } from '../resources/visit-targets'
import { nodeWords, setUnschedulable } from './cordon'
import { podsToDrain } from './drain-filters'

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
      name: 'delete-local-data',
      type: 'bool',
      default: 'false',
      hidden: true,
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
    const suffix = dryRun === 'none' ? '' : dryRun === 'client' ? ' (dry run)' : ' (server dry run)'
    const nodes = visitTargets(invocation, { words: nodeWords(invocation) }, target => {
      io.out(`${setUnschedulable(invocation, target, true, dryRun)}${suffix}\n`)
    })
    const failed: { readonly node: LiveTarget; readonly error: PlainError | ErrorList }[] = []
    for (const node of nodes) {
      try {
        yield* emptyNode(invocation, node.name, dryRun)
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

function* emptyNode(invocation: Invocation, node: string, dryRun: string): CommandRun {
  const { session, flags, io } = invocation
  const selection = podsToDrain(session.client, node, {
    force: flags.bool('force'),
    ignoreDaemonSets: flags.bool('ignore-daemonsets'),
    deleteEmptyDirData: flags.bool('delete-emptydir-data') || flags.bool('delete-local-data'),
    podSelector: podSelectorOf(flags.string('pod-selector')),
  })
  throwIfAny(selection.errors.map(message => new PlainError(message)))
  if (selection.warnings !== '') io.err(`Warning: ${selection.warnings}\n`)
  if (dryRun === 'client') {
    for (const { metadata } of selection.pods)
      io.out(`evicting pod ${metadata.namespace ?? ''}/${metadata.name} (dry run)\n`)
    return 0
  }
  return yield* evictAll(invocation, selection.pods, dryRun === 'server')
}

/** Evicts the pods, again and again where a budget forbids it, and waits until they are gone. */
// Models staging/src/k8s.io/kubectl/pkg/drain/drain.go evictPods
function* evictAll({ session, flags, io }: Invocation, pods: readonly Pod[], dryRun: boolean): CommandRun {
  const timeout = flags.duration('timeout')
  const deadline = timeout > 0 ? io.now() + timeout : Number.POSITIVE_INFINITY
  const waiting = new Map(pods.map(pod => [pod.metadata.uid, { pod, tryAt: io.now(), evicted: false }]))
  while (waiting.size > 0) {
    for (const entry of [...waiting.values()]) {
      const { pod } = entry
      const { name, namespace = '', uid } = pod.metadata
      if (!entry.evicted && entry.tryAt <= io.now()) {
        if (!flags.bool('disable-eviction'))
          io.out(`evicting pod ${namespace}/${name}${dryRun ? ' (server dry run)' : ''}\n`)
        const refusal = evict(session.client, pod, flags, dryRun)
        if (refusal === undefined) entry.evicted = true
        else {
          entry.tryAt = io.now() + RETRY_DELAY
          io.err(`error when evicting pods/"${name}" -n "${namespace}" (will retry after 5s): ${refusal}\n`)
        }
      }
      if (dryRun || (entry.evicted && isGone(session.client, pod))) {
        waiting.delete(uid)
        if (!dryRun) io.out(`pod/${name} ${flags.bool('disable-eviction') ? 'deleted' : 'evicted'}\n`)
      }
    }
    if (waiting.size === 0) break
    if (io.now() >= deadline)
      throw timeoutError(
        [...waiting.values()].map(({ pod }) => pod),
        timeout,
      )
    const wake = Math.min(
      deadline,
      ...[...waiting.values()].filter(({ evicted }) => !evicted).map(({ tryAt }) => tryAt),
    )
    yield { change: true, delay: Math.max(0, Math.min(POLL, wake - io.now())) }
  }
  return 0
}

function timeoutError(pods: readonly Pod[], timeout: number): ErrorList {
  return new ErrorList(
    pods.map(
      ({ metadata }) =>
        new PlainError(
          `error when waiting for pod "${metadata.name}" in namespace "${metadata.namespace ?? ''}" to terminate: global timeout reached: ${humanDuration(timeout)}`,
        ),
    ),
  )
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

function podSelectorOf(text: string): string {
  try {
    parseLabelSelector(text)
    return text
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new PlainError('--pod-selector=<pod_selector> must be a valid label selector')
  }
}
