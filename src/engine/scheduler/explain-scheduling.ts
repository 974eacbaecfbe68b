import type { Node } from '../../k8s/node'
import type { Pod } from '../../k8s/pod'
import { isPodTerminal } from '../../k8s/pod-conditions'
import { filterNodes } from './filter-nodes'
import { fitErrorMessage } from './fit-error'
import { type CacheSources, NodeCache } from './node-cache'
import { isRejection, type NodeCheck, type PluginName, type Rejection, type SchedulerProfile } from './plugin'
import { scoreNodes } from './select-node'

/** What one filter says of one node. `skip`: it has nothing to say about this Pod. */
export interface PluginVerdict {
  readonly plugin: PluginName
  readonly verdict: 'pass' | 'fail' | 'skip'
  readonly reasons: readonly string[]
  /** For a failure: whether removing Pods of lower priority might help. */
  readonly resolvable: boolean
}

export interface NodeSchedulingVerdict {
  readonly node: string
  readonly fits: boolean
  /** All filters in the order in which the scheduler asks them; it stops at the first that fails. */
  readonly plugins: readonly PluginVerdict[]
  /** For nodes that fit: the total, and what each score added to it. */
  readonly score?: number
  readonly scoreParts?: Readonly<Partial<Record<PluginName, number>>>
}

export interface SchedulingExplanation {
  readonly nodes: readonly NodeSchedulingVerdict[]
  /** What FailedScheduling would say (without the part about preemption); undefined when some node fits. */
  readonly failure?: string
}

const NO_SOURCES: CacheSources = { namespaceLabels: () => undefined, siblingSelector: () => undefined }

/** Where the Pod could go, judged by every filter on every node. `pods` are those that are on the nodes now. */
export function explainScheduling(
  profile: SchedulerProfile,
  pod: Pod,
  nodes: Iterable<Node>,
  pods: Iterable<Pod>,
  sources: CacheSources = NO_SOURCES,
): SchedulingExplanation {
  const cache = new NodeCache(sources, profile)
  for (const node of nodes) cache.setNode(node)
  for (const other of pods) {
    if (other.spec.nodeName && !isPodTerminal(other) && other.metadata.uid !== pod.metadata.uid) cache.setPod(other)
  }
  const preparations = profile.filters.map(({ name, prepare }) => ({ name, preparation: prepare(pod, cache) }))
  const verdicts = cache.nodes.map(info => {
    const plugins = preparations.map(({ name, preparation }) => {
      if (preparation === 'skip') return verdict(name, 'skip', undefined)
      const rejection = isRejection(preparation) ? preparation : askNode(preparation, name, info)
      return verdict(name, rejection === undefined ? 'pass' : 'fail', rejection)
    })
    return { info, plugins, fits: plugins.every(plugin => plugin.verdict !== 'fail') }
  })
  const feasible = verdicts.filter(({ fits }) => fits).map(({ info }) => info)
  const scores = new Map(scoreNodes(pod, cache, feasible).map(scored => [scored.node, scored]))
  const explained = verdicts.map(({ info, plugins, fits }) => {
    const scored = scores.get(info.name)
    return {
      node: info.name,
      fits,
      plugins,
      ...(scored === undefined ? {} : { score: scored.total, scoreParts: scored.parts }),
    }
  })
  if (feasible.length > 0) return { nodes: explained }
  return { nodes: explained, failure: fitErrorMessage(filterNodes(pod, cache, () => [], 0).diagnosis) }
}

function askNode(
  preparation: NodeCheck,
  plugin: PluginName,
  info: Parameters<NodeCheck['check']>[0],
): Rejection | undefined {
  if (preparation.nodeNames?.has(info.name) === false) {
    return { plugin, reasons: [`node(s) didn't satisfy plugin(s) [${plugin}]`], resolvable: false }
  }
  return preparation.check(info)
}

function verdict(
  plugin: PluginName,
  result: PluginVerdict['verdict'],
  rejection: Rejection | undefined,
): PluginVerdict {
  return { plugin, verdict: result, reasons: rejection?.reasons ?? [], resolvable: rejection?.resolvable ?? false }
}
