import type { Pod } from '../../k8s/pod'
import { withNode } from './cluster-view'
import type { Diagnosis } from './fit-error'
import { NO_OTHERS } from './fit-error'
import type { NodeInfo } from './node-info'
import { type ClusterView, isRejection, type NodeCheck, type PluginName, type Rejection } from './plugin'
import { podPriority } from './pod-priority'

/** All filters, after they have seen the Pod and the cluster. */
export interface PreparedFilters {
  readonly checks: readonly NodeCheck[]
  /** The only nodes that can do, and the plugins that said so. */
  readonly nodeNames: ReadonlySet<string> | undefined
  readonly namedBy: readonly PluginName[]
  /** The Pod is turned down before any node is looked at. */
  readonly rejection: Rejection | undefined
}

/** Pods that are nominated to run on a node. */
export type Nominations = (node: string) => readonly Pod[]

// Models pkg/scheduler/framework/runtime/framework.go RunPreFilterPlugins
export function prepareFilters(pod: Pod, view: ClusterView): PreparedFilters {
  const checks: NodeCheck[] = []
  const namedBy: PluginName[] = []
  let nodeNames: ReadonlySet<string> | undefined
  for (const { name, prepare } of view.profile.filters) {
    const preparation = prepare(pod, view)
    if (preparation === 'skip') continue
    if (isRejection(preparation)) return { checks, nodeNames, namedBy, rejection: preparation }
    checks.push(preparation)
    if (preparation.nodeNames === undefined || !view.profile.searchesNamedNodesOnly) continue
    nodeNames = preparation.nodeNames
    namedBy.push(name)
  }
  return { checks, nodeNames, namedBy, rejection: undefined }
}

/** The first filter that turns the node down; undefined when the Pod fits. */
function checkNode({ checks }: PreparedFilters, info: NodeInfo): Rejection | undefined {
  for (const { check } of checks) {
    const rejection = check(info)
    if (rejection !== undefined) return rejection
  }
  return undefined
}

/**
 * As `checkNode`, but Pods of equal or higher priority that are nominated to the node count as being there; the Pod must fit
 * with them and without them.
 */
// Models pkg/scheduler/framework/runtime/framework.go RunFilterPluginsWithNominatedPods
export function checkNodeWithNominated(
  pod: Pod,
  view: ClusterView,
  prepared: PreparedFilters,
  info: NodeInfo,
  nominations: Nominations,
): Rejection | undefined {
  const rivals = nominations(info.name).filter(
    other => other.metadata.uid !== pod.metadata.uid && podPriority(other) >= podPriority(pod),
  )
  if (rivals.length > 0) {
    const crowded = info.clone()
    for (const rival of rivals) crowded.addPod(rival)
    const rejection = checkNode(prepareFilters(pod, withNode(view, crowded)), crowded)
    if (rejection !== undefined) return rejection
  }
  return checkNode(prepared, info)
}

export interface FilterOutcome {
  readonly feasible: readonly NodeInfo[]
  readonly diagnosis: Diagnosis
}

const MIN_NODES_TO_FIND = 100
const MIN_PERCENTAGE_TO_FIND = 5

/** How many nodes that fit are enough. Small clusters are searched through, large ones in part. */
// Models pkg/scheduler/schedule_one.go numFeasibleNodesToFind
function feasibleNodesToFind(nodeCount: number): number {
  if (nodeCount < MIN_NODES_TO_FIND) return nodeCount
  const percentage = Math.max(MIN_PERCENTAGE_TO_FIND, 50 - Math.floor(nodeCount / 125))
  return Math.max(MIN_NODES_TO_FIND, Math.floor((nodeCount * percentage) / 100))
}

/** The nodes on which the Pod fits, beginning the search at `start`, and why the others do not do. */
// Models pkg/scheduler/schedule_one.go findNodesThatFitPod
export function filterNodes(pod: Pod, view: ClusterView, nominations: Nominations, start: number): FilterOutcome {
  const prepared = prepareFilters(pod, view)
  const nodeCount = view.nodes.length
  const rejections = new Map<string, Rejection>()
  if (prepared.rejection !== undefined) {
    const { rejection } = prepared
    const rejectors = new Set([rejection.plugin])
    const preFilterMessage = rejection.reasons.join(', ')
    return { feasible: [], diagnosis: { nodeCount, rejections, others: rejection, preFilterMessage, rejectors } }
  }
  const { countsExcludedNodes } = view.profile
  const rejectors = new Set(countsExcludedNodes ? prepared.namedBy : [])
  const search = (infos: readonly NodeInfo[], from: number): readonly NodeInfo[] => {
    const feasible: NodeInfo[] = []
    const enough = feasibleNodesToFind(infos.length)
    for (let index = 0; index < infos.length && feasible.length < enough; index++) {
      const info = infos[(from + index) % infos.length] as NodeInfo
      const rejection = checkNodeWithNominated(pod, view, prepared, info, nominations)
      if (rejection === undefined) {
        feasible.push(info)
        continue
      }
      rejections.set(info.name, rejection)
      rejectors.add(rejection.plugin)
    }
    return feasible
  }
  const nominated = view.node(pod.status?.nominatedNodeName ?? '')
  const first = nominated === undefined ? [] : search([nominated], 0)
  // The message names the plugins that narrowed the search, and, as the real one, those that turned the nominated node down.
  const others = countsExcludedNodes ? othersRejection(prepared, rejectors) : NO_OTHERS
  const feasible = first.length > 0 ? first : search(candidates(prepared, view), start)
  return { feasible, diagnosis: { nodeCount, rejections, others, rejectors } }
}

function candidates({ nodeNames }: PreparedFilters, view: ClusterView): readonly NodeInfo[] {
  if (nodeNames === undefined) return view.nodes
  return [...nodeNames].map(name => view.node(name)).filter(info => info !== undefined)
}

function othersRejection({ nodeNames }: PreparedFilters, plugins: ReadonlySet<PluginName>): Diagnosis['others'] {
  if (nodeNames === undefined) return NO_OTHERS
  return { reasons: [`node(s) didn't satisfy plugin(s) [${[...plugins].sort().join(' ')}]`], resolvable: false }
}
