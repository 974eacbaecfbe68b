import { isSidecar } from '../../k8s/containers'
import type { ContainerStatus, Pod } from '../../k8s/pod'
import { isPodReady } from '../../k8s/pod-conditions'
import { fromTimestamp } from '../../k8s/time'
import { ageOf, humanDuration } from '../output/human-duration'
import { columns, tablePrinter } from './table-printer'

/** What the STATUS column of a Pod says, and the counts beside it. */
export interface PodSummary {
  readonly ready: number
  readonly total: number
  readonly status: string
  readonly restarts: number
  /** Virtual milliseconds of the last restart's end. */
  readonly lastRestart: number | undefined
}

// Models pkg/printers/internalversion/printers.go printPod
export function summarisePod(pod: Pod): PodSummary {
  const { spec, status } = pod
  // The kubelet's conditions stand before it: from the end it is found at once.
  const scheduled = status.conditions?.findLast(({ type }) => type === 'PodScheduled')
  let reason = scheduled?.reason === 'SchedulingGated' ? scheduled.reason : status.reason || (status.phase ?? '')
  if (spec.initContainers === undefined) {
    const main = summariseContainers(pod, reason)
    return { ...main, total: spec.containers.length, status: terminatingStatus(pod, main.reason) }
  }
  const sidecars = new Set(spec.initContainers.filter(isSidecar).map(c => c.name))
  const total = spec.containers.length + sidecars.size
  const init = summariseInit(pod, sidecars)
  let { ready, restarts, lastRestart } = init
  if (init.reason !== undefined) reason = init.reason
  const initialized = status.conditions?.some(c => c.type === 'Initialized' && c.status === 'True')
  if (init.reason === undefined || initialized) {
    const main = summariseContainers(pod, reason)
    reason = main.reason
    ready += main.ready
    restarts = init.sidecarRestarts + main.restarts
    lastRestart = latest(init.sidecarLastRestart, main.lastRestart)
  }
  return { ready, total, status: terminatingStatus(pod, reason), restarts, lastRestart }
}

function terminatingStatus(pod: Pod, reason: string): string {
  if (pod.metadata.deletionTimestamp === undefined) return reason
  if (pod.status.reason === 'NodeLost') return 'Unknown'
  return pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed' ? reason : 'Terminating'
}

function summariseInit(pod: Pod, sidecars: ReadonlySet<string>) {
  const result = {
    ready: 0,
    restarts: 0,
    sidecarRestarts: 0,
    lastRestart: undefined as number | undefined,
    sidecarLastRestart: undefined as number | undefined,
    reason: undefined as string | undefined,
  }
  const statuses = pod.status.initContainerStatuses ?? []
  for (const [index, container] of statuses.entries()) {
    const sidecar = sidecars.has(container.name)
    result.restarts += container.restartCount
    result.lastRestart = latest(result.lastRestart, restartTime(container))
    if (sidecar) {
      result.sidecarRestarts += container.restartCount
      result.sidecarLastRestart = latest(result.sidecarLastRestart, restartTime(container))
    }
    const { terminated, waiting } = container.state ?? {}
    if (terminated !== undefined && terminated.exitCode === 0) continue
    if (sidecar && container.started === true) {
      if (container.ready) result.ready += 1
      continue
    }
    if (terminated !== undefined) result.reason = `Init:${terminated.reason || exitText(terminated)}`
    else if (waiting?.reason && waiting.reason !== 'PodInitializing') result.reason = `Init:${waiting.reason}`
    else result.reason = `Init:${index}/${pod.spec.initContainers?.length ?? 0}`
    break
  }
  return result
}

function summariseContainers(pod: Pod, before: string) {
  let reason = before
  let errorReason = ''
  let running = false
  let ready = 0
  let restarts = 0
  let lastRestart: number | undefined
  const { containerStatuses = [] } = pod.status
  for (let i = containerStatuses.length - 1; i >= 0; i--) {
    const container = containerStatuses[i]
    if (container === undefined) continue
    restarts += container.restartCount
    lastRestart = latest(lastRestart, restartTime(container))
    const { terminated, waiting, running: runs } = container.state ?? {}
    if (waiting?.reason) reason = waiting.reason
    else if (terminated !== undefined) {
      reason = terminated.reason || exitText(terminated)
      if (terminated.exitCode !== 0) errorReason = reason
    } else if (container.ready && runs !== undefined) {
      running = true
      ready += 1
    }
  }
  if (reason === 'Completed') {
    const podReady = isPodReady(pod)
    if (running && podReady) reason = 'Running'
    else if (errorReason !== '') reason = errorReason
    else if (running) reason = 'NotReady'
  }
  return { reason, ready, restarts, lastRestart }
}

const exitText = ({ signal, exitCode }: { signal?: number; exitCode: number }) =>
  signal ? `Signal:${signal}` : `ExitCode:${exitCode}`

function restartTime(container: ContainerStatus): number | undefined {
  const finished = container.lastState?.terminated?.finishedAt
  return finished === undefined ? undefined : fromTimestamp(finished)
}

const latest = (a: number | undefined, b: number | undefined) =>
  a === undefined ? b : b === undefined ? a : Math.max(a, b)

export const podPrinter = tablePrinter<Pod>({
  columns: columns('NAME READY STATUS RESTARTS AGE -IP -NODE -NOMINATED.NODE -READINESS.GATES'),
  cells(pod, { now, wide }) {
    const { ready, total, status, restarts, lastRestart } = summarisePod(pod)
    const again = restarts > 0 && lastRestart !== undefined ? ` (${humanDuration(now - lastRestart)} ago)` : ''
    const cells = [
      pod.metadata.name,
      `${ready}/${total}`,
      status,
      `${restarts}${again}`,
      ageOf(pod.metadata.creationTimestamp, now),
    ]
    if (!wide) return cells
    return [
      ...cells,
      podAddress(pod),
      pod.spec.nodeName || '<none>',
      pod.status.nominatedNodeName || '<none>',
      readinessGates(pod),
    ]
  },
})

function podAddress(pod: Pod): string {
  const [first] = (pod.status.podIPs as readonly { readonly ip?: string }[] | undefined) ?? []
  return first?.ip || pod.status.podIP || '<none>'
}

function readinessGates(pod: Pod): string {
  const gates = (pod.spec.readinessGates as readonly { readonly conditionType: string }[] | undefined) ?? []
  if (gates.length === 0) return '<none>'
  const met = gates.filter(gate =>
    pod.status.conditions?.some(c => c.type === gate.conditionType && c.status === 'True'),
  )
  return `${met.length}/${gates.length}`
}
