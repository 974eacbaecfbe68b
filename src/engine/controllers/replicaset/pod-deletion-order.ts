import type { Pod } from '../../../k8s/pod'
import { isPodReady } from '../../../k8s/pod-conditions'
import { fromTimestamp } from '../../../k8s/time'
import type { Millis } from '../../kernel/kernel'
import { isPodActive, mostRestarts, phaseRank, readySince } from '../../runtime/active-pods'

/** What the order needs to know of a pod, computed once. */
interface Candidate {
  readonly pod: Pod
  readonly onNode: boolean
  readonly phase: number
  readonly ready: boolean
  readonly deletionCost: number
  /** Active pods of the same owner on its node. */
  readonly neighbours: number
  readonly readySince: Millis | undefined
  readonly restarts: number
  readonly sidecarRestarts: number
  readonly created: Millis
}

/**
 * The `count` pods whose loss costs least, in that order: unscheduled ones first, then those that have got less far, cost
 * less, share their node with more of their kind, became ready or were made later (in powers of two of their age).
 * `related` are all pods of the same workload, those of its other ReplicaSets too.
 */
// Models pkg/controller/replicaset/replica_set.go getPodsToDelete
export function choosePodsToDelete(pods: readonly Pod[], related: readonly Pod[], count: number, now: Millis): Pod[] {
  if (count >= pods.length) return [...pods]
  const perNode = new Map<string, number>()
  for (const pod of related) {
    if (!isPodActive(pod)) continue
    const node = pod.spec.nodeName ?? ''
    perNode.set(node, (perNode.get(node) ?? 0) + 1)
  }
  const candidates = pods.map(pod => candidateOf(pod, perNode))
  candidates.sort((a, b) => compareCandidates(a, b, now))
  return candidates.slice(0, count).map(candidate => candidate.pod)
}

function candidateOf(pod: Pod, perNode: ReadonlyMap<string, number>): Candidate {
  const restarts = mostRestarts(pod)
  return {
    pod,
    onNode: pod.spec.nodeName !== undefined,
    phase: phaseRank(pod),
    ready: isPodReady(pod),
    deletionCost: deletionCost(pod),
    neighbours: perNode.get(pod.spec.nodeName ?? '') ?? 0,
    readySince: readySince(pod),
    restarts: restarts.containers,
    sidecarRestarts: restarts.sidecars,
    created: fromTimestamp(pod.metadata.creationTimestamp),
  }
}

// Models pkg/controller/controller_utils.go ActivePodsWithRanks.Less
function compareCandidates(a: Candidate, b: Candidate, now: Millis): number {
  if (a.onNode !== b.onNode) return a.onNode ? 1 : -1
  if (a.phase !== b.phase) return a.phase - b.phase
  if (a.ready !== b.ready) return a.ready ? 1 : -1
  if (a.deletionCost !== b.deletionCost) return a.deletionCost - b.deletionCost
  if (a.neighbours !== b.neighbours) return b.neighbours - a.neighbours
  if (a.ready && b.ready && a.readySince !== b.readySince) return compareAges(a, b, a.readySince, b.readySince, now)
  if (a.restarts !== b.restarts) return b.restarts - a.restarts
  if (a.sidecarRestarts !== b.sidecarRestarts) return b.sidecarRestarts - a.sidecarRestarts
  if (a.created !== b.created) return compareAges(a, b, a.created, b.created, now)
  return 0
}

// The younger first; ages of the same order of magnitude count as equal, so that chance (the uid) decides among them.
// Models pkg/controller/controller_utils.go logarithmicRankDiff
function compareAges(
  a: Candidate,
  b: Candidate,
  since: Millis | undefined,
  otherSince: Millis | undefined,
  now: Millis,
): number {
  if (since === undefined || otherSince === undefined) return since === undefined ? -1 : 1
  const difference = magnitude(now - since) - magnitude(now - otherSince)
  if (difference !== 0) return difference
  return a.pod.metadata.uid < b.pod.metadata.uid ? -1 : 1
}

const NANOSECONDS = 1_000_000

function magnitude(age: Millis): number {
  return age > 0 ? Math.floor(Math.log2(age * NANOSECONDS)) : -1
}

// Models pkg/apis/core/v1/helper GetDeletionCostFromPodAnnotations
function deletionCost(pod: Pod): number {
  const text = pod.metadata.annotations?.['controller.kubernetes.io/pod-deletion-cost'] ?? '0'
  return /^(0|[1-9][0-9]*|-[1-9][0-9]*)$/.test(text) ? Number(text) : 0
}
