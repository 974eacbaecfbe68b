import type { Pod } from '../../../k8s/pod'

/** A pod to be made for a node, and why. */
export interface PodCreation {
  readonly node: string
  readonly because: string
}

/** A pod to be deleted, and why. */
export interface PodDeletion {
  readonly pod: Pod
  readonly because: string
}

/** What a pass has decided: nothing of it has been done yet. */
export interface Plan {
  readonly create: readonly PodCreation[]
  readonly remove: readonly PodDeletion[]
}

/** No more pods than this are made, and no more deleted, in one pass. */
// Models pkg/controller/daemon/daemon_controller.go BurstReplicas
const BURST_REPLICAS = 250

/** The part of the plan that one pass may carry out. */
export function withinBurst(plan: Plan): Plan {
  return { create: plan.create.slice(0, BURST_REPLICAS), remove: plan.remove.slice(0, BURST_REPLICAS) }
}
