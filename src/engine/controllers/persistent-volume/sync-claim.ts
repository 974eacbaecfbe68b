import type { ApiClient } from '../../../k8s/api-client'
import { findVolume, volumeMismatch } from '../../runtime/find-volume'
import { type Process, request } from '../../runtime/process'
import { BIND_COMPLETED, BOUND_BY_CONTROLLER, type Claim, isKeptFor, type Volume } from '../../runtime/volume-objects'
import { bindVolume, setClaimStatus } from './bind-volume'
import { isDelayed, provisionerOf, remarkOn } from './claim-remark'
import type { VolumeWorld } from './volume-world'

/** Finds a claim its volume, says what it waits for, or sees to it that a bound one still has it. */
// Models pkg/controller/volume/persistentvolume/pv_controller.go syncClaim
export function* syncClaim(world: VolumeWorld, claim: Claim): Process {
  const { volumeName } = claim.spec
  if (claim.metadata.annotations?.[BIND_COMPLETED] !== undefined) yield* syncBoundClaim(world, claim)
  else if (volumeName) yield* takeNamedVolume(world, claim, world.volume(volumeName))
  else yield* takeAnyVolume(world, claim)
}

// Models pv_controller.go syncUnboundClaim, of claims that name no volume
function* takeAnyVolume(world: VolumeWorld, claim: Claim): Process {
  const { client, classes, recorder } = world
  const volume = findVolume(claim, world.allVolumes(), isDelayed(claim, classes))
  if (volume !== undefined) {
    yield* bindVolume(client, volume, claim)
    return
  }
  const { type, reason, message } = remarkOn(claim, classes, world.waitingPods(claim))
  if (reason === 'ExternalProvisioning') yield* nameProvisioner(client, claim, provisionerOf(claim, classes) ?? '')
  recorder.event(claim, type, reason, message)
  yield* setClaimStatus(client, claim, 'Pending')
}

/** By this a provisioner knows that the claim is its own to serve. */
// Models pv_controller.go setClaimProvisioner
function* nameProvisioner(client: ApiClient, { metadata }: Claim, provisioner: string): Process {
  const { namespace, name, annotations } = metadata
  if (PROVISIONER_MARKS.every(mark => annotations?.[mark] === provisioner)) return
  const marks = Object.fromEntries(PROVISIONER_MARKS.map(mark => [mark, provisioner]))
  const options = { because: `${provisioner} is to make its volume` }
  const body = { metadata: { annotations: marks } }
  yield* request(() => client.patch('persistentvolumeclaims', namespace, name, 'merge', body, options))
}

const PROVISIONER_MARKS = [
  'volume.beta.kubernetes.io/storage-provisioner',
  'volume.kubernetes.io/storage-provisioner',
] as const

// Models pv_controller.go syncUnboundClaim, of claims that name their volume
function* takeNamedVolume({ client, recorder }: VolumeWorld, claim: Claim, volume: Volume | undefined): Process {
  if (volume !== undefined && isKeptFor(volume, claim)) {
    yield* bindVolume(client, volume, claim)
    return
  }
  if (volume !== undefined) {
    const name = JSON.stringify(volume.metadata.name)
    const isTaken = volume.spec.claimRef !== undefined
    const mismatch = isTaken ? undefined : volumeMismatch(volume, claim)
    if (!isTaken && mismatch === undefined) {
      yield* bindVolume(client, volume, claim)
      return
    }
    if (isTaken) recorder.event(claim, 'Warning', 'FailedBinding', `volume ${name} already bound to a different claim.`)
    else recorder.event(claim, 'Warning', 'VolumeMismatch', `Cannot bind to requested volume ${name}: ${mismatch}`)
    if (claim.metadata.annotations?.[BOUND_BY_CONTROLLER] !== undefined) return
  }
  yield* setClaimStatus(client, claim, 'Pending')
}

const NO_REFERENCE = 'Bound claim has lost reference to PersistentVolume. Data on the volume is lost!'
const NO_VOLUME = 'Bound claim has lost its PersistentVolume. Data on the volume is lost!'
const MISBOUND = 'Two claims are bound to the same volume, this one is bound incorrectly'

// Models pv_controller.go syncBoundClaim
function* syncBoundClaim(world: VolumeWorld, claim: Claim): Process {
  const { volumeName } = claim.spec
  if (!volumeName) {
    yield* loseClaim(world, claim, 'ClaimLost', NO_REFERENCE)
    return
  }
  const volume = world.volume(volumeName)
  if (volume === undefined) {
    yield* loseClaim(world, claim, 'ClaimLost', NO_VOLUME)
    return
  }
  const isItsOwn = volume.spec.claimRef === undefined || volume.spec.claimRef.uid === claim.metadata.uid
  if (isItsOwn) yield* bindVolume(world.client, volume, claim)
  else yield* loseClaim(world, claim, 'ClaimMisbound', MISBOUND)
}

// Models pv_controller.go updateClaimStatusWithEvent
function* loseClaim({ client, recorder }: VolumeWorld, claim: Claim, reason: string, message: string): Process {
  if (claim.status?.phase === 'Lost') return
  yield* setClaimStatus(client, claim, 'Lost')
  recorder.event(claim, 'Warning', reason, message)
}
