/** The shape that every Kubernetes object has. Objects in the store are values: never change one, make a new one. */
export interface KubeObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: ObjectMeta
  readonly [field: string]: unknown
}

export interface ObjectMeta {
  readonly name: string
  readonly generateName?: string
  /** Absent for cluster-scoped kinds. */
  readonly namespace?: string
  readonly uid: string
  readonly resourceVersion: string
  readonly generation?: number
  /** RFC 3339 with whole seconds, as everywhere in the API. */
  readonly creationTimestamp: string
  readonly deletionTimestamp?: string
  readonly deletionGracePeriodSeconds?: number
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly ownerReferences?: readonly OwnerReference[]
  readonly finalizers?: readonly string[]
  /** Only where a client has asked for it. */
  readonly managedFields?: readonly ManagedFieldsEntry[]
}

/** One entry of `metadata.managedFields`: a manager, and the fields that it owns. */
export interface ManagedFieldsEntry {
  readonly manager: string
  readonly operation: 'Apply' | 'Update'
  readonly apiVersion: string
  readonly fieldsType: 'FieldsV1'
  /** `{"f:spec": {"f:replicas": {}}}` */
  readonly fieldsV1: Readonly<Record<string, unknown>>
  readonly subresource?: string
  readonly time?: string
}

export interface OwnerReference {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly uid: string
  readonly controller?: boolean
  readonly blockOwnerDeletion?: boolean
}

/** What a person or a controller hands to `create`: the server fills in the rest of the metadata. */
export interface NewObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: Partial<ObjectMeta>
  readonly [field: string]: unknown
}

export interface Condition {
  readonly type: string
  readonly status: 'True' | 'False' | 'Unknown'
  readonly reason?: string
  readonly message?: string
  readonly lastTransitionTime?: string | null
  readonly lastHeartbeatTime?: string | null
  readonly lastProbeTime?: string | null
  readonly observedGeneration?: number
}

/** `namespace/name`, or the name alone for cluster-scoped objects: how caches and work queues name an object. */
export function objectKey(object: {
  readonly metadata: { readonly namespace?: string; readonly name: string }
}): string {
  const { namespace, name } = object.metadata
  return namespace === undefined ? name : `${namespace}/${name}`
}

/** The owner that manages the object, if any. */
// Models staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/controller_ref.go GetControllerOf
export function controllerOf(object: KubeObject): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find(reference => reference.controller === true)
}
