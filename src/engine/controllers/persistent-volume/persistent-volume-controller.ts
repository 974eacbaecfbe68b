import { type KubeObject, objectKey } from '../../../k8s/object'
import type { ComponentContext } from '../../component'
import type { Millis } from '../../kernel/kernel'
import type { Informer } from '../../runtime/informer'
import type { Process } from '../../runtime/process'
import { WorkQueue } from '../../runtime/work-queue'

interface Claim extends KubeObject {
  readonly spec: { readonly volumeName?: string; readonly storageClassName?: string }
}

interface StorageClass extends KubeObject {
  readonly provisioner: string
  readonly volumeBindingMode?: string
}

interface Remark {
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
}

/** All claims without a volume are looked at so often, and each time spoken of. */
const ROUND: Millis = 15_000

const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class'

const NO_CLASS: Remark = {
  type: 'Normal',
  reason: 'FailedBinding',
  message: 'no persistent volumes available for this claim and no storage class is set',
}

/**
 * Says of every claim what it waits for. Nothing here makes volumes, so none is ever bound; while there are volumes made by
 * hand, of which the real controller might take one, it keeps silent.
 */
// Models pkg/controller/volume/persistentvolume/pv_controller.go syncUnboundClaim
export function startPersistentVolumeController(context: ComponentContext): { pause(): void; resume(): void } {
  const { kernel, limiter, informers, recorder } = context
  const claims = informers.informer<Claim>('persistentvolumeclaims')
  const volumes = informers.informer('persistentvolumes')
  const classes = informers.informer<StorageClass>('storageclasses.storage.k8s.io')
  const queue = new WorkQueue({ name: 'persistent volumes', kernel, limiter, sync: key => lookAt(key) })
  claims.handle({ added: claim => queue.add(objectKey(claim)) })
  return { pause: () => queue.pause(), resume: () => queue.resume() }

  // biome-ignore lint/correctness/useYield: a sync is a process, and this one asks the API server for nothing.
  function* lookAt(key: string): Process {
    const claim = claims.get(key)
    if (claim === undefined || claim.metadata.deletionTimestamp !== undefined || claim.spec.volumeName) return
    const { type, reason, message } = remarkOn(claim, classes)
    if (volumes.size === 0) recorder.event(claim, type, reason, message)
    queue.addAfter(key, ROUND - (kernel.now % ROUND))
  }
}

function remarkOn({ metadata, spec }: Claim, classes: Informer<StorageClass>): Remark {
  const name = metadata.annotations?.[CLASS_ANNOTATION] ?? spec.storageClassName ?? ''
  if (name === '') return NO_CLASS
  const storageClass = classes.get(name)
  if (storageClass === undefined)
    return cannotProvision(`storageclass.storage.k8s.io ${JSON.stringify(name)} not found`)
  const { provisioner, volumeBindingMode } = storageClass
  if (volumeBindingMode === 'WaitForFirstConsumer') {
    const message = 'waiting for first consumer to be created before binding'
    return { type: 'Normal', reason: 'WaitForFirstConsumer', message }
  }
  if (provisioner.startsWith('kubernetes.io/')) return cannotProvision(`no volume plugin matched name: ${provisioner}`)
  const message = `Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`
  return { type: 'Normal', reason: 'ExternalProvisioning', message }
}

function cannotProvision(message: string): Remark {
  return { type: 'Warning', reason: 'ProvisioningFailed', message }
}
