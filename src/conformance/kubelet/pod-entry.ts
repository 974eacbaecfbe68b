import type { ContainerState, ContainerStatus, Pod } from '../../k8s/pod'
import { summarisePod } from '../../kubectl/printers/pod'

/** A pod as the recordings show it. */
export function podEntry(pod: Pod): Readonly<Record<string, unknown>> {
  const { metadata, status } = pod
  const summary = summarisePod(pod)
  const conditions = status.conditions ?? []
  const why = conditions.filter(({ message }) => message !== undefined && message !== '')
  const init = status.initContainerStatuses ?? []
  return {
    ready: `${summary.ready}/${summary.total}`,
    status: summary.status,
    restarts: summary.restarts,
    phase: status.phase,
    ...(status.reason ? { reason: status.reason } : {}),
    ...(status.message ? { message: status.message } : {}),
    ...(metadata.deletionTimestamp === undefined ? {} : { deleting: metadata.deletionGracePeriodSeconds }),
    conditions: Object.fromEntries(
      conditions.map(({ type, status: value, reason }) => [type, reason ? `${value}/${reason}` : value]),
    ),
    ...(why.length === 0 ? {} : { why: Object.fromEntries(why.map(({ type, message }) => [type, message])) }),
    ...(init.length === 0 ? {} : { init: init.map(containerEntry) }),
    containers: (status.containerStatuses ?? []).map(containerEntry),
  }
}

function containerEntry(status: ContainerStatus): Readonly<Record<string, unknown>> {
  const { state, lastState } = status
  const message = state?.waiting?.message ?? state?.terminated?.message
  const last = lastState === undefined ? '' : stateWords(lastState)
  const lastMessage = lastState?.terminated?.message
  return {
    name: status.name,
    state: stateWords(state ?? {}),
    ...(message ? { message } : {}),
    ...(last === '' ? {} : { last }),
    ...(lastMessage ? { lastMessage } : {}),
    ...(status.restartCount > 0 ? { restarts: status.restartCount } : {}),
    ...(status.ready ? { ready: true } : {}),
    ...(status.started ? { started: true } : {}),
  }
}

function stateWords({ waiting, running, terminated }: ContainerState): string {
  if (waiting !== undefined) return `waiting/${waiting.reason}`
  if (running !== undefined) return 'running'
  return terminated === undefined ? '' : `terminated/${terminated.reason}/${terminated.exitCode}`
}
