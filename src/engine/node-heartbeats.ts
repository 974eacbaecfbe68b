import type { Millis } from './kernel/kernel'

/**
 * When the control plane last heard of each node: the renewals of its lease and the posts of its status, without an object
 * being written for every beat. A healthy kubelet is always on time, so its answer is simply a moment within the last
 * renewal period; a kubelet that has stopped keeps the moment at which it fell silent.
 */
export interface NodeHeartbeats {
  /** Undefined: no kubelet of that name has ever reported. */
  lastHeartbeat(node: string): Millis | undefined
}
