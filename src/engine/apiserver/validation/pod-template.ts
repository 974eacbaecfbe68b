import type { PodSpec, PodTemplate } from '../../../k8s/pod'
import type { LabelSelector } from '../../../k8s/selector'
import { matchesLabelSelector } from '../../../k8s/selector'
import { forbiddenField, invalid, notSupported } from '../field-error'
import type { Errors } from './field-errors'
import { isUsableSelector, sortedKeys, validateAnnotations, validateLabels } from './labels'
import { validatePodAnnotations, validateProfilesMatch } from './pod-annotations'
import { validatePodSpec } from './pod-spec'

const NO_SPEC: PodSpec = { containers: [] }

/** Templates that have passed: most changes of a workload keep the very same one. */
const valid = new WeakSet<PodTemplate>()

/** The Pods that a controller is to make. */
export function* validatePodTemplate(template: PodTemplate | undefined | null, path: string): Errors {
  if (template && valid.has(template)) return
  let passed = true
  for (const error of templateErrors(template, path)) {
    passed = false
    yield error
  }
  if (template && passed) valid.add(template)
}

// Models pkg/apis/core/validation/validation.go ValidatePodTemplateSpec
function* templateErrors(template: PodTemplate | undefined | null, path: string): Errors {
  const { metadata, spec } = template ?? {}
  yield* validateLabels(metadata?.labels, `${path}.labels`)
  yield* validateAnnotations(metadata?.annotations, `${path}.annotations`)
  yield* validatePodAnnotations(metadata?.annotations, spec ?? NO_SPEC, `${path}.annotations`)
  yield* validatePodSpec(spec ?? NO_SPEC, `${path}.spec`, false)
  yield* validateProfilesMatch(metadata?.annotations, spec ?? NO_SPEC, `${path}.spec`)
  if (((spec?.ephemeralContainers as readonly unknown[] | undefined) ?? []).length > 0) {
    yield forbiddenField(`${path}.spec.ephemeralContainers`, 'ephemeral containers not allowed in pod template')
  }
}

/** What a controller whose Pods run for ever cannot do with. `kind`: as the message names it. */
export function* validateLongRunning(template: PodTemplate | undefined | null, kind: string, path: string): Errors {
  const policy = template?.spec?.restartPolicy ?? 'Always'
  if (policy !== 'Always') yield notSupported(`${path}.spec.restartPolicy`, policy, ['Always'])
  const deadline = template?.spec?.activeDeadlineSeconds
  if (deadline !== undefined && deadline !== null) {
    yield forbiddenField(`${path}.spec.activeDeadlineSeconds`, `activeDeadlineSeconds in ${kind} is not Supported`)
  }
}

/** The selector must select the template's own Pods. An absent selector selects nothing. */
export function* validateSelectsTemplate(
  selector: LabelSelector | undefined | null,
  template: PodTemplate | undefined | null,
  path: string,
): Errors {
  if (selector && !isUsableSelector(selector)) return
  const labels = template?.metadata?.labels
  if (selector && matchesLabelSelector(selector, labels ?? {})) return
  yield invalid(`${path}.metadata.labels`, inKeyOrder(labels), '`selector` does not match template `labels`')
}

/** As Go prints a map. */
export function inKeyOrder(map: Readonly<Record<string, unknown>> | undefined | null): unknown {
  return map ? Object.fromEntries(sortedKeys(map).map(key => [key, map[key]])) : null
}
