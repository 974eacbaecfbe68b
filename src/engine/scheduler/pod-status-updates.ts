import type { ApiClient } from '../../k8s/api-client'
import type { Condition } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import { podCondition } from '../../k8s/pod-conditions'
import { toTimestamp } from '../../k8s/time'

export interface PodStatusUpdate {
  readonly condition?: {
    readonly type: string
    readonly status: 'True' | 'False'
    readonly reason: string
    readonly message: string
  }
  /** '' takes a nomination back; undefined leaves it alone. */
  readonly nominatedNodeName?: string
}

/** The call that brings the Pod's status to this, or undefined when it says so already. */
// Models pkg/scheduler/schedule_one.go updatePod
export function podStatusUpdate(
  client: ApiClient,
  pod: Pod,
  update: PodStatusUpdate,
  now: number,
  because: string,
): (() => unknown) | undefined {
  const condition = changedCondition(pod, update, now)
  const nominated = pod.status?.nominatedNodeName ?? ''
  const changesNomination = update.nominatedNodeName !== undefined && update.nominatedNodeName !== nominated
  if (condition === undefined && !changesNomination) return undefined
  const status = {
    ...(condition === undefined ? {} : { conditions: [condition] }),
    ...(changesNomination ? { nominatedNodeName: update.nominatedNodeName || null } : {}),
  }
  const { namespace, name } = pod.metadata
  return () => client.patch('pods', namespace, name, 'strategic', { status }, { subresource: 'status', because })
}

function changedCondition(pod: Pod, { condition }: PodStatusUpdate, now: number): Condition | undefined {
  if (condition === undefined) return undefined
  const before = podCondition(pod, condition.type)
  const { generation } = pod.metadata
  const isSame =
    before?.status === condition.status &&
    before.reason === condition.reason &&
    before.message === condition.message &&
    before.observedGeneration === generation
  if (isSame) return undefined
  const lastTransitionTime =
    before?.status === condition.status ? (before.lastTransitionTime ?? null) : toTimestamp(now)
  return {
    ...condition,
    lastProbeTime: null,
    lastTransitionTime,
    ...(generation === undefined ? {} : { observedGeneration: generation }),
  }
}
