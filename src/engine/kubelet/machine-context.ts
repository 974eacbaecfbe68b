import type { ApiClient } from '../../k8s/api-client'
import type { Pod } from '../../k8s/pod'
import type { Kernel } from '../kernel/kernel'
import type { EventRecorder } from '../runtime/event-recorder'
import type { Timings } from '../timings'
import type { VersionBehaviour } from '../version-behaviour'
import type { ContainerCommands } from './commands'
import type { ImageCatalog } from './image-catalog'

/** What all machines share. */
export interface MachineContext {
  readonly kernel: Kernel
  readonly timings: Timings
  readonly behaviour: VersionBehaviour
  readonly catalog: ImageCatalog
  readonly commands: ContainerCommands
  clientFor(user: string): ApiClient
  recorderFor(host: string): EventRecorder
  /** The pods bound to a node, as the kubelets' watch shows them. */
  podsOf(node: string): Iterable<Pod>
}
