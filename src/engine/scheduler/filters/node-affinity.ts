import { matchesRequiredNodeAffinity } from '../../../k8s/node-affinity'
import type { NodeSelectorTerm, Pod } from '../../../k8s/pod'
import { type FilterPlugin, unresolvable } from '../plugin'

/**
 * The Pod's nodeSelector and required node affinity. One that names its nodes narrows the search to them. `reason`: what is
 * said of nodes that they do not match.
 */
// Models pkg/scheduler/framework/plugins/nodeaffinity/node_affinity.go PreFilter and Filter
export function nodeAffinity(reason: string): FilterPlugin {
  const rejection = unresolvable('NodeAffinity', reason)
  return {
    name: 'NodeAffinity',
    prepare(pod) {
      const terms = requiredTerms(pod)
      if (terms === undefined && pod.spec.nodeSelector === undefined) return 'skip'
      const nodeNames = namedNodes(terms ?? [])
      if (nodeNames?.size === 0) return unresolvable('NodeAffinity', 'pod affinity terms conflict')
      return {
        ...(nodeNames === undefined ? {} : { nodeNames }),
        check: info =>
          matchesRequiredNodeAffinity(pod.spec, { name: info.name, labels: info.labels }) ? undefined : rejection,
      }
    },
  }
}

function requiredTerms(pod: Pod): readonly NodeSelectorTerm[] | undefined {
  const required = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
  return required === undefined ? undefined : (required.nodeSelectorTerms ?? [])
}

/** The nodes that the terms name by `metadata.name`; undefined when a term is open to any node. */
function namedNodes(terms: readonly NodeSelectorTerm[]): ReadonlySet<string> | undefined {
  if (terms.length === 0) return undefined
  const all = new Set<string>()
  for (const term of terms) {
    const names = namedByTerm(term)
    if (names === undefined) return undefined
    for (const name of names) all.add(name)
  }
  return all
}

function namedByTerm(term: NodeSelectorTerm): readonly string[] | undefined {
  let names: readonly string[] | undefined
  for (const { key, operator, values = [] } of term.matchFields ?? []) {
    if (key !== 'metadata.name' || operator !== 'In') continue
    names = names === undefined ? values : names.filter(name => values.includes(name))
  }
  return names
}
