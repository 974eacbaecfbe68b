import { labelValue, qualifiedName } from '../../../k8s/names'
import type { LabelSelector, LabelSelectorRequirement } from '../../../k8s/selector'
import { forbiddenField, invalid, required, TypedText, tooLong } from '../field-error'
import { type Errors, each, textErrors } from './field-errors'

type Labels = Readonly<Record<string, string | null>> | undefined | null

const MAX_ANNOTATION_BYTES = 262_144

/** Keys are gone through in sorted order; the server's order is that of a Go map, by chance. */
export const sortedKeys = (map: Readonly<Record<string, unknown>> | undefined | null): readonly string[] =>
  Object.keys(map ?? {}).sort()

// Models staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go ValidateLabels
export function* validateLabels(labels: Labels, path: string): Errors {
  for (const key of sortedKeys(labels)) {
    yield* textErrors(path, key, qualifiedName)
    yield* textErrors(path, labels?.[key] ?? '', labelValue)
  }
}

// Models staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go ValidateAnnotations
export function* validateAnnotations(annotations: Labels, path: string): Errors {
  let size = 0
  for (const key of sortedKeys(annotations)) {
    for (const message of qualifiedName(key.toLowerCase())) yield invalid(path, key, message)
    size += key.length + (annotations?.[key] ?? '').length
  }
  if (size > MAX_ANNOTATION_BYTES) yield tooLong(path, MAX_ANNOTATION_BYTES)
}

// Models meta/v1/validation/validation.go ValidateLabelSelector
export function* validateLabelSelector(selector: LabelSelector | undefined | null, path: string): Errors {
  if (!selector) return
  yield* validateLabels(selector.matchLabels, `${path}.matchLabels`)
  for (const [requirement, at] of each(selector.matchExpressions, `${path}.matchExpressions`)) {
    yield* validateRequirement(requirement, at)
  }
}

function* validateRequirement({ key, operator, values }: LabelSelectorRequirement, path: string): Errors {
  const count = values?.length ?? 0
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (count === 0) yield required(`${path}.values`, "must be specified when `operator` is 'In' or 'NotIn'")
      break
    case 'Exists':
    case 'DoesNotExist':
      if (count > 0)
        yield forbiddenField(`${path}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")
      break
    default:
      yield invalid(`${path}.operator`, new TypedText(operator ?? ''), 'not a valid selector operator')
  }
  yield* textErrors(`${path}.key`, key ?? '', qualifiedName)
  for (const [index, value] of (values ?? []).entries())
    yield* textErrors(`${path}.values[${index}]`, value ?? '', labelValue)
}

/** Whether the selector can be evaluated at all. */
// Models meta/v1/helpers.go LabelSelectorAsSelector
export function isUsableSelector(selector: LabelSelector): boolean {
  return validateLabelSelector(selector, '').next().done === true
}
