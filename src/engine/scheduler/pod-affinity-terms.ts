import type { Pod, PodAffinityTerm } from '../../k8s/pod'
import { isEmptySelector, matchesLabelSelector } from '../../k8s/selector'

type Labels = Readonly<Record<string, string>> | undefined

const NONE: readonly PodAffinityTerm[] = []

// Models pkg/scheduler/framework/types.go getPodAffinityTerms, and likewise below
export function requiredAffinityTerms(pod: Pod): readonly PodAffinityTerm[] {
  return pod.spec.affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? NONE
}

export function requiredAntiAffinityTerms(pod: Pod): readonly PodAffinityTerm[] {
  return pod.spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? NONE
}

export interface WeightedTerm {
  readonly weight: number
  readonly podAffinityTerm: PodAffinityTerm
}

export function preferredAffinityTerms(pod: Pod): readonly WeightedTerm[] {
  return pod.spec.affinity?.podAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []
}

export function preferredAntiAffinityTerms(pod: Pod): readonly WeightedTerm[] {
  return pod.spec.affinity?.podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []
}

export function hasRequiredAntiAffinity(pod: Pod): boolean {
  return requiredAntiAffinityTerms(pod).length > 0
}

export function hasAffinity(pod: Pod): boolean {
  const affinity = pod.spec.affinity
  return affinity?.podAffinity !== undefined || affinity?.podAntiAffinity !== undefined
}

/**
 * Whether the term of `owner` is about `pod`. `namespaceLabels` are those of pod's namespace. Terms with matchLabelKeys were
 * completed by the API server.
 */
// Models staging/src/k8s.io/kube-scheduler/framework/types.go AffinityTerm.Matches
export function termMatches(term: PodAffinityTerm, owner: Pod, pod: Pod, namespaceLabels: Labels): boolean {
  return (
    isInNamespaces(term, owner, pod, namespaceLabels) && matchesLabelSelector(term.labelSelector, pod.metadata.labels)
  )
}

function isInNamespaces(term: PodAffinityTerm, owner: Pod, pod: Pod, namespaceLabels: Labels): boolean {
  const { namespaces = [], namespaceSelector } = term
  const namespace = pod.metadata.namespace ?? ''
  if (namespaces.includes(namespace)) return true
  if (namespaceSelector === undefined) return namespaces.length === 0 && namespace === owner.metadata.namespace
  return isEmptySelector(namespaceSelector) || matchesLabelSelector(namespaceSelector, namespaceLabels ?? {})
}
