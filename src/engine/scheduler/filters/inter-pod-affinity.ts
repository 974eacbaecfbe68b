import type { Pod, PodAffinityTerm } from '../../../k8s/pod'
import type { NodeInfo } from '../node-info'
import { type ClusterView, type FilterPlugin, resolvable, unresolvable } from '../plugin'
import { requiredAffinityTerms, requiredAntiAffinityTerms, termMatches } from '../pod-affinity-terms'

const AFFINITY = unresolvable('InterPodAffinity', "node(s) didn't match pod affinity rules")
const ANTI_AFFINITY = resolvable('InterPodAffinity', "node(s) didn't match pod anti-affinity rules")
const EXISTING_ANTI_AFFINITY = resolvable(
  'InterPodAffinity',
  "node(s) didn't satisfy existing pods anti-affinity rules",
)

/** How many terms match, by topology key and value. */
class TopologyCounts {
  private readonly counts = new Map<string, number>()

  get isEmpty(): boolean {
    return this.counts.size === 0
  }

  add(key: string, info: NodeInfo): void {
    const value = info.labels?.[key]
    if (value === undefined) return
    const pair = `${key}=${value}`
    this.counts.set(pair, (this.counts.get(pair) ?? 0) + 1)
  }

  has(key: string, value: string): boolean {
    return this.counts.has(`${key}=${value}`)
  }
}

// Models pkg/scheduler/framework/plugins/interpodaffinity/filtering.go PreFilter and Filter
export const interPodAffinity: FilterPlugin = {
  name: 'InterPodAffinity',
  prepare(pod, view) {
    const affinity = requiredAffinityTerms(pod)
    const antiAffinity = requiredAntiAffinityTerms(pod)
    const existing = countExistingAntiAffinity(pod, view)
    if (existing.isEmpty && affinity.length === 0 && antiAffinity.length === 0) return 'skip'
    const own = countOwnTerms(pod, view, affinity, antiAffinity)
    return {
      check(info) {
        if (!satisfiesAffinity(pod, view, info, affinity, own.affinity)) return AFFINITY
        if (meetsAny(antiAffinity, info, own.antiAffinity)) return ANTI_AFFINITY
        if (isAvoidedHere(info, existing)) return EXISTING_ANTI_AFFINITY
        return undefined
      },
    }
  },
}

function countExistingAntiAffinity(pod: Pod, view: ClusterView): TopologyCounts {
  const counts = new TopologyCounts()
  const labels = view.namespaceLabels(pod.metadata.namespace ?? '')
  for (const info of view.nodesWithRequiredAntiAffinity()) {
    for (const other of info.podsWithRequiredAntiAffinity.values()) {
      for (const term of requiredAntiAffinityTerms(other)) {
        if (termMatches(term, other, pod, labels)) counts.add(term.topologyKey, info)
      }
    }
  }
  return counts
}

function countOwnTerms(
  pod: Pod,
  view: ClusterView,
  affinityTerms: readonly PodAffinityTerm[],
  antiAffinityTerms: readonly PodAffinityTerm[],
): { readonly affinity: TopologyCounts; readonly antiAffinity: TopologyCounts } {
  const affinity = new TopologyCounts()
  const antiAffinity = new TopologyCounts()
  if (affinityTerms.length === 0 && antiAffinityTerms.length === 0) return { affinity, antiAffinity }
  for (const info of view.nodes) {
    for (const other of info.pods.values()) {
      if (matchesAllTerms(affinityTerms, pod, other, view)) {
        for (const term of affinityTerms) affinity.add(term.topologyKey, info)
      }
      const labels = view.namespaceLabels(other.metadata.namespace ?? '')
      for (const term of antiAffinityTerms) {
        if (termMatches(term, pod, other, labels)) antiAffinity.add(term.topologyKey, info)
      }
    }
  }
  return { affinity, antiAffinity }
}

function matchesAllTerms(terms: readonly PodAffinityTerm[], owner: Pod, pod: Pod, view: ClusterView): boolean {
  const labels = view.namespaceLabels(pod.metadata.namespace ?? '')
  return terms.length > 0 && terms.every(term => termMatches(term, owner, pod, labels))
}

function satisfiesAffinity(
  pod: Pod,
  view: ClusterView,
  info: NodeInfo,
  terms: readonly PodAffinityTerm[],
  counts: TopologyCounts,
): boolean {
  let podsExist = true
  for (const { topologyKey } of terms) {
    const value = info.labels?.[topologyKey]
    if (value === undefined) return false
    if (!counts.has(topologyKey, value)) podsExist = false
  }
  // The first of a group that wants to be together with itself may go anywhere.
  return podsExist || (counts.isEmpty && matchesAllTerms(terms, pod, pod, view))
}

function meetsAny(terms: readonly PodAffinityTerm[], info: NodeInfo, counts: TopologyCounts): boolean {
  return terms.some(({ topologyKey }) => {
    const value = info.labels?.[topologyKey]
    return value !== undefined && counts.has(topologyKey, value)
  })
}

function isAvoidedHere(info: NodeInfo, counts: TopologyCounts): boolean {
  if (counts.isEmpty) return false
  const labels = info.labels ?? {}
  for (const key in labels) if (counts.has(key, labels[key] ?? '')) return true
  return false
}
