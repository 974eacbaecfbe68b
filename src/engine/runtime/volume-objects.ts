import type { KubeObject } from '../../k8s/object'
import type { Volume as PodVolume, ResourceList } from '../../k8s/pod'
import type { LabelSelector } from '../../k8s/selector'

/** What the controller reads of a PersistentVolumeClaim. */
export interface Claim extends KubeObject {
  readonly spec: {
    readonly accessModes?: readonly string[]
    readonly resources?: { readonly requests?: ResourceList }
    readonly selector?: LabelSelector
    readonly storageClassName?: string
    readonly volumeMode?: string
    readonly volumeName?: string
  }
  readonly status?: {
    readonly phase?: string
    readonly accessModes?: readonly string[]
    readonly capacity?: ResourceList
  }
}

/** What the controller reads of a PersistentVolume. */
export interface Volume extends KubeObject {
  readonly spec: {
    readonly accessModes?: readonly string[]
    readonly capacity?: ResourceList
    readonly claimRef?: ClaimReference
    readonly hostPath?: PodVolume['hostPath']
    readonly persistentVolumeReclaimPolicy?: string
    readonly storageClassName?: string
    readonly volumeMode?: string
  }
  readonly status?: { readonly phase?: string }
}

/** By whom a volume is taken, or for whom it is kept: then it has no uid. */
export interface ClaimReference {
  readonly namespace?: string
  readonly name?: string
  readonly uid?: string
}

export interface StorageClass extends KubeObject {
  readonly provisioner: string
  readonly volumeBindingMode?: string
}

export const BIND_COMPLETED = 'pv.kubernetes.io/bind-completed'
export const BOUND_BY_CONTROLLER = 'pv.kubernetes.io/bound-by-controller'
const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class'

/** The storage class that a claim asks for, or a volume is of; '' for none. */
// Models staging/src/k8s.io/component-helpers/storage/volume/pv_helpers.go GetPersistentVolumeClaimClass and GetPersistentVolumeClass
export function classNameOf({ metadata, spec }: Claim | Volume): string {
  return metadata.annotations?.[CLASS_ANNOTATION] ?? spec.storageClassName ?? ''
}

/** Whether the volume is the claim's, or is kept for it. */
// Models pv_helpers.go IsVolumeBoundToClaim
export function isKeptFor({ spec: { claimRef } }: Volume, { metadata }: Claim): boolean {
  if (claimRef?.name !== metadata.name || claimRef.namespace !== metadata.namespace) return false
  return !claimRef.uid || claimRef.uid === metadata.uid
}
