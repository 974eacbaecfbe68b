import type { NodeInfo } from './node-info'
import type { ClusterView } from './plugin'

/** The same cluster with one node in another state: for questions that begin with "what if". */
export function withNode(view: ClusterView, changed: NodeInfo): ClusterView {
  let nodes: readonly NodeInfo[] | undefined
  function* replaced(infos: Iterable<NodeInfo>, belongs: boolean): Generator<NodeInfo> {
    for (const info of infos) if (info.name !== changed.name) yield info
    if (belongs) yield changed
  }
  return {
    profile: view.profile,
    get nodes() {
      nodes ??= view.nodes.map(info => (info.name === changed.name ? changed : info))
      return nodes
    },
    node: name => (name === changed.name ? changed : view.node(name)),
    nodesWithRequiredAntiAffinity: () =>
      replaced(view.nodesWithRequiredAntiAffinity(), changed.podsWithRequiredAntiAffinity.size > 0),
    nodesWithAffinity: () => replaced(view.nodesWithAffinity(), changed.podsWithAffinity.size > 0),
    namespaceLabels: namespace => view.namespaceLabels(namespace),
    siblingSelector: pod => view.siblingSelector(pod),
    claim: (namespace, name) => view.claim(namespace, name),
    volume: name => view.volume(name),
    delayed: view.delayed,
  }
}
