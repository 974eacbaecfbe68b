import { useMemo } from 'react'
import { controllerOf } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { isPodTerminal } from '../../../k8s/pod-conditions'
import { podsOf, useCluster } from '../../../state/cluster'
import { podLook } from '../../objects/pod-look'
import { revisionNumbers, revisionOf } from '../../objects/revisions'

/** A stretch of the bar: `revision` of ready Pods, or what keeps the others from being ready. */
export interface BarPart {
  readonly kind: 'ready' | 'starting' | 'broken' | 'missing'
  readonly revision?: number
  readonly count: number
}

/** How the Pods of a DaemonSet are spread over revisions and states, newest revision first. */
export function useBarParts(owner: string, desired: number): readonly BarPart[] {
  const pods = useCluster(podsOf)
  const numbers = useCluster(revisionNumbers)
  return useMemo(() => barParts([...pods.values()], { owner, desired, numbers }), [pods, owner, desired, numbers])
}

interface BarInput {
  readonly owner: string
  readonly desired: number
  readonly numbers: ReadonlyMap<string, number>
}

/** One Pod counts for a node: with surge the one that is ready. */
function barParts(pods: readonly Pod[], { owner, desired, numbers }: BarInput): readonly BarPart[] {
  const ready = new Map<number, number>()
  let starting = 0
  let broken = 0
  let present = 0
  for (const pod of pods) {
    if (controllerOf(pod)?.uid !== owner || isPodTerminal(pod)) continue
    const { state } = podLook(pod)
    if (state === 'terminating') continue
    present += 1
    if (state === 'ready') {
      const revision = revisionOf(pod, owner, numbers) ?? 0
      ready.set(revision, (ready.get(revision) ?? 0) + 1)
    } else if (state === 'broken' || state === 'failed') broken += 1
    else starting += 1
  }
  const parts: BarPart[] = [...ready]
    .sort(([a], [b]) => b - a)
    .map(([revision, count]) => ({ kind: 'ready', revision, count }))
  if (starting > 0) parts.push({ kind: 'starting', count: starting })
  if (broken > 0) parts.push({ kind: 'broken', count: broken })
  if (present < desired) parts.push({ kind: 'missing', count: desired - present })
  return parts
}
