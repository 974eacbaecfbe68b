import type { Engine } from '../engine/engine-interface'
import type { Condition } from '../k8s/object'
import type { ContainerStatus, Pod } from '../k8s/pod'
import { toTimestamp } from '../k8s/time'

/** The states that a recorder's script puts a pod into, besides those that a held kubelet knows. */
export type WaitingReason = 'crashloop' | 'imagepullbackoff'

const REASONS: Readonly<Record<WaitingReason, { reason: string; message: string; restarts: number; phase: string }>> = {
  crashloop: {
    reason: 'CrashLoopBackOff',
    message: 'back-off 40s restarting failed container',
    restarts: 3,
    phase: 'Running',
  },
  imagepullbackoff: { reason: 'ImagePullBackOff', message: 'Back-off pulling image', restarts: 0, phase: 'Pending' },
}

/** The pod's containers wait for that reason, as the script in the kubelets' place wrote it. */
export function makeWait(engine: Engine, pod: Pod, state: WaitingReason): void {
  const { reason, message, restarts, phase } = REASONS[state]
  const now = toTimestamp(engine.now)
  const containerStatuses = pod.spec.containers.map(
    ({ name, image }): ContainerStatus => ({
      name,
      image,
      imageID: '',
      ready: false,
      restartCount: restarts,
      started: false,
      state: { waiting: { reason, message } },
      ...(state === 'crashloop' ? { lastState: crashed(now) } : {}),
    }),
  )
  const names = pod.spec.containers.map(({ name }) => name).join(' ')
  const unready = { reason: 'ContainersNotReady', message: `containers with unready status: [${names}]` }
  const conditions: Condition[] = [
    { type: 'PodReadyToStartContainers', status: 'True' },
    { type: 'Initialized', status: 'True' },
    { type: 'Ready', status: 'False', ...unready },
    { type: 'ContainersReady', status: 'False', ...unready },
    { type: 'PodScheduled', status: 'True' },
  ]
  const status = {
    ...pod.status,
    phase,
    startTime: pod.status.startTime ?? now,
    containerStatuses,
    conditions: conditions.map(condition => ({ ...condition, lastTransitionTime: now })),
  }
  engine.client('kubelet').update('pods', { ...pod, status }, { subresource: 'status' })
}

function crashed(now: string) {
  const containerID = `containerd://${'0'.repeat(64)}`
  return { terminated: { exitCode: 1, reason: 'Error', startedAt: now, finishedAt: now, containerID } }
}
