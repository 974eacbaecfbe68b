import { objectKey } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import type { Component, ComponentContext } from '../../component'
import type { Millis } from '../../kernel/kernel'
import type { Process } from '../../runtime/process'
import type { Claim, StorageClass, Volume } from '../../runtime/volume-objects'
import { WorkQueue } from '../../runtime/work-queue'
import { syncClaim } from './sync-claim'
import { syncVolume } from './sync-volume'
import type { VolumeWorld } from './volume-world'

/** All claims are looked at so often; those without a volume are spoken of each time. */
const ROUND: Millis = 15_000

/** Binds claims to volumes that somebody made: nothing here makes volumes. */
// Models pkg/controller/volume/persistentvolume/pv_controller_base.go NewController and resync
export function startPersistentVolumeController(context: ComponentContext): Component {
  const { kernel, limiter, informers, recorder, client } = context
  const claims = informers.informer<Claim>('persistentvolumeclaims')
  const volumes = informers.informer<Volume>('persistentvolumes')
  const classes = informers.informer<StorageClass>('storageclasses.storage.k8s.io')
  const pods = informers.informer<Pod>('pods')
  const claimQueue = new WorkQueue({ name: 'claims', kernel, limiter, sync: lookAtClaim })
  const volumeQueue = new WorkQueue({ name: 'persistent volumes', kernel, limiter, sync: lookAtVolume })
  const world: VolumeWorld = {
    client,
    recorder,
    classes,
    claim: key => claims.eventually(key),
    volume: name => volumes.eventually(name),
    allVolumes: () => [...volumes.list()].flatMap(({ metadata }) => volumes.eventually(metadata.name) ?? []),
    waitingPods: claim => [...pods.list()].filter(pod => waitsFor(pod, claim)).map(({ metadata }) => metadata.name),
    lookAtClaim: key => claimQueue.add(key),
  }
  claims.handle({
    added: claim => claimQueue.add(objectKey(claim)),
    updated: (_, claim) => claimQueue.add(objectKey(claim)),
    removed: ({ spec }) => {
      if (spec.volumeName) volumeQueue.add(spec.volumeName)
    },
  })
  volumes.handle({
    added: volume => volumeQueue.add(volume.metadata.name),
    updated: (_, volume) => volumeQueue.add(volume.metadata.name),
    removed: ({ spec: { claimRef } }) => {
      if (claimRef !== undefined) claimQueue.add(`${claimRef.namespace}/${claimRef.name}`)
    },
  })
  return {
    pause: () => [claimQueue, volumeQueue].forEach(queue => void queue.pause()),
    resume: () => [claimQueue, volumeQueue].forEach(queue => void queue.resume()),
  }

  function* lookAtClaim(key: string): Process {
    const claim = world.claim(key)
    if (claim === undefined) return
    claimQueue.addAfter(key, ROUND - (kernel.now % ROUND))
    yield* syncClaim(world, claim)
  }

  function* lookAtVolume(name: string): Process {
    const volume = world.volume(name)
    if (volume !== undefined) yield* syncVolume(world, volume)
  }
}

// Models pv_controller.go findNonScheduledPodsByPVC
function waitsFor({ metadata, spec, status }: Pod, claim: Claim): boolean {
  if (metadata.namespace !== claim.metadata.namespace || spec.nodeName || OVER.has(status.phase)) return false
  return spec.volumes?.some(volume => volume.persistentVolumeClaim?.claimName === claim.metadata.name) ?? false
}

const OVER: ReadonlySet<string | undefined> = new Set(['Succeeded', 'Failed'])
