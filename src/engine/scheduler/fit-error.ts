import { compareText } from '../../base/compare-text'
import type { PluginName, Rejection } from './plugin'

/** Why no node took a Pod: what each node looked at said, and what stands for all the others. */
// Models pkg/scheduler/framework/types.go Diagnosis
export interface Diagnosis {
  readonly nodeCount: number
  /** Node → its rejection. Nodes that are not in it are rejected by `others`. */
  readonly rejections: ReadonlyMap<string, Rejection>
  readonly others: Rejection | { readonly reasons: readonly string[]; readonly resolvable: false }
  /** Said before any node was looked at. */
  readonly preFilterMessage?: string
  /** Who turned the Pod down: only what concerns them is a reason to try again. */
  readonly rejectors: ReadonlySet<PluginName>
}

export const NO_OTHERS = { reasons: [], resolvable: false } as const

/** `0/3 nodes are available: 1 Insufficient cpu, 2 node(s) didn't …. ` followed by what came after filtering. */
// Models pkg/scheduler/framework/types.go FitError.Error
export function fitErrorMessage(diagnosis: Omit<Diagnosis, 'rejectors'>, postFilterMessage = ''): string {
  const { nodeCount, preFilterMessage = '' } = diagnosis
  let message = `0/${nodeCount} nodes are available:`
  if (preFilterMessage !== '') message += ` ${preFilterMessage}.`
  else {
    const reasons = countedReasons(diagnosis)
    if (reasons.length > 0) message += ` ${reasons.join(', ')}.`
  }
  return postFilterMessage === '' ? message : `${message} ${postFilterMessage}`
}

function countedReasons({ nodeCount, rejections, others }: Omit<Diagnosis, 'rejectors'>): readonly string[] {
  const counts = new Map<string, number>()
  const add = (reason: string, count: number) => counts.set(reason, (counts.get(reason) ?? 0) + count)
  for (const { reasons } of rejections.values()) for (const reason of reasons) add(reason, 1)
  const rest = nodeCount - rejections.size
  if (rest > 0) for (const reason of others.reasons) add(reason, rest)
  return [...counts].map(([reason, count]) => `${count} ${reason}`).sort(compareText)
}
