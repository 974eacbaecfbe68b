import type { ApiClient } from '../../../k8s/api-client'
import type { EventRecorder } from '../../runtime/event-recorder'
import type { Informer } from '../../runtime/informer'
import type { Claim, StorageClass, Volume } from '../../runtime/volume-objects'

/** Claims and volumes as the controller knows them: with what it wrote itself, as it keeps that in caches of its own. */
export interface VolumeWorld {
  readonly client: ApiClient
  readonly recorder: EventRecorder
  readonly classes: Informer<StorageClass>
  claim(key: string): Claim | undefined
  volume(name: string): Volume | undefined
  allVolumes(): readonly Volume[]
  /** The names of the Pods that use the claim and are on no node yet. */
  waitingPods(claim: Claim): readonly string[]
  /** Puts the claim in the queue. */
  lookAtClaim(key: string): void
}
