import type { Engine } from '../engine/engine-interface'
import { NETWORK_NOT_READY } from '../engine/kubelet/node-object'
import { findObject } from '../k8s/find-object'
import type { Node } from '../k8s/node'
import type { Condition } from '../k8s/object'
import type { ContainerState, ContainerStatus, Pod, PodStatus } from '../k8s/pod'
import { toTimestamp } from '../k8s/time'

/** What a session's script, in the place of the kubelets, made of a pod. */
export type ScriptedState = 'ready' | 'not-ready' | 'crashloop' | 'imagepullbackoff' | 'failed' | 'confirmed'

const ZEROES = '0'.repeat(64)
/** The script knew only one address, whatever the node. */
const HOST_IP = '172.18.0.2'
const READY = { status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' } as const
const NOT_READY = { status: 'False', reason: 'KubeletNotReady', message: NETWORK_NOT_READY } as const

/** Writes the statuses that the recorder's script wrote: less than a kubelet would. */
export class ScriptedKubelet {
  private pods = 1

  constructor(private readonly engine: Engine) {}

  make(pod: Pod, state: ScriptedState): void {
    const client = this.engine.client('kubelet')
    const { namespace, name } = pod.metadata
    // Meanwhile the pod may have changed, or gone: the script sent patches, and minded no refusal.
    const current = findObject(client, 'pods', namespace, name) as Pod | undefined
    if (current === undefined) return
    if (state === 'confirmed') client.delete('pods', namespace, name, { gracePeriodSeconds: 0 })
    else client.update('pods', { ...current, status: this.statusOf(current, state) }, { subresource: 'status' })
  }

  /** The script's nodes had no port to reach their kubelet at. */
  withoutPort(name: string): void {
    const client = this.engine.client('kubelet')
    const node = client.get('nodes', undefined, name) as Node
    const daemonEndpoints = { kubeletEndpoint: { Port: 0 } }
    client.update('nodes', { ...node, status: { ...node.status, daemonEndpoints } } as Node, { subresource: 'status' })
  }

  /** The node says that it is Ready, or not. */
  setReady(name: string, ready: boolean): void {
    const client = this.engine.client('kubelet')
    const node = client.get('nodes', undefined, name) as Node
    const now = toTimestamp(this.engine.now)
    const says = ready ? READY : NOT_READY
    const conditions = node.status.conditions?.map(condition =>
      condition.type === 'Ready'
        ? { ...condition, ...says, lastHeartbeatTime: now, lastTransitionTime: now }
        : condition,
    )
    client.update('nodes', { ...node, status: { ...node.status, conditions } }, { subresource: 'status' })
  }

  private statusOf(pod: Pod, state: Exclude<ScriptedState, 'confirmed'>): PodStatus {
    switch (state) {
      case 'failed':
        return { ...pod.status, phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: memory.' }
      case 'crashloop':
        return this.waiting(pod, 'CrashLoopBackOff', 'back-off 40s restarting failed container', 3)
      case 'imagepullbackoff':
        return this.waiting(pod, 'ImagePullBackOff', 'Back-off pulling image', 0)
      default:
        return this.running(pod, state === 'ready')
    }
  }

  private running(pod: Pod, ready: boolean): PodStatus {
    const now = toTimestamp(this.engine.now)
    this.pods += 1
    const podIP = pod.status.podIP ?? `10.244.${Math.floor(this.pods / 250)}.${this.pods % 250}`
    const containerStatuses = pod.spec.containers.map(
      ({ name, image }): ContainerStatus => ({
        name,
        image,
        imageID: `sha256:${ZEROES}`,
        containerID: `containerd://${ZEROES}`,
        ready,
        restartCount: 0,
        started: true,
        state: { running: { startedAt: now } },
        lastState: {},
      }),
    )
    const status = { ...pod.status, phase: 'Running', startTime: now, hostIP: HOST_IP, podIP, podIPs: [{ ip: podIP }] }
    return { ...status, containerStatuses, conditions: conditionsOf(pod, ready, now) }
  }

  private waiting(pod: Pod, reason: string, message: string, restartCount: number): PodStatus {
    const now = toTimestamp(this.engine.now)
    const terminated = {
      exitCode: 1,
      reason: 'Error',
      startedAt: now,
      finishedAt: now,
      containerID: `containerd://${ZEROES}`,
    }
    const lastState: ContainerState = restartCount === 0 ? {} : { terminated }
    const containerStatuses = pod.spec.containers.map(
      ({ name, image }): ContainerStatus => ({
        name,
        image,
        imageID: '',
        ready: false,
        restartCount,
        started: false,
        state: { waiting: { reason, message } },
        lastState,
      }),
    )
    const phase = restartCount === 0 ? 'Pending' : 'Running'
    const status = { ...pod.status, phase, startTime: now, hostIP: HOST_IP }
    return { ...status, containerStatuses, conditions: conditionsOf(pod, false, now) }
  }
}

function conditionsOf(pod: Pod, ready: boolean, now: string): Condition[] {
  const names = pod.spec.containers.map(({ name }) => name).join(' ')
  const why = { reason: 'ContainersNotReady', message: `containers with unready status: [${names}]` }
  const readiness = ready ? { status: 'True' as const } : { status: 'False' as const, ...why }
  const conditions: Condition[] = [
    { type: 'PodReadyToStartContainers', status: 'True' },
    { type: 'Initialized', status: 'True' },
    { type: 'Ready', ...readiness },
    { type: 'ContainersReady', ...readiness },
    { type: 'PodScheduled', status: 'True' },
  ]
  return conditions.map(condition => {
    const before = pod.status.conditions?.find(({ type }) => type === condition.type)
    const isSame = before?.status === condition.status
    return {
      ...condition,
      lastProbeTime: null,
      lastTransitionTime: (isSame ? before?.lastTransitionTime : undefined) ?? now,
    }
  })
}
