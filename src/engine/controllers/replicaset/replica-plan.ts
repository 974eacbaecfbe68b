import type { Pod } from '../../../k8s/pod'
import type { ReplicaSet } from '../../../k8s/workload'
import type { Millis } from '../../kernel/kernel'
import { choosePodsToDelete } from './pod-deletion-order'

/** More than this is not created or deleted in one pass; the rest follows when the first have been observed. */
const BURST_REPLICAS = 500

export interface ReplicaPlan {
  readonly create: number
  readonly delete: readonly Pod[]
  readonly because: string
}

/** What it takes to have as many active pods as the ReplicaSet wants. */
// Models pkg/controller/replicaset/replica_set.go manageReplicas
export function planReplicas(
  replicaSet: ReplicaSet,
  active: readonly Pod[],
  related: readonly Pod[],
  now: Millis,
): ReplicaPlan {
  const wanted = replicaSet.spec.replicas
  const because = `ReplicaSet ${replicaSet.metadata.name} wants ${wanted} and has ${active.length}`
  if (active.length < wanted) {
    return { create: Math.min(wanted - active.length, BURST_REPLICAS), delete: [], because }
  }
  const surplus = Math.min(active.length - wanted, BURST_REPLICAS)
  return { create: 0, delete: surplus === 0 ? [] : choosePodsToDelete(active, related, surplus, now), because }
}
