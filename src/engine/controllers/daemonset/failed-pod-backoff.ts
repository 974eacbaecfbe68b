import type { DaemonSet } from '../../../k8s/workload'
import type { Millis } from '../../kernel/kernel'

const FIRST: Millis = 1_000
const LONGEST: Millis = 15 * 60_000
const FORGOTTEN_AFTER = 2 * LONGEST

interface Entry {
  readonly delay: Millis
  readonly since: Millis
}

/** The questions that planning asks of the back-off. */
export interface BackoffView {
  /** How long failed pods of that node wait now, or undefined when one may be deleted at once. */
  waiting(daemonSet: DaemonSet, node: string, now: Millis): Millis | undefined
  /** The wait that deleting one now would begin. */
  next(daemonSet: DaemonSet, node: string, now: Millis): Millis
}

/** The back-off of failed pods, and how it is told that one is deleted. */
export interface PodBackoff extends BackoffView {
  /** A failed pod of that node is deleted now. */
  advance(daemonSet: DaemonSet, node: string, now: Millis): void
}

/** Failed pods are deleted at once, however many there were before. */
export const NO_BACKOFF: PodBackoff = { waiting: () => undefined, next: () => 0, advance: () => {} }

/**
 * Keeps the controller and a kubelet that refuses pods from racing each other: after the n-th failed pod of a node (of one
 * observed generation) the next one is left alone for 1 s, 2 s, 4 s … 15 min.
 */
// Models staging/src/k8s.io/client-go/util/flowcontrol/backoff.go Backoff
export class FailedPodBackoff implements PodBackoff {
  private readonly entries = new Map<string, Entry>()

  waiting(daemonSet: DaemonSet, node: string, now: Millis): Millis | undefined {
    const entry = this.current(keyOf(daemonSet, node), now)
    return entry !== undefined && now - entry.since < entry.delay ? entry.delay : undefined
  }

  next(daemonSet: DaemonSet, node: string, now: Millis): Millis {
    const entry = this.current(keyOf(daemonSet, node), now)
    return entry === undefined ? FIRST : Math.min(entry.delay * 2, LONGEST)
  }

  advance(daemonSet: DaemonSet, node: string, now: Millis): void {
    const delay = this.next(daemonSet, node, now)
    this.entries.set(keyOf(daemonSet, node), { delay, since: now })
  }

  private current(key: string, now: Millis): Entry | undefined {
    const entry = this.entries.get(key)
    return entry === undefined || now - entry.since > FORGOTTEN_AFTER ? undefined : entry
  }
}

// Models pkg/controller/daemon/daemon_controller.go failedPodsBackoffKey
function keyOf(daemonSet: DaemonSet, node: string): string {
  return `${daemonSet.metadata.uid}/${daemonSet.status.observedGeneration ?? 0}/${node}`
}
