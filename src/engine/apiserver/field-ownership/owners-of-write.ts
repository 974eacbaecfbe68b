import type { WriteOptions } from '../../../k8s/api-client'
import { canonicalText } from '../../../k8s/canonical-text'
import type { KubeObject, ManagedFieldsEntry, NewObject } from '../../../k8s/object'
import { toTimestamp } from '../../../k8s/time'
import { TEMPLATE_GENERATION_ANNOTATION } from '../../../k8s/well-known'
import { inGoOrder, patchedText } from '../decoding/go-order'
import { writeObject } from '../decoding/write-object'
import type { Request, ServerContext } from '../request'
import { componentManager } from './component-manager'
import { emptyObject } from './empty-object'
import {
  type FieldManager,
  type FieldOwners,
  fromManagedFields,
  sameOwners,
  toManagedFields,
  withFields,
} from './field-owners'
import { difference, type FieldSet, fieldSet, NO_FIELDS } from './field-set'
import type { OwnersUpdate } from './kept-owners'
import { shapeOfKind } from './shape'
import { ownersAfterUpdate } from './update-owners'

/** `metadata.managedFields` of the object. */
export function managedFields(server: ServerContext, object: KubeObject): readonly ManagedFieldsEntry[] {
  return toManagedFields(server.owners.ownersOf(object))
}

/** The object that a patch changes: with its owners, when the patch is about them. */
export function withOwnersForPatch(server: ServerContext, stored: KubeObject, patch: unknown): KubeObject {
  return canonicalText(patch).includes('managedFields') ? withOwners(server, stored) : stored
}

/** The text that a JSON patch or merge patch makes of the whole object, its owners included, as Go has written it. */
export function textAfterPatch(
  server: ServerContext,
  stored: KubeObject,
  apply: (whole: KubeObject) => unknown,
): string {
  const whole = inGoOrder(stored.kind, withOwners(server, stored))
  return patchedText(whole, apply(whole))
}

function withOwners(server: ServerContext, stored: KubeObject): KubeObject {
  const entries = managedFields(server, stored)
  return entries.length === 0 ? stored : { ...stored, metadata: { ...stored.metadata, managedFields: entries } }
}

/** Who owns what of an object that `request` makes: the maker has all of it. `given`: with its defaults, before admission. */
export function ownersOfNew(
  server: ServerContext,
  request: Request,
  given: NewObject,
  options: WriteOptions,
): FieldOwners {
  return ownersAfterUpdate(
    [],
    ownedWrite(
      request,
      emptyObject(given.apiVersion, given.kind),
      writeObject(given.kind, given),
      options,
      toTimestamp(server.kernel.now),
    ),
  )
}

export interface Update {
  readonly stored: KubeObject
  /** What the client sends, with defaults, before the server keeps some of it as it was. */
  readonly given: NewObject
  /** What comes of it. */
  readonly next: KubeObject
}

/** Who owns what after an update, a function when nobody has to know yet; undefined when that is as before. */
export function ownersOfUpdate(
  server: ServerContext,
  request: Request,
  { stored, given, next }: Update,
  options: WriteOptions,
): FieldOwners | OwnersUpdate | undefined {
  const said = options.subresource === undefined ? fromManagedFields(given.metadata.managedFields) : undefined
  const time = toTimestamp(server.kernel.now)
  const update: OwnersUpdate = known => {
    const owners = said ?? known
    if (owners.length === 0) return owners
    if (options.subresource === 'scale') return ownersAfterScale(request, owners, stored, given, options)
    return ownersAfterUpdate(owners, ownedWrite(request, stored, given, options, time))
  }
  // Whether there is anything to write at all hangs on who the owners are.
  if (next !== stored && said === undefined) return update
  const known = server.owners.ownersOf(stored)
  const owners = update(known)
  return sameOwners(owners, known) ? undefined : owners
}

/** Those of an object that had none: whoever made it has it all. */
// Models staging/src/k8s.io/apimachinery/pkg/util/managedfields/internal/skipnonapplied.go Apply
export function ownersBeforeFirstApply(server: ServerContext, request: Request, live: KubeObject): FieldOwners {
  const options: WriteOptions = { fieldManager: 'before-first-apply' }
  const nothing = emptyObject(live.apiVersion, live.kind)
  return ownersAfterUpdate([], ownedWrite(request, nothing, live, options, toTimestamp(server.kernel.now)))
}

function ownedWrite(request: Request, before: object, given: NewObject, options: WriteOptions, time: string) {
  return {
    shape: shapeOfKind(given.kind),
    before,
    after: converted(given),
    ignored: ignoredFields(request, options),
    by: managerOf(request, options),
    time,
  }
}

/** DaemonSets carry the count of their templates even before it is counted. */
// Models pkg/apis/apps/v1/conversion.go Convert_apps_DaemonSet_To_v1_DaemonSet
function converted(given: NewObject): NewObject {
  const { annotations } = given.metadata
  if (given.kind !== 'DaemonSet' || annotations?.[TEMPLATE_GENERATION_ANNOTATION] !== undefined) return given
  const metadata = { ...given.metadata, annotations: { ...annotations, [TEMPLATE_GENERATION_ANNOTATION]: '0' } }
  return { ...given, metadata }
}

function managerOf({ type, user }: Request, { fieldManager, subresource }: WriteOptions): FieldManager {
  const apiVersion = type.group === '' ? type.version : `${type.group}/${type.version}`
  const manager = fieldManager ?? componentManager(user)
  return { manager, operation: 'Update', apiVersion, subresource: subresource ?? '' }
}

const STATUS = fieldSet(['f:status'])
const SPEC = fieldSet(['f:spec'])
/** What else writes of the status cannot change. */
const WITH_STATUS: Readonly<Record<string, FieldSet>> = {
  'deployments.apps': fieldSet(['f:spec'], ['f:metadata', 'f:labels']),
  pods: fieldSet(['f:spec'], ['f:metadata', 'f:deletionTimestamp'], ['f:metadata', 'f:ownerReferences']),
}

/** Fields that such a write leaves as they are. */
// Models the GetResetFields of each pkg/registry/*/*/strategy.go
export function ignoredFields({ resource, strategy }: Request, { subresource }: WriteOptions): FieldSet {
  if (subresource === 'status') return WITH_STATUS[resource] ?? SPEC
  return strategy.status === 'subresource' ? STATUS : NO_FIELDS
}

const REPLICAS = fieldSet(['f:spec', 'f:replicas'])

/** A write of `scale` takes nothing but the number of replicas; when is not noted. None is not a number there: nobody has it. */
// Models staging/src/k8s.io/apimachinery/pkg/util/managedfields/scalehandler.go ToParent
function ownersAfterScale(
  request: Request,
  owners: FieldOwners,
  stored: KubeObject,
  given: NewObject,
  options: WriteOptions,
): FieldOwners {
  if (replicasOf(stored) === replicasOf(given)) return owners
  const others = withFields(owners, ({ fields }) => difference(fields, REPLICAS))
  if (!replicasOf(given)) return others
  return [...others, { ...managerOf(request, options), fields: REPLICAS, time: undefined }]
}

const replicasOf = ({ spec }: NewObject) => (spec as { readonly replicas?: number } | undefined)?.replicas
