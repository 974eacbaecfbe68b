import { create } from 'zustand'
import type { Node } from '../../k8s/node'
import type { Pod } from '../../k8s/pod'
import { taintText } from '../../k8s/taints'
import { nodesOf, useCluster } from '../../state/cluster'
import { nodeLook } from '../objects/node-look'
import { podLook } from '../objects/pod-look'

/** What a person typed to filter the canvas. */
export const useFilter = create<{ readonly text: string }>()(() => ({ text: '' }))
export const setFilter = (text: string) => useFilter.setState({ text })

const NO_PODS: readonly Pod[] = []

/** Every word of `text` has to occur in the node's name, status, labels, taints, or in its Pods' names and states. */
export function matchesFilter(text: string, node: Node, pods: readonly Pod[]): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return true
  const { name, labels = {} } = node.metadata
  const haystack = [
    name,
    nodeLook(node).status,
    ...nodeLook(node).pressures,
    ...Object.entries(labels).map(([key, value]) => `${key}=${value}`),
    ...(node.spec.taints ?? []).map(taintText),
    ...pods.map(pod => `${pod.metadata.name} ${podLook(pod).status} ${podLook(pod).state}`),
  ]
    .join('\n')
    .toLowerCase()
  return words.every(word => haystack.includes(word))
}

/** How many nodes stay bright. */
export function useMatchCount(): number {
  const text = useFilter(state => state.text)
  return useCluster(state => {
    let count = 0
    for (const [name, node] of nodesOf(state)) {
      if (matchesFilter(text, node, state.podsByNode.get(name) ?? NO_PODS)) count += 1
    }
    return count
  })
}
