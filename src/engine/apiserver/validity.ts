import type { WriteOptions } from '../../k8s/api-client'
import type { KubeObject, NewObject } from '../../k8s/object'
import type { PodSpec } from '../../k8s/pod'
import { checksOf, isFromOutside } from './decode-body'
import type { FieldError } from './field-error'
import type { Request, ServerContext } from './request'
import { invalidObject } from './status-errors'

/** What the components write all day; their code vouches for it, unless it is somebody from outside. */
const TRUSTED = new Set(['events', 'leases.coordination.k8s.io', 'controllerrevisions.apps'])

/** The containers of pods that have passed: a controller's next pod from the same template has the very same ones. */
const validContainers = new WeakSet<object>()

/** Throws ApiError (422) with everything that is wrong. `given`: the object before admission changed it. */
export function requireValidNew(
  { checks }: ServerContext,
  request: Request,
  object: KubeObject,
  given: NewObject,
  options: WriteOptions,
): void {
  if (checks === undefined || isTrusted(request, options)) return
  const containers = sharedContainers(request, object, given)
  if (containers !== undefined && validContainers.has(containers)) return
  refuse(request, object, checks.validateObject(request.resource, object, undefined, request.behaviour, request.type))
  if (containers !== undefined) validContainers.add(containers)
}

/** `asRead`: the object with the empty lists and maps that are not stored, for the words of a refusal. */
export function requireValidUpdate(
  { checks }: ServerContext,
  request: Request,
  object: KubeObject,
  stored: KubeObject,
  options: WriteOptions,
  asRead: () => KubeObject,
): void {
  if (checks === undefined || isTrusted(request, options)) return
  const errorsOf = (one: KubeObject) =>
    checks.validateObject(request.resource, one, stored, request.behaviour, request.type)
  const errors = errorsOf(object)
  if (errors.length === 0) return
  const worded = errorsOf(asRead())
  refuse(request, object, worded.length > 0 ? worded : errors)
}

/** Of a write to `/status`. The components count right. */
export function requireValidStatus(
  server: ServerContext,
  request: Request,
  object: KubeObject,
  stored: KubeObject,
  options: WriteOptions,
): void {
  if (!isFromOutside(options)) return
  refuse(request, object, checksOf(server).validateStatus(request.resource, object, stored, request.type))
}

const isTrusted = ({ resource }: Request, options: WriteOptions) => TRUSTED.has(resource) && !isFromOutside(options)

function refuse({ type }: Request, object: KubeObject, errors: readonly FieldError[]): void {
  if (errors.length > 0) throw invalidObject(type, object.metadata.name, errors)
}

/** Only for pods that a controller made, and that admission has given no limits of its own. */
function sharedContainers({ resource }: Request, object: KubeObject, given: NewObject): object | undefined {
  if (resource !== 'pods' || given.metadata.ownerReferences === undefined) return undefined
  const [before, after] = [(given.spec as PodSpec).containers, (object.spec as PodSpec).containers]
  const unlimited = after?.every((container, i) => container.resources === before[i]?.resources)
  return unlimited ? before : undefined
}
