import { isSidecar } from '../../k8s/containers'
import type { Pod } from '../../k8s/pod'
import { isPodReady, podCondition } from '../../k8s/pod-conditions'
import { fromTimestamp } from '../../k8s/time'

const PHASE_ORDER: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 }

/** Neither ended nor being deleted. */
// Models pkg/controller/controller_utils.go IsPodActive
export function isPodActive(pod: Pod): boolean {
  const phase = pod.status?.phase
  return phase !== 'Succeeded' && phase !== 'Failed' && pod.metadata.deletionTimestamp === undefined
}

/** Being deleted, and still at work. */
// Models pkg/controller/controller_utils.go IsPodTerminating
export function isPodStopping(pod: Pod): boolean {
  const phase = pod.status?.phase
  return phase !== 'Succeeded' && phase !== 'Failed' && pod.metadata.deletionTimestamp !== undefined
}

/** How far the pod has got; the greater the number, the further. */
export function phaseRank(pod: Pod): number {
  return PHASE_ORDER[pod.status?.phase ?? 'Pending'] ?? 0
}

/** Since when the pod is ready, if it is and says so (virtual milliseconds). */
export function readySince(pod: Pod): number | undefined {
  const ready = podCondition(pod, 'Ready')
  return ready?.lastTransitionTime ? fromTimestamp(ready.lastTransitionTime) : undefined
}

/** The most restarts of a container, and of a sidecar. */
// Models pkg/controller/controller_utils.go maxContainerRestarts
export function mostRestarts(pod: Pod): { readonly containers: number; readonly sidecars: number } {
  const sidecars = new Set<string>()
  for (const container of pod.spec.initContainers ?? []) if (isSidecar(container)) sidecars.add(container.name)
  const initStatuses = (pod.status.initContainerStatuses ?? []).filter(status => sidecars.has(status.name))
  return { containers: most(pod.status.containerStatuses ?? []), sidecars: most(initStatuses) }
}

function most(statuses: readonly { readonly restartCount: number }[]): number {
  return statuses.reduce((highest, status) => Math.max(highest, status.restartCount), 0)
}

/** Those first whose loss costs less: they have not got as far, restarted more often, or are younger. */
// Models pkg/controller/controller_utils.go ActivePods.Less
export function compareActivePods(a: Pod, b: Pod): number {
  const onNode = [a, b].map(pod => pod.spec.nodeName !== undefined)
  if (onNode[0] !== onNode[1]) return onNode[0] ? 1 : -1
  if (phaseRank(a) !== phaseRank(b)) return phaseRank(a) - phaseRank(b)
  if (isPodReady(a) !== isPodReady(b)) return isPodReady(a) ? 1 : -1
  if (isPodReady(a) && readySince(a) !== readySince(b)) return laterFirst(readySince(a), readySince(b))
  const [restarts, others] = [mostRestarts(a), mostRestarts(b)]
  if (restarts.containers !== others.containers) return others.containers - restarts.containers
  if (restarts.sidecars !== others.sidecars) return others.sidecars - restarts.sidecars
  const created = [a, b].map(pod => fromTimestamp(pod.metadata.creationTimestamp))
  return created[0] === created[1] ? 0 : laterFirst(created[0], created[1])
}

function laterFirst(a: number | undefined, b: number | undefined): number {
  if (a === undefined || b === undefined) return a === undefined ? -1 : 1
  return b - a
}
