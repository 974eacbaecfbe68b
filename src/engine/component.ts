import type { ApiClient } from '../k8s/api-client'
import type { PodTemplate } from '../k8s/pod'
import type { Kernel } from './kernel/kernel'
import type { NodeHeartbeats } from './node-heartbeats'
import type { EventRecorder } from './runtime/event-recorder'
import type { InformerFactory } from './runtime/informer'
import type { RequestLimiter } from './runtime/request-limiter'
import type { StartDelayedVolumes } from './scheduler/delayed-volumes'
import type { Timings } from './timings'
import type { VersionBehaviour } from './version-behaviour'

/** What a started component can be told: to lose its leadership, and to get it back. */
export interface Component {
  pause(): void
  resume(): void
}

/** What a component of the control plane is given: it meets the others only through the API server. */
export interface ComponentContext {
  /** As it appears in events and change sets: `daemonset-controller`. */
  readonly name: string
  readonly kernel: Kernel
  readonly client: ApiClient
  readonly informers: InformerFactory
  readonly limiter: RequestLimiter
  readonly recorder: EventRecorder
  readonly timings: Timings
  readonly behaviour: VersionBehaviour
  /** When nodes were last heard of: leases and status posts, without an object for every beat. */
  readonly heartbeats: NodeHeartbeats
  /** Volumes that wait for a Pod; only people make their classes. */
  readonly startDelayedVolumes: StartDelayedVolumes
  /** The hash that names a template's revision, other with each collision counted. */
  readonly hashTemplate: (template: PodTemplate, collisionCount?: number) => string
}
