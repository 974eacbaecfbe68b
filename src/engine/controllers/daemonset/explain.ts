import type { Node } from '../../../k8s/node'
import { controllerOf, type KubeObject } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { matchesLabelSelector } from '../../../k8s/selector'
import type { ControllerRevision, DaemonSet } from '../../../k8s/workload'
import type {
  DaemonSetCounts,
  DaemonSetExplanation,
  NodeExplanation,
  NodeVerdict,
  PlacementRule,
  PlacementRuleCode,
} from '../../explanation'
import type { Millis } from '../../kernel/kernel'
import { holdsTemplate } from '../../runtime/revision-data'
import type { VersionBehaviour } from '../../version-behaviour'
import { explainRollout } from './explain-rollout'
import { versionNotes } from './explain-version'
import { type FactsBasis, type NodeFacts, nodeFacts, targetNodeName } from './node-facts'
import { placementRules } from './placement'
import { revisionHash, revisionToKeep } from './revisions'
import { countStatus } from './status'

/** What an explanation looks at: the objects as they are in the store now, of all namespaces and owners. */
export interface ExplainedCluster {
  readonly behaviour: VersionBehaviour
  readonly nodes: Iterable<Node>
  readonly pods: readonly Pod[]
  readonly revisions: Iterable<ControllerRevision>
  readonly now: Millis
}

/** Where the DaemonSet runs, what its status says beside what is true, and what its rollout waits for. */
export function explainDaemonSet(daemonSet: DaemonSet, cluster: ExplainedCluster): DaemonSetExplanation {
  const revisions = ownRevisions(daemonSet, cluster.revisions)
  const current = currentRevision(daemonSet, revisions)
  const { behaviour } = cluster
  const basis = { behaviour, daemonSet, hash: current === undefined ? undefined : revisionHash(current) }
  const facts = factsOf(basis, cluster)
  const { metadata, status } = daemonSet
  return {
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    api: storedCounts(status),
    now: trueCounts(facts, cluster.now),
    observed: (status.observedGeneration ?? 0) >= (metadata.generation ?? 0),
    nodes: facts.flatMap(node => (node.node === undefined ? [] : [nodeVerdict(node, node.node, basis)])),
    rollout: explainRollout(basis, facts, revisions.length, cluster.now),
    versionNotes: versionNotes({ behaviour, daemonSet, facts, now: cluster.now }),
    revisions: revisions.map(revision => ({
      revision: revision.revision,
      hash: revisionHash(revision) ?? '',
      current: revision === current,
    })),
  }
}

/** Why the DaemonSet does or does not run on the node: every rule with its verdict. */
export function explainNode(
  behaviour: VersionBehaviour,
  daemonSet: DaemonSet,
  node: Node,
  pods: readonly Pod[],
): NodeExplanation {
  const there = ownPods(daemonSet, pods).filter(pod => targetNodeName(pod) === node.metadata.name)
  const basis = { behaviour, daemonSet, hash: undefined }
  const facts = nodeFacts(node.metadata.name, node, there, basis, neighboursAmong(pods, daemonSet))
  const rules = [...placementRules(node, daemonSet, behaviour), ...roomRules(facts)]
  return { ...nodeVerdict(facts, node, basis), rules }
}

/** Where objects are found by resource name and key: the store. */
interface Objects {
  get(resource: string, key: string): KubeObject | undefined
  all(resource: string): ReadonlyMap<string, KubeObject>
}

/** explainDaemonSet for the objects of a store; undefined when there is no such DaemonSet. */
export function explainDaemonSetIn(
  behaviour: VersionBehaviour,
  store: Objects,
  now: Millis,
  namespace: string,
  name: string,
): DaemonSetExplanation | undefined {
  const daemonSet = store.get('daemonsets.apps', `${namespace}/${name}`)
  if (daemonSet === undefined) return undefined
  return explainDaemonSet(daemonSet as DaemonSet, {
    behaviour,
    nodes: store.all('nodes').values() as Iterable<Node>,
    pods: [...store.all('pods').values()] as Pod[],
    revisions: store.all('controllerrevisions.apps').values() as Iterable<ControllerRevision>,
    now,
  })
}

/** explainNode for the objects of a store; undefined when there is no such DaemonSet or no such node. */
export function explainNodeIn(
  behaviour: VersionBehaviour,
  store: Objects,
  namespace: string,
  name: string,
  nodeName: string,
): NodeExplanation | undefined {
  const daemonSet = store.get('daemonsets.apps', `${namespace}/${name}`)
  const node = store.get('nodes', nodeName)
  if (daemonSet === undefined || node === undefined) return undefined
  return explainNode(behaviour, daemonSet as DaemonSet, node as Node, [...store.all('pods').values()] as Pod[])
}

