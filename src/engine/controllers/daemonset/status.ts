import type { DaemonSet, DaemonSetStatus } from '../../../k8s/workload'
import type { Millis } from '../../kernel/kernel'
import { isAvailable, type NodeFacts } from './node-facts'

/** The numbers of a DaemonSet's status. */
export interface StatusCounts {
  readonly desired: number
  readonly current: number
  readonly ready: number
  readonly updated: number
  readonly available: number
  readonly misscheduled: number
}

/** Counts what is true of the nodes at `now`. Only the oldest pod of a node counts, even one that is terminating. */
// Models pkg/controller/daemon/daemon_controller.go updateDaemonSetStatus
export function countStatus(nodes: readonly NodeFacts[], now: Millis): StatusCounts {
  /** Nodes of which everything that is counted is true, as it is of most. */
  let done = 0
  let desired = 0
  let current = 0
  let ready = 0
  let updated = 0
  let available = 0
  let misscheduled = 0
  for (const facts of nodes) {
    if (facts.doneFrom <= now && facts.shouldRun) {
      done += 1
      continue
    }
    if (facts.node === undefined) continue
    const oldest = facts.pods[0]
    if (!facts.shouldRun) {
      if (oldest !== undefined) misscheduled += 1
      continue
    }
    desired += 1
    if (oldest === undefined) continue
    current += 1
    if (oldest.ready) ready += 1
    if (isAvailable(oldest, now)) available += 1
    if (oldest.updated) updated += 1
  }
  return {
    desired: desired + done,
    current: current + done,
    ready: ready + done,
    updated: updated + done,
    available: available + done,
    misscheduled,
  }
}

/** Whether the stored status says all of this already, and of this generation. */
export function saysStatus(daemonSet: DaemonSet, counts: StatusCounts): boolean {
  const { status } = daemonSet
  return (
    status.desiredNumberScheduled === counts.desired &&
    status.currentNumberScheduled === counts.current &&
    status.numberMisscheduled === counts.misscheduled &&
    status.numberReady === counts.ready &&
    (status.updatedNumberScheduled ?? 0) === counts.updated &&
    (status.numberAvailable ?? 0) === counts.available &&
    (status.numberUnavailable ?? 0) === counts.desired - counts.available &&
    (status.observedGeneration ?? 0) >= (daemonSet.metadata.generation ?? 0)
  )
}

/**
 * The status with these counts; collisionCount and conditions stay. `observed` is the generation that was acted on, or
 * undefined when the controller only looked.
 */
export function withCounts(
  status: DaemonSetStatus,
  counts: StatusCounts,
  observed: number | undefined,
): DaemonSetStatus {
  const { updatedNumberScheduled, numberAvailable, numberUnavailable, observedGeneration, ...rest } = status
  return {
    ...rest,
    currentNumberScheduled: counts.current,
    numberMisscheduled: counts.misscheduled,
    desiredNumberScheduled: counts.desired,
    numberReady: counts.ready,
    ...omitZero('observedGeneration', observed ?? observedGeneration ?? 0),
    ...omitZero('updatedNumberScheduled', counts.updated),
    ...omitZero('numberAvailable', counts.available),
    ...omitZero('numberUnavailable', counts.desired - counts.available),
  }
}

function omitZero(field: string, value: number): Readonly<Record<string, number>> {
  return value === 0 ? {} : { [field]: value }
}
