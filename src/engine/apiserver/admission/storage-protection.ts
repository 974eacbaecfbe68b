import type { ResourceName } from '../../../k8s/api-client'
import type { NewObject } from '../../../k8s/object'
import { PROTECTED } from '../../../k8s/well-known'

/** Claims and volumes are not gone before nothing uses them. */
// Models plugin/pkg/admission/storage/storageobjectinuseprotection/admission.go Admit
export function protectInUse(resource: ResourceName, object: NewObject): NewObject {
  const finalizer = PROTECTED[resource]
  const { finalizers = [] } = object.metadata
  if (finalizer === undefined || finalizers.includes(finalizer)) return object
  return { ...object, metadata: { ...object.metadata, finalizers: [...finalizers, finalizer] } }
}
