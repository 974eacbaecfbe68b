import type { Fields } from '../../../base/fields'
import { canonicalText } from '../../../k8s/canonical-text'
import type { KubeObject } from '../../../k8s/object'
import type { Container, Pod, PodSpec, Toleration } from '../../../k8s/pod'
import { deepEqual } from '../../../k8s/share-unchanged'
import { type FieldError, forbiddenField, invalid, required } from '../field-error'
import { differenceOf } from './difference'
import { type Errors, each } from './field-errors'
import { validatePodAnnotations, validatePodAnnotationsKept, validateProfilesMatch } from './pod-annotations'
import { validatePodSpec } from './pod-spec'
import { validateTolerations } from './scheduling-rules'

const UPDATABLE = [
  '`spec.containers[*].image`',
  '`spec.initContainers[*].image`',
  '`spec.activeDeadlineSeconds`',
  '`spec.tolerations` (only additions to existing tolerations)',
  '`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
]

/** What may change in `spec`: everything else must be as before. Gated Pods may also narrow where they go. */
const FREE_FIELDS = ['activeDeadlineSeconds', 'tolerations', 'schedulingGates']
const GRACE = 'terminationGracePeriodSeconds'
const FREE_WHILE_GATED = ['nodeSelector', 'affinity']

// Models pkg/apis/core/validation/validation.go ValidatePodCreate
export function* validateNewPod(object: KubeObject): Errors {
  const spec = (object.spec ?? { containers: [] }) as PodSpec
  const { annotations } = object.metadata
  yield* validatePodAnnotations(annotations, spec, 'metadata.annotations')
  yield* validatePodSpec(spec, 'spec', true)
  for (const list of ['containers', 'initContainers'] as const) {
    for (const [{ image = '' }, at] of each(spec[list], `spec.${list}`)) {
      if (image !== image.trim()) yield invalid(`${at}.image`, image, 'must not have leading or trailing whitespace')
    }
  }
  if (((spec.ephemeralContainers as readonly unknown[] | undefined) ?? []).length > 0) {
    yield forbiddenField('spec.ephemeralContainers', 'cannot be set on create')
  }
  if (spec.nodeName && (spec.schedulingGates ?? []).length > 0) {
    yield forbiddenField('spec.nodeName', 'cannot be set until all schedulingGates have been cleared')
  }
  yield* validateProfilesMatch(annotations, spec, 'spec')
}

// Models validation.go ValidatePodUpdate
export function* validatePodUpdate(object: KubeObject, old: KubeObject): Errors {
  const [spec, before] = [(object as Pod).spec, (old as Pod).spec]
  const [{ annotations }, { annotations: were }] = [object.metadata, old.metadata]
  if (annotations !== were) yield* validatePodAnnotations(annotations, spec, 'metadata.annotations')
  if (spec !== before) yield* validatePodSpec(spec, 'spec', true)
  if (annotations !== were) yield* validatePodAnnotationsKept(annotations, were)
  if (spec !== before) yield* validateSpecChange(spec, before)
}

function* validateSpecChange(spec: PodSpec, before: PodSpec): Errors {
  for (const list of ['containers', 'initContainers'] as const) {
    if ((spec[list] ?? []).length !== (before[list] ?? []).length) {
      yield forbiddenField(`spec.${list}`, 'pod updates may not add or remove containers')
      return
    }
    yield* validateImages(spec, list)
  }
  const deadline = deadlineError(spec.activeDeadlineSeconds, before.activeDeadlineSeconds)
  if (deadline !== undefined) yield deadline
  if (deadline !== undefined && spec.activeDeadlineSeconds !== undefined) return
  yield* validateTolerationsKept(spec, before)
  yield* validateGatesRemoved(spec, before)
  const asBefore = withoutFreeChanges(spec, before)
  if (!deepEqual(asBefore, before)) {
    const difference = differenceOf('v1.PodSpec', before as unknown as Fields, asBefore as unknown as Fields)
    yield forbiddenField('spec', `pod updates may not change fields other than ${UPDATABLE.join(',')}\n${difference}`)
  }
}

// Models validation.go ValidateContainerUpdates
function* validateImages(spec: PodSpec, list: 'containers' | 'initContainers'): Errors {
  for (const [{ image = '' }, at] of each(spec[list], `spec.${list}`)) {
    if (image === '') yield required(`${at}.image`)
    if (image !== image.trim()) yield invalid(`${at}.image`, image, 'must not have leading or trailing whitespace')
  }
}

function deadlineError(deadline: number | undefined, before: number | undefined): FieldError | undefined {
  const path = 'spec.activeDeadlineSeconds'
  if (before === undefined) return undefined
  if (deadline === undefined) return invalid(path, null, 'must not update from a positive integer to nil value')
  return deadline > before ? invalid(path, deadline, 'must be less than or equal to previous value') : undefined
}

// Models validation.go validateOnlyAddedTolerations
function* validateTolerationsKept(spec: PodSpec, before: PodSpec): Errors {
  const withoutSeconds = ({ tolerationSeconds: _, ...toleration }: Toleration) => canonicalText(toleration)
  const remaining = new Set((spec.tolerations ?? []).map(withoutSeconds))
  if ((before.tolerations ?? []).every(toleration => remaining.has(withoutSeconds(toleration)))) {
    yield* validateTolerations(spec.tolerations, 'spec.tolerations')
  } else {
    yield forbiddenField('spec.tolerations', 'existing toleration can not be modified except its tolerationSeconds')
  }
}

// Models validation.go validateOnlyDeletedSchedulingGates
function* validateGatesRemoved(spec: PodSpec, before: PodSpec): Errors {
  const gates = new Set((before.schedulingGates ?? []).map(({ name }) => name))
  for (const [{ name }, at] of each(spec.schedulingGates, 'spec.schedulingGates')) {
    if (gates.has(name)) continue
    yield forbiddenField(`${at}.name`, `only deletion is allowed, but found new scheduling gate '${name}'`)
  }
}

/** The new specification with everything as before that may change. Gated Pods may also narrow where they go. */
function withoutFreeChanges(spec: PodSpec, before: PodSpec): PodSpec {
  const isMended = (before[GRACE] ?? 0) < 0 && spec[GRACE] === 1
  const isGated = (before.schedulingGates ?? []).length > 0
  const free = [...FREE_FIELDS, ...(isMended ? [GRACE] : []), ...(isGated ? FREE_WHILE_GATED : [])]
  const result: Record<string, unknown> = {
    ...spec,
    containers: withImagesOf(spec.containers, before.containers),
    initContainers: withImagesOf(spec.initContainers, before.initContainers),
  }
  const earlier = before as unknown as Fields
  for (const field of [...free, 'initContainers']) if (result[field] === undefined) delete result[field]
  for (const field of free) {
    if (earlier[field] === undefined) delete result[field]
    else result[field] = earlier[field]
  }
  return result as unknown as PodSpec
}

function withImagesOf(containers: readonly Container[] | undefined, before: readonly Container[] | undefined) {
  return containers?.map((container, i) => ({ ...container, image: before?.[i]?.image ?? '' }))
}
