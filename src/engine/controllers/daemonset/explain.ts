import type { Node } from '../../../k8s/node'
import { controllerOf, type KubeObject } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { matchesLabelSelector } from '../../../k8s/selector'
import type { ControllerRevision, DaemonSet } from '../../../k8s/workload'
import type { DaemonSetCounts, DaemonSetExplanation, NodeExplanation, NodeVerdict } from '../../explanation'
import type { Millis } from '../../kernel/kernel'
import { explainRollout } from './explain-rollout'
import { type FactsBasis, type NodeFacts, nodeFacts, targetNodeName } from './node-facts'
import { placementRules } from './placement'
import { holdsTemplate, revisionHash, revisionToKeep } from './revisions'
import { countStatus } from './status'

/** What an explanation looks at: the objects as they are in the store now, of all namespaces and owners. */
export interface ExplainedCluster {
  readonly nodes: Iterable<Node>
  readonly pods: Iterable<Pod>
  readonly revisions: Iterable<ControllerRevision>
  readonly now: Millis
}

/** Where the DaemonSet runs, what its status says beside what is true, and what its rollout waits for. */
export function explainDaemonSet(daemonSet: DaemonSet, cluster: ExplainedCluster): DaemonSetExplanation {
  const revisions = ownRevisions(daemonSet, cluster.revisions)
  const current = currentRevision(daemonSet, revisions)
  const basis = { daemonSet, hash: current === undefined ? undefined : revisionHash(current) }
  const facts = factsOf(basis, cluster)
  const { metadata, status } = daemonSet
  return {
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    api: storedCounts(status),
    now: trueCounts(facts, cluster.now),
    observed: (status.observedGeneration ?? 0) >= (metadata.generation ?? 0),
    nodes: facts.flatMap(node => (node.node === undefined ? [] : [nodeVerdict(node, node.node, daemonSet)])),
    rollout: explainRollout(daemonSet, facts, revisions.length, cluster.now),
    revisions: revisions.map(revision => ({
      revision: revision.revision,
      hash: revisionHash(revision) ?? '',
      current: revision === current,
    })),
  }
}

/** Why the DaemonSet does or does not run on the node: every rule with its verdict. */
export function explainNode(daemonSet: DaemonSet, node: Node, pods: Iterable<Pod>): NodeExplanation {
  const there = ownPods(daemonSet, pods).filter(pod => targetNodeName(pod) === node.metadata.name)
  const facts = nodeFacts(node.metadata.name, node, there, { daemonSet, hash: undefined })
  return { ...nodeVerdict(facts, node, daemonSet), rules: placementRules(node, daemonSet) }
}

/** Where objects are found by resource name and key: the store. */
interface Objects {
  get(resource: string, key: string): KubeObject | undefined
  all(resource: string): ReadonlyMap<string, KubeObject>
}

/** explainDaemonSet for the objects of a store; undefined when there is no such DaemonSet. */
export function explainDaemonSetIn(
  store: Objects,
  now: Millis,
  namespace: string,
  name: string,
): DaemonSetExplanation | undefined {
  const daemonSet = store.get('daemonsets.apps', `${namespace}/${name}`)
  if (daemonSet === undefined) return undefined
  return explainDaemonSet(daemonSet as DaemonSet, {
    nodes: store.all('nodes').values() as Iterable<Node>,
    pods: store.all('pods').values() as Iterable<Pod>,
    revisions: store.all('controllerrevisions.apps').values() as Iterable<ControllerRevision>,
    now,
  })
}

/** explainNode for the objects of a store; undefined when there is no such DaemonSet or no such node. */
export function explainNodeIn(
  store: Objects,
  namespace: string,
  name: string,
  nodeName: string,
): NodeExplanation | undefined {
  const daemonSet = store.get('daemonsets.apps', `${namespace}/${name}`)
  const node = store.get('nodes', nodeName)
  if (daemonSet === undefined || node === undefined) return undefined
  return explainNode(daemonSet as DaemonSet, node as Node, store.all('pods').values() as Iterable<Pod>)
}

function nodeVerdict(facts: NodeFacts, node: Node, daemonSet: DaemonSet): NodeVerdict {
  const { name, shouldRun, shouldContinueRunning } = facts
  const pods = facts.pods.map(pod => pod.name)
  if (shouldRun) return { node: name, shouldRun, shouldContinueRunning, pods }
  const costly = placementRules(node, daemonSet).filter(rule => rule.costs !== 'nothing')
  const obstacle = costly.find(rule => rule.costs === 'stay') ?? costly[0]
  return { node: name, shouldRun, shouldContinueRunning, pods, ...(obstacle === undefined ? {} : { obstacle }) }
}

function factsOf(basis: FactsBasis, cluster: ExplainedCluster): NodeFacts[] {
  const podsByNode = new Map<string, Pod[]>()
  for (const pod of ownPods(basis.daemonSet, cluster.pods)) {
    const target = targetNodeName(pod)
    if (target === undefined) continue
    const there = podsByNode.get(target)
    if (there === undefined) podsByNode.set(target, [pod])
    else there.push(pod)
  }
  const facts: NodeFacts[] = []
  for (const node of cluster.nodes) {
    const { name } = node.metadata
    facts.push(nodeFacts(name, node, podsByNode.get(name) ?? [], basis))
    podsByNode.delete(name)
  }
  for (const [name, pods] of podsByNode) facts.push(nodeFacts(name, undefined, pods, basis))
  return facts
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
