import { dnsLabel, qualifiedName, type TextRule } from '../../../k8s/names'
import type { ObjectMeta, OwnerReference } from '../../../k8s/object'
import { forbiddenField, invalid, required } from '../field-error'
import { type Errors, each, textErrors } from './field-errors'
import { validateAnnotations, validateLabels } from './labels'

const STANDARD_FINALIZERS = ['kubernetes', 'orphan', 'foregroundDeletion']

/** Name, labels, annotations, owners and finalizers of a new object. */
// Models pkg/apis/core/validation/validation.go ValidateObjectMeta
export function* validateObjectMeta(metadata: Partial<ObjectMeta>, namespaced: boolean, nameRule: TextRule): Errors {
  yield* validateCommonMetadata(metadata, namespaced, nameRule)
  yield* validateStandardFinalizers(metadata.finalizers)
}

/** The same as far as it holds for objects of every kind: their finalizers need no domain. */
// Models staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go ValidateObjectMetaAccessor
export function* validateCommonMetadata(
  metadata: Partial<ObjectMeta>,
  namespaced: boolean,
  nameRule: TextRule,
): Errors {
  const { generateName, name, namespace } = metadata
  if (generateName) {
    const base = maskTrailingDash(generateName)
    for (const message of nameRule(base)) yield invalid('metadata.generateName', generateName, message)
  }
  if (!name) yield required('metadata.name', 'name or generateName is required')
  else yield* textErrors('metadata.name', name, nameRule)
  if (namespaced && namespace) yield* textErrors('metadata.namespace', namespace, dnsLabel)
  yield* validateLabels(metadata.labels, 'metadata.labels')
  yield* validateAnnotations(metadata.annotations, 'metadata.annotations')
  yield* validateOwners(metadata.ownerReferences)
  yield* validateFinalizers(metadata.finalizers)
}

/** A name that goes on may end in a dash, for the name that is made of it does not. */
// Models staging/src/k8s.io/apimachinery/pkg/api/validation/generic.go maskTrailingDash
function maskTrailingDash(name: string): string {
  return name.length > 1 && name.endsWith('-') ? `${name.slice(0, -2)}a` : name
}

/** What a change to an object's metadata must keep to. */
// Models objectmeta.go ValidateObjectMetaUpdate
export function* validateObjectMetaUpdate(metadata: Partial<ObjectMeta>, before: ObjectMeta): Errors {
  if (before.deletionTimestamp !== undefined) {
    const added = (metadata.finalizers ?? []).filter(finalizer => !before.finalizers?.includes(finalizer)).sort()
    if (added.length > 0) {
      const list = `[]string{${added.map(finalizer => JSON.stringify(finalizer)).join(', ')}}`
      const why = `no new finalizers can be added if the object is being deleted, found new finalizers ${list}`
      yield forbiddenField('metadata.finalizers', why)
    }
  }
  if (metadata.labels !== before.labels) yield* validateLabels(metadata.labels, 'metadata.labels')
  if (metadata.annotations !== before.annotations)
    yield* validateAnnotations(metadata.annotations, 'metadata.annotations')
  if (metadata.ownerReferences !== before.ownerReferences) yield* validateOwners(metadata.ownerReferences)
  if (metadata.finalizers !== before.finalizers) {
    yield* validateFinalizers(metadata.finalizers)
    yield* validateStandardFinalizers(metadata.finalizers)
  }
}

function* validateOwners(owners: readonly OwnerReference[] | undefined): Errors {
  const path = 'metadata.ownerReferences'
  let controller = ''
  for (const [owner] of each(owners, path)) {
    const version = owner.apiVersion ?? ''
    // More than one slash: Go reads no group and no version from it.
    if (version === '' || version.split('/').length > 2 || version.endsWith('/')) {
      yield invalid(`${path}.apiVersion`, version, 'version must not be empty')
    }
    if (!owner.kind) yield invalid(`${path}.kind`, '', 'must not be empty')
    if (!owner.name) yield invalid(`${path}.name`, '', 'must not be empty')
    if (!owner.uid) yield invalid(`${path}.uid`, '', 'must not be empty')
    if (version === 'v1' && owner.kind === 'Event') {
      yield invalid(path, printOwner(owner), '/v1, Kind=Event is disallowed from being an owner')
    }
    if (owner.controller !== true) continue
    const own = `${owner.kind}/${owner.name}`
    if (controller === '') controller = own
    else {
      const why = `Only one reference can have Controller set to true. Found "true" in references for ${controller} and ${own}`
      yield invalid(path, owners?.map(printOwner), why)
    }
  }
}

/** In the order of Go's fields, whatever the order in which they were written. */
function printOwner({ apiVersion, kind, name, uid, controller, blockOwnerDeletion }: OwnerReference): unknown {
  return { apiVersion, kind, name, uid, controller, blockOwnerDeletion }
}

// Models pkg/apis/core/validation/validation.go ValidateFinalizers
function* validateFinalizers(finalizers: readonly string[] | undefined): Errors {
  const path = 'metadata.finalizers'
  for (const finalizer of finalizers ?? []) yield* textErrors(path, finalizer ?? '', qualifiedName)
  if (finalizers?.includes('orphan') && finalizers.includes('foregroundDeletion')) {
    yield invalid(path, finalizers, 'finalizer orphan and foregroundDeletion cannot be both set')
  }
}

function* validateStandardFinalizers(finalizers: readonly string[] | undefined): Errors {
  for (const [finalizer, at] of each(finalizers, 'metadata.finalizers')) yield* validateStandardFinalizer(finalizer, at)
}

// Models validation.go validateFinalizerName
export function* validateFinalizer(finalizer: string, path: string): Errors {
  yield* textErrors(path, finalizer, qualifiedName)
  yield* validateStandardFinalizer(finalizer, path)
}

function* validateStandardFinalizer(finalizer: string, path: string): Errors {
  if (typeof finalizer !== 'string' || finalizer.includes('/') || STANDARD_FINALIZERS.includes(finalizer)) return
  yield invalid(path, finalizer, 'name is neither a standard finalizer name nor is it fully qualified')
}
