import type { Taint } from '../../../k8s/node'
import type { Toleration } from '../../../k8s/pod'
import { findToleration, taintText } from '../../../k8s/taints'

export type EvictionPlan =
  | { readonly when: 'never' }
  | { readonly when: 'now'; readonly because: string }
  | { readonly when: 'later'; readonly seconds: number; readonly because: string }

/** What the node's NoExecute taints mean for a pod with these tolerations. */
// Models pkg/controller/tainteviction/taint_eviction.go processPodOnNode and getMinTolerationTime
export function planEviction(taints: readonly Taint[], tolerations: readonly Toleration[]): EvictionPlan {
  let shortest: { seconds: number; taint: Taint } | undefined
  for (const taint of taints) {
    const toleration = findToleration(taint, tolerations)
    if (toleration === undefined) return { when: 'now', because: `it does not tolerate ${taintText(taint)}` }
    if (toleration.tolerationSeconds === undefined) continue
    const seconds = Number(toleration.tolerationSeconds)
    if (shortest === undefined || seconds < shortest.seconds) shortest = { seconds, taint }
  }
  if (shortest === undefined) return { when: 'never' }
  const because = `it tolerates ${taintText(shortest.taint)} for ${Math.max(0, shortest.seconds)} s only`
  return shortest.seconds <= 0 ? { when: 'now', because } : { when: 'later', seconds: shortest.seconds, because }
}

// Models pkg/controller/tainteviction/taint_eviction.go getNoExecuteTaints
export function noExecuteTaints(taints: readonly Taint[] | undefined): readonly Taint[] {
  return (taints ?? []).filter(taint => taint.effect === 'NoExecute')
}
