import { findCondition } from '../../../k8s/conditions'
import type { Taint } from '../../../k8s/node'
import type { Condition, NewObject } from '../../../k8s/object'
import { NOT_READY_TAINT } from '../../../k8s/well-known'
import type { ServerContext } from '../request'

const TTL = 'node.alpha.kubernetes.io/ttl'

/**
 * A node that registers as not ready gets no pods until the node controller has seen it turn ready. The real server taints
 * every new node, and the controller takes the taint off again at once where no condition asks for it: left out here.
 */
// Models plugin/pkg/admission/nodetaint/admission.go Admit
export function taintNewNode(node: NewObject): NewObject {
  const { conditions } = (node.status ?? {}) as { readonly conditions?: readonly Condition[] }
  const ready = findCondition(conditions, 'Ready')
  if (ready === undefined || ready.status === 'True') return node
  const spec = (node.spec ?? {}) as { readonly taints?: readonly Taint[] }
  const taints = spec.taints ?? []
  if (taints.some(taint => taint.key === NOT_READY_TAINT && taint.effect === 'NoSchedule')) return node
  return { ...node, spec: { ...spec, taints: [...taints, { effect: 'NoSchedule', key: NOT_READY_TAINT }] } }
}

/** Up to so many nodes, kubelets may keep Secrets and ConfigMaps for so many seconds. */
const TTL_BY_SIZE = [
  [100, 0],
  [500, 15],
  [1000, 30],
  [2000, 60],
] as const
const LONGEST_TTL = 300

/** What a small controller writes on every node a moment after it has registered; here it is there at once. */
// Models pkg/controller/ttl/ttl_controller.go
export function withTtl(server: ServerContext, node: NewObject): NewObject {
  const size = server.store.all('nodes').size + 1
  const [, ttl] = TTL_BY_SIZE.find(([most]) => size <= most) ?? [0, LONGEST_TTL]
  const annotations = { ...node.metadata.annotations, [TTL]: String(ttl) }
  return { ...node, metadata: { ...node.metadata, annotations } }
}
