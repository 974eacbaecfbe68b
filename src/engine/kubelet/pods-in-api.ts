import { type ApiClient, ApiError } from '../../k8s/api-client'
import { findObject } from '../../k8s/find-object'
import type { Pod, PodStatus } from '../../k8s/pod'

/** The kubelet's pods as the API has them. What it refuses because a pod has gone or become another is no matter. */
export class PodsInApi {
  constructor(private readonly client: ApiClient) {}

  /** The pod as it is there now; undefined when it is gone, or another has its name. */
  current({ metadata: { namespace, name, uid } }: Pod): Pod | undefined {
    const current = findObject(this.client, 'pods', namespace, name) as Pod | undefined
    return current?.metadata.uid === uid ? current : undefined
  }

  /** Writes the status that `statusOf` makes of the pod as it is there now. */
  writeStatus(pod: Pod, statusOf: (current: Pod) => PodStatus, because?: string): void {
    const current = this.current(pod)
    if (current === undefined) return
    const options = because === undefined ? {} : { because }
    const next = { ...current, status: statusOf(current) }
    tolerate(() => this.client.update('pods', next, { subresource: 'status', ...options }))
  }

  /** Lets the pod go: everything of it has been stopped and put away. */
  confirmDeletion({ metadata: { namespace, name, uid } }: Pod): void {
    const options = { gracePeriodSeconds: 0, preconditions: { uid }, because: 'its containers have stopped' }
    tolerate(() => this.client.delete('pods', namespace, name, options))
  }
}

function tolerate(call: () => unknown): void {
  try {
    call()
  } catch (error) {
    if (!(error instanceof ApiError) || (error.status.code !== 404 && error.status.code !== 409)) throw error
  }
}
