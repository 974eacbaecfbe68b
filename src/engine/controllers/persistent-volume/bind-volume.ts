import type { ApiClient } from '../../../k8s/api-client'
import { type Process, request } from '../../runtime/process'
import { BIND_COMPLETED, BOUND_BY_CONTROLLER, type Claim, isKeptFor, type Volume } from '../../runtime/volume-objects'

const VOLUMES = 'persistentvolumes'
const CLAIMS = 'persistentvolumeclaims'

/** Writes in both objects that they belong together, first in the volume. What is written already is left alone. */
// Models pkg/controller/volume/persistentvolume/pv_controller.go bind
export function* bindVolume(client: ApiClient, volume: Volume, claim: Claim): Process {
  yield* claimVolume(client, volume, claim)
  yield* setVolumePhase(client, volume, 'Bound')
  yield* nameVolume(client, volume, claim)
  yield* setClaimStatus(client, claim, 'Bound', volume)
}

// Models pv_controller.go updateVolumePhase
export function* setVolumePhase(client: ApiClient, { metadata: { name }, status }: Volume, phase: string): Process {
  if (status?.phase === phase) return
  const options = { subresource: 'status', because: `the volume is ${phase}` } as const
  yield* request(() => client.patch(VOLUMES, undefined, name, 'merge', { status: { phase } }, options))
}

/** The volume's size and modes are the claim's once it is bound; without `volume` it has none. */
// Models pv_controller.go updateClaimStatus
export function* setClaimStatus(client: ApiClient, claim: Claim, phase: string, volume?: Volume): Process {
  const { namespace, name } = claim.metadata
  const becomesBound = volume !== undefined && claim.status?.phase !== phase
  const accessModes = volume?.spec.accessModes
  if (claim.status?.phase === phase && `${claim.status.accessModes ?? []}` === `${accessModes ?? []}`) return
  const capacity = becomesBound ? { capacity: volume.spec.capacity } : volume === undefined ? { capacity: null } : {}
  const status = { phase, accessModes: accessModes ?? null, ...capacity }
  const options = { subresource: 'status', because: `the claim is ${phase}` } as const
  yield* request(() => client.patch(CLAIMS, namespace, name, 'merge', { status }, options))
}

/** Gives a volume back. One that a person keeps for a claim stays kept for it. */
// Models pv_controller.go unbindVolume
export function* unbindVolume(client: ApiClient, { metadata, spec }: Volume): Process {
  const isOurs = metadata.annotations?.[BOUND_BY_CONTROLLER] !== undefined
  const body = isOurs
    ? { metadata: { annotations: { [BOUND_BY_CONTROLLER]: null } }, spec: { claimRef: null } }
    : { spec: { claimRef: { ...spec.claimRef, uid: null } } }
  const because = 'its claim has another volume'
  yield* request(() => client.patch(VOLUMES, undefined, metadata.name, 'merge', body, { because }))
}

// Models pv_helpers.go GetBindVolumeToClaim
function* claimVolume(client: ApiClient, volume: Volume, claim: Claim): Process {
  const { name, resourceVersion, annotations } = volume.metadata
  const { namespace, name: claimName, uid } = claim.metadata
  if (volume.spec.claimRef?.uid === uid && volume.spec.claimRef?.name === claimName) return
  const kind = { apiVersion: 'v1', kind: 'PersistentVolumeClaim' }
  const claimRef = { ...kind, name: claimName, namespace, uid, resourceVersion: claim.metadata.resourceVersion }
  const marks = isKeptFor(volume, claim) ? annotations : { ...annotations, [BOUND_BY_CONTROLLER]: 'yes' }
  const body = { metadata: { resourceVersion, annotations: marks }, spec: { claimRef } }
  const because = `claim ${namespace}/${claimName} takes it`
  yield* request(() => client.patch(VOLUMES, undefined, name, 'merge', body, { because }))
}

// Models pv_controller.go bindClaimToVolume
function* nameVolume(client: ApiClient, { metadata: { name: volumeName } }: Volume, claim: Claim): Process {
  const { namespace, name, resourceVersion, annotations = {} } = claim.metadata
  const isNamed = claim.spec.volumeName === volumeName
  if (isNamed && BIND_COMPLETED in annotations) return
  const marks = { [BIND_COMPLETED]: 'yes', ...(isNamed ? {} : { [BOUND_BY_CONTROLLER]: 'yes' }) }
  const body = { metadata: { resourceVersion, annotations: { ...annotations, ...marks } }, spec: { volumeName } }
  const because = `it is bound to volume ${volumeName}`
  yield* request(() => client.patch(CLAIMS, namespace, name, 'merge', body, { because }))
}
