import { type Process, request } from '../../runtime/process'
import type { Volume } from '../../runtime/volume-objects'
import { setVolumePhase, unbindVolume } from './bind-volume'
import type { VolumeWorld } from './volume-world'

const OVER: ReadonlySet<string | undefined> = new Set(['Released', 'Failed'])

/** Keeps a volume's phase true to whom it belongs to, and does with one that is left behind what its policy says. */
// Models pkg/controller/volume/persistentvolume/pv_controller.go syncVolume
export function* syncVolume(world: VolumeWorld, volume: Volume): Process {
  const { client } = world
  const { claimRef } = volume.spec
  if (!claimRef?.uid) {
    yield* setVolumePhase(client, volume, 'Available')
    return
  }
  const key = `${claimRef.namespace}/${claimRef.name}`
  const claim = world.claim(key)
  if (claim?.metadata.uid !== claimRef.uid) yield* release(world, volume)
  else if (!claim.spec.volumeName) world.lookAtClaim(key)
  else if (claim.spec.volumeName === volume.metadata.name) yield* setVolumePhase(client, volume, 'Bound')
  else yield* unbindVolume(client, volume)
}

// Models pv_controller.go reclaimVolume
function* release(world: VolumeWorld, volume: Volume): Process {
  const { client } = world
  if (!OVER.has(volume.status?.phase)) yield* setVolumePhase(client, volume, 'Released')
  if (volume.spec.persistentVolumeReclaimPolicy === 'Delete') yield* deleteVolume(world, volume)
}

/** The controller manager can delete folders of its own machine, under /tmp; other kinds of volumes are their drivers' to delete. */
// Models pv_controller.go deleteVolumeOperation and pkg/volume/hostpath/host_path.go hostPathDeleter
function* deleteVolume({ client, recorder }: VolumeWorld, volume: Volume): Process {
  const { hostPath } = volume.spec
  const { name, deletionTimestamp } = volume.metadata
  if (hostPath === undefined || deletionTimestamp !== undefined) return
  if (/^\/tmp\/.+/.test(hostPath.path)) {
    yield* request(() => client.delete('persistentvolumes', undefined, name, { because: 'its claim is gone' }))
    return
  }
  if (volume.status?.phase === 'Failed') return
  yield* setVolumePhase(client, volume, 'Failed')
  const message = `host_path deleter only supports /tmp/.+ but received provided ${hostPath.path}`
  recorder.event(volume, 'Warning', 'VolumeFailedDelete', message)
}
