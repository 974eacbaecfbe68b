import type { Node } from '../../../k8s/node'
import type { Pod } from '../../../k8s/pod'
import { isPodTerminal, isTerminating, podAvailableFrom } from '../../../k8s/pod-conditions'
import { REVISION_HASH_LABEL, TEMPLATE_GENERATION_ANNOTATION } from '../../../k8s/well-known'
import type { DaemonSet } from '../../../k8s/workload'
import type { Millis } from '../../kernel/kernel'
import type { VersionBehaviour } from '../../version-behaviour'
import { type NodeRoom, roomOn } from './own-scheduling'
import { nodeShouldRunDaemonPod, type PlacementVerdict } from './placement'

export const GENERATION_LABEL = 'pod-template-generation'

/** What one sync knows of a daemon pod. */
export interface PodFacts {
  readonly pod: Pod
  readonly name: string
  readonly terminating: boolean
  /** Made from the template of now. */
  readonly updated: boolean
  /** Carries the hash of the revision of now: narrower than `updated`, which the generation label is enough for. */
  readonly hasCurrentHash: boolean
  readonly ready: boolean
  /** Infinity while it is not ready. */
  readonly availableFrom: Millis
}

/** What one sync knows of a node: an immutable value, worked out again only when the node or a pod there has changed. */
export interface NodeFacts extends PlacementVerdict {
  readonly name: string
  /** Undefined for a node that is gone while pods of it are still there. */
  readonly node: Node | undefined
  /** The DaemonSet's pods there or meant for there, scheduled ones first, then the oldest; without those that are both deleted and ended. */
  readonly pods: readonly PodFacts[]
  /** Why the controller, where it places pods itself, puts none there although it should: what the node has too little of. */
  readonly shortage: string | undefined
  /** Somebody else has a host port of the pod there, and the controller, which places pods itself, takes that for a no. */
  readonly portTaken: boolean
  /** By far the most nodes are so: one pod at work that may stay, or none and none wanted. Nothing to make or to delete. */
  readonly quiet: boolean
  /** From when the node's rollout is over: its only pod is up to date and available. Infinity when that is not in sight. */
  readonly doneFrom: Millis
}

/** What the facts of a DaemonSet's nodes depend on besides nodes and pods. */
export interface FactsBasis {
  readonly behaviour: VersionBehaviour
  readonly daemonSet: DaemonSet
  /** Hash of the present revision; undefined as long as there is none. */
  readonly hash: string | undefined
}

const NOWHERE: PlacementVerdict = { shouldRun: false, shouldContinueRunning: false }
const ROOM: NodeRoom = { portTaken: false, shortage: undefined }

/**
 * The facts of one node, given those pods of the DaemonSet that are there or meant for it. `neighbours` are the other pods
 * there: asked for only where the controller places pods itself.
 */
export function nodeFacts(
  name: string,
  node: Node | undefined,
  pods: readonly Pod[],
  basis: FactsBasis,
  neighbours: (node: string) => Iterable<Pod> = () => [],
): NodeFacts {
  const { behaviour, daemonSet } = basis
  const verdict = node === undefined ? NOWHERE : nodeShouldRunDaemonPod(node, daemonSet, behaviour)
  const isOwnScheduler = behaviour.placesDaemonPods === 'daemonset-controller'
  const room = isOwnScheduler && node !== undefined ? roomOn(node, daemonSet, neighbours(name)) : ROOM
  const { shouldRun, shouldContinueRunning } = room.portTaken ? NOWHERE : verdict
  const shortage = shouldRun ? room.shortage : undefined
  const present = behaviour.endedPodHoldsNode
    ? [...pods]
    : pods.filter(pod => !(isTerminating(pod) && isPodTerminal(pod)))
  if (present.length > 1) present.sort(oldestFirst)
  const facts = present.map(pod => podFacts(pod, basis))
  const oldest = facts[0]
  const only = facts.length === 1 && oldest?.terminating === false ? oldest : undefined
  const isQuiet = () =>
    oldest === undefined ? !shouldRun : shouldContinueRunning && only !== undefined && !isPodTerminal(only.pod)
  return {
    name,
    node,
    shouldRun,
    shouldContinueRunning,
    pods: facts,
    shortage,
    portTaken: room.portTaken,
    quiet: shortage === undefined && isQuiet(),
    doneFrom: only?.updated === true ? only.availableFrom : Number.POSITIVE_INFINITY,
  }
}

function podFacts(pod: Pod, { daemonSet, hash }: FactsBasis): PodFacts {
  const labels = pod.metadata.labels
  const generation = templateGeneration(daemonSet)
  const hasCurrentHash = hash !== undefined && labels?.[REVISION_HASH_LABEL] === hash
  const availableFrom = podAvailableFrom(pod, daemonSet.spec.minReadySeconds ?? 0)
  return {
    pod,
    name: pod.metadata.name,
    terminating: isTerminating(pod),
    // Models pkg/controller/daemon/util/daemonset_util.go IsPodUpdated
    updated: hasCurrentHash || (generation !== undefined && labels?.[GENERATION_LABEL] === generation),
    hasCurrentHash,
    ready: availableFrom !== Number.POSITIVE_INFINITY,
    availableFrom,
  }
}

/** The count of template changes that an annotation keeps, from times before revisions; undefined when it is not a number. */
// Models pkg/controller/daemon/util/daemonset_util.go GetTemplateGeneration
export function templateGeneration(daemonSet: DaemonSet): string | undefined {
  const text = daemonSet.metadata.annotations?.[TEMPLATE_GENERATION_ANNOTATION]
  return text !== undefined && /^[+-]?[0-9]+$/.test(text) ? String(BigInt(text)) : undefined
}

// Models pkg/controller/daemon/daemon_controller.go podByCreationTimestampAndPhase
function oldestFirst(a: Pod, b: Pod): number {
  const scheduled = Number(isScheduled(b)) - Number(isScheduled(a))
  if (scheduled !== 0) return scheduled
  if (a.metadata.creationTimestamp !== b.metadata.creationTimestamp) {
    return a.metadata.creationTimestamp < b.metadata.creationTimestamp ? -1 : 1
  }
  return a.metadata.name < b.metadata.name ? -1 : 1
}

/** Whether the pod is bound to a node. */
export function isScheduled(pod: Pod): boolean {
  return pod.spec.nodeName !== undefined && pod.spec.nodeName !== ''
}

/** The node a daemon pod is on or, before it is bound, the one that its affinity names. */
// Models pkg/controller/daemon/util/daemonset_util.go GetTargetNodeName
export function targetNodeName(pod: Pod): string | undefined {
  if (pod.spec.nodeName) return pod.spec.nodeName
  const required = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
  for (const term of required?.nodeSelectorTerms ?? []) {
    for (const { key, operator, values } of term.matchFields ?? []) {
      if (key === 'metadata.name' && operator === 'In') return values?.length === 1 ? values[0] : undefined
    }
  }
  return undefined
}

/** Whether the pod is available at the moment `now`. */
export function isAvailable(pod: PodFacts, now: Millis): boolean {
  return pod.availableFrom <= now
}
