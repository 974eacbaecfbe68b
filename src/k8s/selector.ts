/** A label selector as objects carry it. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>
  readonly matchExpressions?: readonly LabelSelectorRequirement[]
}

export interface LabelSelectorRequirement {
  readonly key: string
  readonly operator: string
  readonly values?: readonly string[]
}

type Labels = Readonly<Record<string, string>> | undefined

/**
 * Whether `labels` satisfy every part of the selector. An empty selector matches everything; an absent one matches nothing,
 * and so does an operator that is not known.
 */
// Models staging/src/k8s.io/apimachinery/pkg/labels/selector.go Requirement.Matches
export function matchesLabelSelector(selector: LabelSelector | undefined, labels: Labels): boolean {
  if (selector === undefined) return false
  for (const key in selector.matchLabels) {
    if (labels?.[key] !== selector.matchLabels[key]) return false
  }
  return (selector.matchExpressions ?? []).every(requirement => matchesRequirement(requirement, labels))
}

function matchesRequirement({ key, operator, values }: LabelSelectorRequirement, labels: Labels): boolean {
  const value = labelOf(labels, key)
  switch (operator) {
    case 'In':
      return value !== undefined && (values ?? []).includes(value)
    case 'NotIn':
      return value === undefined || !(values ?? []).includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    default:
      return false
  }
}

/** The label's value. A label may be called `constructor`, as what every object inherits is. */
export function labelOf(labels: Labels, key: string): string | undefined {
  const value = labels?.[key]
  return typeof value === 'string' ? value : undefined
}

/** True when the selector has no terms, so that it selects everything. */
export function isEmptySelector(selector: LabelSelector): boolean {
  return Object.keys(selector.matchLabels ?? {}).length === 0 && (selector.matchExpressions ?? []).length === 0
}