function nodeVerdict(facts: NodeFacts, node: Node, { behaviour, daemonSet }: FactsBasis): NodeVerdict {
  const { name, shouldRun, shouldContinueRunning } = facts
  const pods = facts.pods.map(pod => pod.name)
  if (shouldRun && facts.shortage === undefined) return { node: name, shouldRun, shouldContinueRunning, pods }
  const rules = [...placementRules(node, daemonSet, behaviour), ...roomRules(facts)]
  const costly = rules.filter(rule => rule.costs !== 'nothing')
  const obstacle = costly.find(rule => rule.costs === 'stay') ?? costly[0]
  return { node: name, shouldRun, shouldContinueRunning, pods, ...(obstacle === undefined ? {} : { obstacle }) }
}

function factsOf(basis: FactsBasis, cluster: ExplainedCluster): NodeFacts[] {
  const podsByNode = groupByNode(ownPods(basis.daemonSet, cluster.pods), targetNodeName)
  const neighbours = neighboursAmong(cluster.pods, basis.daemonSet)
  const facts: NodeFacts[] = []
  for (const node of cluster.nodes) {
    const { name } = node.metadata
    facts.push(nodeFacts(name, node, podsByNode.get(name) ?? [], basis, neighbours))
    podsByNode.delete(name)
  }
  for (const [name, pods] of podsByNode) facts.push(nodeFacts(name, undefined, pods, basis))
  return facts
}

/** Finds the pods on a node that the DaemonSet does not control; they are sorted out when the first node is asked about. */
function neighboursAmong(pods: readonly Pod[], { metadata }: DaemonSet): (node: string) => readonly Pod[] {
  let byNode: ReadonlyMap<string, readonly Pod[]> | undefined
  return node => {
    byNode ??= groupByNode(
      pods.filter(pod => controllerOf(pod)?.uid !== metadata.uid),
      ({ spec }) => spec.nodeName,
    )
    return byNode.get(node) ?? []
  }
}

function groupByNode(pods: readonly Pod[], nodeOf: (pod: Pod) => string | undefined): Map<string, Pod[]> {
  const byNode = new Map<string, Pod[]>()
  for (const pod of pods) {
    const node = nodeOf(pod)
    if (node === undefined) continue
    const there = byNode.get(node)
    if (there === undefined) byNode.set(node, [pod])
    else there.push(pod)
  }
  return byNode
}

/** What the other pods of the node mean, where the controller places pods itself. */
function roomRules({ portTaken, shortage }: NodeFacts): PlacementRule[] {
  if (portTaken) return [roomRule('host-port-taken', 'a host port of the Pod is taken', 'stay', {})]
  if (shortage === undefined) return []
  return [roomRule('no-room', shortage, 'run', { shortage })]
}

function roomRule(
  code: PlacementRuleCode,
  subject: string,
  costs: PlacementRule['costs'],
  params: PlacementRule['params'],
): PlacementRule {
  return { kind: 'room', subject, verdict: 'fail', costs, code, params }
}

function ownPods(daemonSet: DaemonSet, pods: Iterable<Pod>): Pod[] {
  const own: Pod[] = []
  for (const pod of pods) {
    if (controllerOf(pod)?.uid !== daemonSet.metadata.uid) continue
    if (matchesLabelSelector(daemonSet.spec.selector, pod.metadata.labels)) own.push(pod)
  }
  return own
}

function ownRevisions(daemonSet: DaemonSet, revisions: Iterable<ControllerRevision>): ControllerRevision[] {
  const own: ControllerRevision[] = []
  for (const revision of revisions) if (controllerOf(revision)?.uid === daemonSet.metadata.uid) own.push(revision)
  return own.sort((a, b) => a.revision - b.revision)
}

function currentRevision(
  daemonSet: DaemonSet,
  revisions: readonly ControllerRevision[],
): ControllerRevision | undefined {
  return revisionToKeep(revisions.filter(revision => holdsTemplate(revision, daemonSet.spec.template)))
}

function storedCounts(status: DaemonSet['status']): DaemonSetCounts {
  return {
    desired: status.desiredNumberScheduled,
    current: status.currentNumberScheduled,
    ready: status.numberReady,
    upToDate: status.updatedNumberScheduled ?? 0,
    available: status.numberAvailable ?? 0,
    misscheduled: status.numberMisscheduled,
  }
}

function trueCounts(facts: readonly NodeFacts[], now: Millis): DaemonSetCounts {
  const { updated, ...counts } = countStatus(facts, now)
  return { ...counts, upToDate: updated }
}
