import type { Informer } from '../../runtime/informer'
import { type Claim, classNameOf, type StorageClass } from '../../runtime/volume-objects'

/** What an event says of a claim. */
export interface Remark {
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
}

/** Where the Pod is to run that a claim has waited for. */
const SELECTED_NODE = 'volume.kubernetes.io/selected-node'

const NO_CLASS: Remark = {
  type: 'Normal',
  reason: 'FailedBinding',
  message: 'no persistent volumes available for this claim and no storage class is set',
}

/** Whether claims of the class wait until a Pod wants them. */
// Models pv_helpers.go IsDelayBindingMode
export function isDelayed(claim: Claim, classes: Informer<StorageClass>): boolean {
  return classes.get(classNameOf(claim))?.volumeBindingMode === 'WaitForFirstConsumer'
}

/** Who is to make volumes of the claim's class, when that is somebody outside the cluster's own components. */
export function provisionerOf(claim: Claim, classes: Informer<StorageClass>): string | undefined {
  const provisioner = classes.get(classNameOf(claim))?.provisioner
  return provisioner?.startsWith('kubernetes.io/') ? undefined : provisioner
}

/**
 * What a claim without a volume waits for. Nothing here makes volumes. `waiting`: the names of Pods that use it and are on no
 * node yet.
 */
// Models pkg/controller/volume/persistentvolume/pv_controller.go syncUnboundClaim and provisionClaimOperationExternal
export function remarkOn(claim: Claim, classes: Informer<StorageClass>, waiting: readonly string[]): Remark {
  const name = classNameOf(claim)
  if (name === '') return NO_CLASS
  const storageClass = classes.get(name)
  if (storageClass === undefined)
    return cannotProvision(`storageclass.storage.k8s.io ${JSON.stringify(name)} not found`)
  const { provisioner } = storageClass
  if (isDelayed(claim, classes) && claim.metadata.annotations?.[SELECTED_NODE] === undefined) return delayed(waiting)
  if (provisioner.startsWith('kubernetes.io/')) return cannotProvision(`no volume plugin matched name: ${provisioner}`)
  const message = `Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`
  return { type: 'Normal', reason: 'ExternalProvisioning', message }
}

// Models pv_controller.go emitEventForUnboundDelayBindingClaim
function delayed(waiting: readonly string[]): Remark {
  if (waiting.length === 0) {
    const message = 'waiting for first consumer to be created before binding'
    return { type: 'Normal', reason: 'WaitForFirstConsumer', message }
  }
  const message = `waiting for pod${waiting.length > 1 ? 's' : ''} ${waiting.join(',')} to be scheduled`
  return { type: 'Normal', reason: 'WaitForPodScheduled', message }
}

function cannotProvision(message: string): Remark {
  return { type: 'Warning', reason: 'ProvisioningFailed', message }
}
