import type { Affinity, Pod, PodAffinity, PodAffinityTerm } from '../../k8s/pod'
import type { LabelSelector } from '../../k8s/selector'

type Labels = Readonly<Record<string, string>>

interface NarrowedRule {
  readonly labelSelector?: LabelSelector
  readonly matchLabelKeys?: readonly string[]
  readonly mismatchLabelKeys?: readonly string[]
}

/** The server writes what a new Pod's own labels say under matchLabelKeys and mismatchLabelKeys into its selectors. */
// Models pkg/registry/core/pod/strategy.go mutatePodAffinity and mutateTopologySpreadConstraints
export function withLabelKeys(pod: Pod): Pod {
  const { affinity, topologySpreadConstraints: constraints } = pod.spec
  const { labels } = pod.metadata
  if (labels === undefined || (affinity === undefined && constraints === undefined)) return pod
  const spread = constraints?.map(constraint => narrowed(constraint, labels))
  return {
    ...pod,
    spec: {
      ...pod.spec,
      ...(affinity === undefined ? {} : { affinity: narrowedAffinity(affinity, labels) }),
      ...(spread === undefined ? {} : { topologySpreadConstraints: spread }),
    },
  }
}

function narrowedAffinity(affinity: Affinity, labels: Labels): Affinity {
  const { podAffinity, podAntiAffinity } = affinity
  return {
    ...affinity,
    ...(podAffinity && { podAffinity: narrowedTerms(podAffinity, labels) }),
    ...(podAntiAffinity && { podAntiAffinity: narrowedTerms(podAntiAffinity, labels) }),
  }
}

function narrowedTerms(terms: PodAffinity, labels: Labels): PodAffinity {
  const {
    requiredDuringSchedulingIgnoredDuringExecution: hard,
    preferredDuringSchedulingIgnoredDuringExecution: soft,
  } = terms
  const narrow = (term: PodAffinityTerm) => narrowed(term, labels)
  return {
    ...terms,
    ...(hard && { requiredDuringSchedulingIgnoredDuringExecution: hard.map(narrow) }),
    ...(soft && {
      preferredDuringSchedulingIgnoredDuringExecution: soft.map(weighted => ({
        ...weighted,
        podAffinityTerm: narrow(weighted.podAffinityTerm),
      })),
    }),
  }
}

// Models pkg/registry/core/pod/strategy.go applyMatchLabelKeysAndMismatchLabelKeys
function narrowed<Rule extends NarrowedRule>(rule: Rule, labels: Labels): Rule {
  const { labelSelector, matchLabelKeys, mismatchLabelKeys } = rule
  if (!labelSelector) return rule
  const added = [...requirements('In', matchLabelKeys, labels), ...requirements('NotIn', mismatchLabelKeys, labels)]
  if (added.length === 0) return rule
  const matchExpressions = [...(labelSelector.matchExpressions ?? []), ...added]
  return { ...rule, labelSelector: { ...labelSelector, matchExpressions } }
}

function requirements(operator: string, keys: readonly string[] | null = [], labels: Labels) {
  return (keys ?? []).flatMap(key => {
    const value = labels[key]
    return value === undefined ? [] : [{ key, operator, values: [value] }]
  })
}
