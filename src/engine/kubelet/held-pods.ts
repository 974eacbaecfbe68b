import type { ApiClient } from '../../k8s/api-client'
import { findCondition } from '../../k8s/conditions'
import type { Condition } from '../../k8s/object'
import type { ContainerStatus, Pod, PodStatus } from '../../k8s/pod'
import { toTimestamp } from '../../k8s/time'
import type { Millis } from '../kernel/kernel'
import type { PodAct } from '../machines'
import { initContainersOf } from './pod-spec'

/** Carries out what a held kubelet is told to do with one of its pods: phase, conditions and deletion, nothing else. */
export function actOnPod(
  client: ApiClient,
  pod: Pod,
  act: PodAct,
  where: { hostIp: string; podIp: string },
  now: Millis,
): void {
  if (act === 'confirm') {
    const { namespace, name, uid } = pod.metadata
    client.delete('pods', namespace, name, { gracePeriodSeconds: 0, preconditions: { uid }, because: 'stopped' })
    return
  }
  const status = statusAfter(pod, act, where, toTimestamp(now))
  client.update('pods', { ...pod, status }, { subresource: 'status' })
}

function statusAfter(
  pod: Pod,
  act: Exclude<PodAct, 'confirm'>,
  where: { hostIp: string; podIp: string },
  now: string,
): PodStatus {
  switch (act) {
    case 'run':
      return runningStatus(pod, true, where, now)
    case 'run-not-ready':
      return runningStatus(pod, false, where, now)
    case 'unready':
      return withConditions(withReadyContainers(pod.status, false), readiness(pod, false), now)
    case 'fail':
      return {
        ...withConditions(withReadyContainers(pod.status, false), endedReadiness('PodFailed'), now),
        phase: 'Failed',
        reason: 'Evicted',
        message: 'The node was low on resource: memory.',
      }
    case 'succeed':
      return {
        ...withConditions(withReadyContainers(pod.status, false), endedReadiness('PodCompleted'), now),
        phase: 'Succeeded',
      }
  }
}

function runningStatus(pod: Pod, ready: boolean, where: { hostIp: string; podIp: string }, now: string): PodStatus {
  const { status } = pod
  const ip = status.podIP ?? (pod.spec.hostNetwork ? where.hostIp : where.podIp)
  const init = initContainersOf(pod).map(container => ({
    ...containerStatus(container.name, container.image, true),
    state: container.restartPolicy === 'Always' ? { running: { startedAt: now } } : completed(now),
  }))
  const next: PodStatus = {
    ...status,
    phase: 'Running',
    startTime: status.startTime ?? now,
    hostIP: where.hostIp,
    hostIPs: [{ ip: where.hostIp }],
    podIP: ip,
    podIPs: [{ ip }],
    ...(init.length === 0 ? {} : { initContainerStatuses: init }),
    containerStatuses: pod.spec.containers.map(container => ({
      ...containerStatus(container.name, container.image, ready),
      state: { running: { startedAt: now } },
    })),
  }
  const always: Condition[] = [
    { type: 'PodReadyToStartContainers', status: 'True' },
    { type: 'Initialized', status: 'True' },
  ]
  return withConditions(next, [...always, ...readiness(pod, ready), { type: 'PodScheduled', status: 'True' }], now)
}

function containerStatus(name: string, image: string, ready: boolean): ContainerStatus {
  const zeroes = '0'.repeat(64)
  return {
    name,
    image,
    imageID: `sha256:${zeroes}`,
    containerID: `containerd://${zeroes}`,
    ready,
    restartCount: 0,
    started: true,
  }
}

function completed(now: string) {
  return { terminated: { exitCode: 0, reason: 'Completed', startedAt: now, finishedAt: now } }
}

function readiness(pod: Pod, ready: boolean): Condition[] {
  if (ready) {
    return [
      { type: 'Ready', status: 'True' },
      { type: 'ContainersReady', status: 'True' },
    ]
  }
  const names = pod.spec.containers.map(({ name }) => name).join(' ')
  const why = { reason: 'ContainersNotReady', message: `containers with unready status: [${names}]` }
  return [
    { type: 'Ready', status: 'False', ...why },
    { type: 'ContainersReady', status: 'False', ...why },
  ]
}

function endedReadiness(reason: string): Condition[] {
  return [
    { type: 'Ready', status: 'False', reason },
    { type: 'ContainersReady', status: 'False', reason },
  ]
}

function withReadyContainers(status: PodStatus, ready: boolean): PodStatus {
  const { containerStatuses } = status
  return containerStatuses === undefined
    ? status
    : { ...status, containerStatuses: containerStatuses.map(container => ({ ...container, ready })) }
}

function withConditions(status: PodStatus, conditions: readonly Condition[], now: string): PodStatus {
  const before = status.conditions ?? []
  const named = new Set(conditions.map(({ type }) => type))
  const dated = conditions.map(condition => {
    const earlier = findCondition(before, condition.type)
    const isSame = earlier?.status === condition.status
    return {
      ...condition,
      lastProbeTime: null,
      lastTransitionTime: isSame ? (earlier?.lastTransitionTime ?? now) : now,
    }
  })
  return { ...status, conditions: [...before.filter(({ type }) => !named.has(type)), ...dated] }
}
