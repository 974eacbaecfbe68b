import { isNotFound } from '../../../k8s/api-client'
import type { Node, Taint } from '../../../k8s/node'
import { toTimestamp } from '../../../k8s/time'
import type { ComponentContext } from '../../component'
import { type Process, request } from '../../runtime/process'
import { hasTaint, type TaintChange, withoutTaints, withTaints } from './condition-taints'

/** Adds the taints, then removes the others, in two writes as the real controller does. A node that is gone is none of its business. */
// Models pkg/controller/util/node/controller_utils.go SwapNodeControllerTaint
export function* swapTaints(context: ComponentContext, node: Node, change: TaintChange, because: string): Process {
  const timeAdded = toTimestamp(context.kernel.now)
  const added = change.add.map(taint => ({ ...taint, timeAdded }))
  if (added.length > 0) yield* writeTaints(context, node.metadata.name, taints => withTaints(taints, added), because)
  yield* removeTaints(context, node, change.remove, because)
}

/** Removes those taints that the node, as the cache shows it, has. True when there were any. */
// Models pkg/controller/controller_utils.go RemoveTaintOffNode
export function* removeTaints(
  context: ComponentContext,
  node: Node,
  removed: readonly Taint[],
  because: string,
): Process<boolean> {
  if (!removed.some(taint => hasTaint(node.spec?.taints, taint))) return false
  yield* writeTaints(context, node.metadata.name, taints => withoutTaints(taints, removed), because)
  return true
}

function* writeTaints(
  { client }: ComponentContext,
  name: string,
  change: (taints: readonly Taint[]) => readonly Taint[],
  because: string,
): Process {
  try {
    const node = (yield* request(() => client.get('nodes', undefined, name))) as Node
    const taints = change(node.spec?.taints ?? [])
    const body = { spec: { taints: taints.length === 0 ? null : taints } }
    yield* request(() => client.patch('nodes', undefined, name, 'merge', body, { because }))
  } catch (error) {
    if (!isNotFound(error)) throw error
  }
}
