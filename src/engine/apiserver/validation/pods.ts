import type { Fields } from '../../../base/fields'
import type { KubeObject } from '../../../k8s/object'
import type { Container, Pod, PodSpec } from '../../../k8s/pod'
import { forbiddenField, invalid } from '../field-error'
import { type Errors, each } from './field-errors'
import { validatePodSpec } from './pod-spec'

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
const MIRROR = 'kubernetes.io/config.mirror'
const FREE_WHILE_GATED = ['nodeSelector', 'affinity']

// Models pkg/apis/core/validation/validation.go ValidatePodCreate
export function* validateNewPod(object: KubeObject): Errors {
  const spec = (object.spec ?? { containers: [] }) as PodSpec
  yield* validatePodSpec(spec, 'spec', true)
  yield* validateMirror(object, spec)
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
}

// Models validation.go ValidatePodSpecificAnnotations
function* validateMirror({ metadata }: KubeObject, { nodeName }: PodSpec): Errors {
  const mirror = metadata.annotations?.[MIRROR]
  if (mirror === undefined || nodeName) return
  yield invalid(`metadata.annotations[${MIRROR}]`, mirror, 'must set spec.nodeName if mirror pod annotation is set')
}

// Models validation.go ValidatePodUpdate
export function* validatePodUpdate(object: KubeObject, old: KubeObject): Errors {
  const [spec, before] = [(object as Pod).spec, (old as Pod).spec]
  if (spec === before) return
  yield* validatePodSpec(spec, 'spec', true)
  for (const list of ['containers', 'initContainers'] as const) {
    if ((spec[list] ?? []).length === (before[list] ?? []).length) continue
    yield forbiddenField(`spec.${list}`, 'pod updates may not add or remove containers')
    return
  }
  const gates = new Set((before.schedulingGates ?? []).map(({ name }) => name))
  const added = (spec.schedulingGates ?? []).filter(({ name }) => !gates.has(name))
  for (const { name } of added) {
    yield forbiddenField('spec.schedulingGates', `only deletion is allowed, but found new scheduling gate '${name}'`)
  }
  const remaining = new Set((spec.tolerations ?? []).map(toleration => sorted(toleration)))
  if ((before.tolerations ?? []).some(toleration => !remaining.has(sorted(toleration)))) {
    yield forbiddenField('spec.tolerations', 'existing toleration can not be modified except its tolerationSeconds')
  }
  const isMended = (before[GRACE] ?? 0) < 0 && spec[GRACE] === 1
  const free = [...FREE_FIELDS, ...(isMended ? [GRACE] : []), ...(gates.size > 0 ? FREE_WHILE_GATED : [])]
  if (fixedPart(spec, free) !== fixedPart(before, free)) {
    yield forbiddenField('spec', `pod updates may not change fields other than ${UPDATABLE.join(',')}\n`)
  }
  const [deadline, earlier] = [spec.activeDeadlineSeconds, before.activeDeadlineSeconds]
  if (deadline !== undefined && earlier !== undefined && earlier < deadline) {
    yield invalid('spec.activeDeadlineSeconds', deadline, 'must be less than or equal to previous value')
  }
}

function fixedPart(spec: PodSpec, free: readonly string[]): string {
  const withoutImages = (containers: readonly Container[] | undefined) =>
    containers?.map(container => ({ ...container, image: '' }))
  const fixed: Record<string, unknown> = {
    ...spec,
    containers: withoutImages(spec.containers),
    initContainers: withoutImages(spec.initContainers),
  }
  for (const field of free) delete fixed[field]
  return sorted(fixed)
}

/** The same text for the same value, whatever the order of its keys. tolerationSeconds are left out: they may change. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (key, part: unknown) => {
    if (key === 'tolerationSeconds') return undefined
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
    const fields = part as Fields
    return Object.fromEntries(
      Object.keys(fields)
        .sort()
        .map(name => [name, fields[name]]),
    )
  })
}
