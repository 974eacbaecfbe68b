import type { ApiClient } from '../../k8s/api-client'
import type { Pod, PodStatus } from '../../k8s/pod'
import type { Millis } from '../kernel/kernel'
import type { BackOff } from './back-off'
import type { ContainerCommands } from './commands'
import type { ContainerRuntime } from './container-runtime'
import type { HostPaths } from './host-paths'
import type { ImageCatalog } from './image-catalog'
import type { ImagePuller } from './image-puller'
import type { KubeletProcess } from './kubelet-process'

/** What the workers of one kubelet share. */
export interface PodWorkerHost {
  readonly process: KubeletProcess
  readonly client: ApiClient
  readonly runtime: ContainerRuntime
  readonly images: ImagePuller
  readonly catalog: ImageCatalog
  readonly commands: ContainerCommands
  readonly paths: HostPaths
  readonly crashes: BackOff
  readonly hostIp: string
  /** Once a second the kubelet goes through the pods that wait for a sync: the first time at or after `time`. */
  beatFrom(time: Millis): Millis
  /** Every ten seconds it compares what it has said of its pods with what the API has: the next time. */
  nextStatusRound(): Millis
  /** Once a second, a little later, it looks at all containers: when it last did, and when it will next. */
  lastLook(): Millis
  nextLook(): Millis
  event(pod: Pod, type: 'Normal' | 'Warning', reason: string, message: string, fieldPath?: string): void
  /** Writes the status to the API. `mayRun`: containers may still be running, so the pod has not ended yet. */
  writeStatus(pod: Pod, status: PodStatus, mayRun: boolean): void
  /** The pod's containers are gone: there is room. */
  podStopped(): void
  /** The pod needs nothing more: its object may be deleted. */
  podFinished(uid: string): void
}
