import type { KubeObject, ManagedFieldsEntry, NewObject } from './object'
import type { ResourceType } from './resources'
import type { LabelSelector } from './selector'

/** Which objects a request is about: the plural, with the group when it is not the core group (`daemonsets.apps`). */
export type ResourceName = string

/** The body of a refused request, as the API server sends it. */
export interface Status {
  readonly code: number
  readonly reason: string
  readonly message: string
  readonly details?: {
    readonly name?: string
    readonly group?: string
    readonly kind?: string
    readonly causes?: readonly { readonly reason?: string; readonly message?: string; readonly field?: string }[]
  }
}

/** Thrown by every call of ApiClient that the server refuses. `message` is the server's own. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: Status
  constructor(status: Status) {
    super(status.message)
    this.status = status
  }
}

/** Whether the server refused because it has no such object, or no such kind. */
// Models staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go IsNotFound
export function isNotFound(error: unknown): error is ApiError {
  return error instanceof ApiError && error.status.reason === 'NotFound'
}

export type PropagationPolicy = 'Background' | 'Foreground' | 'Orphan'
/** `apply` is server-side apply: it makes the object when there is none. */
export type PatchType = 'strategic' | 'merge' | 'json' | 'apply'

export interface ListOptions {
  /** Absent: all namespaces. */
  readonly namespace?: string
  readonly labelSelector?: string | LabelSelector
  /** Such as `spec.nodeName=worker-1,status.phase!=Running`. */
  readonly fieldSelector?: string
}

export interface WriteOptions {
  readonly dryRun?: boolean
  /** What the server does with unknown and duplicate fields. Components use Ignore, kubectl Strict. */
  readonly fieldValidation?: 'Strict' | 'Warn' | 'Ignore'
  /** Of a patch: the paths of fields that its text has twice. The body holds the last of each. */
  readonly duplicateFields?: readonly string[]
  /** `status` for the status subresource, `eviction` and `binding` for pods. */
  readonly subresource?: 'status' | 'scale' | 'binding' | 'eviction'
  /** Why the caller does this, in a few words: it becomes `because` of the ChangeSet. */
  readonly because?: string
  /** The name under which the caller owns what it writes. A person's client has one; components go by what they are. */
  readonly fieldManager?: string
  /** Of server-side apply: fields that others own are taken from them. */
  readonly force?: boolean
}

export interface DeleteOptions {
  readonly gracePeriodSeconds?: number
  readonly propagationPolicy?: PropagationPolicy
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string }
  readonly dryRun?: boolean
  readonly because?: string
}

/**
 * The API server as its clients see it: kubectl, controllers, kubelets. Synchronous; every call is one transaction.
 * All calls throw ApiError when refused. Objects that come back are the stored values: do not change them.
 */
export interface ApiClient {
  get(resource: ResourceName, namespace: string | undefined, name: string): KubeObject
  list(resource: ResourceName, options?: ListOptions): readonly KubeObject[]
  /** `object.metadata.namespace` decides where. Answers the stored object. */
  create(resource: ResourceName, object: NewObject, options?: WriteOptions): KubeObject
  /** Replaces; `metadata.resourceVersion`, when given, must be the current one (409 Conflict). */
  update(resource: ResourceName, object: NewObject, options?: WriteOptions): KubeObject
  patch(
    resource: ResourceName,
    namespace: string | undefined,
    name: string,
    type: PatchType,
    body: unknown,
    options?: WriteOptions,
  ): KubeObject
  /** Answers the object as it is now (perhaps only marked as terminating). */
  delete(resource: ResourceName, namespace: string | undefined, name: string, options?: DeleteOptions): KubeObject
  /** Who owns which field of an object that came from the server: its `metadata.managedFields`, which is otherwise left out. */
  managedFields(object: KubeObject): readonly ManagedFieldsEntry[]
  /** Warnings that the server sent with the calls since the last time this was called. */
  takeWarnings(): readonly string[]
  /** Discovery: every kind that the server serves now, those of CustomResourceDefinitions included. */
  resourceTypes(): readonly ResourceType[]
}
