import { findCondition } from '../../k8s/conditions'
import type { Node } from '../../k8s/node'
import { ageOf } from '../output/human-duration'
import { columns, tablePrinter } from './table-printer'

const ROLE_PREFIX = 'node-role.kubernetes.io/'

/** The roles that labels give to a node, sorted. */
// Models pkg/printers/internalversion/printers.go findNodeRoles
export function nodeRoles(labels: Readonly<Record<string, string>> = {}): readonly string[] {
  const roles = new Set<string>()
  for (const [key, value] of Object.entries(labels)) {
    if (key.startsWith(ROLE_PREFIX) && key.length > ROLE_PREFIX.length) roles.add(key.slice(ROLE_PREFIX.length))
    else if (key === 'kubernetes.io/role' && value !== '') roles.add(value)
  }
  return [...roles].sort()
}

function nodeStatus(node: Node): string {
  const ready = findCondition(node.status.conditions, 'Ready')
  const state = ready === undefined ? 'Unknown' : ready.status === 'True' ? 'Ready' : 'NotReady'
  return node.spec.unschedulable === true ? `${state},SchedulingDisabled` : state
}

const address = (node: Node, type: string) =>
  node.status.addresses?.find(entry => entry.type === type)?.address ?? '<none>'

export const nodePrinter = tablePrinter<Node>({
  columns: columns(
    'NAME STATUS ROLES AGE VERSION -INTERNAL-IP -EXTERNAL-IP -OS-IMAGE -KERNEL-VERSION -CONTAINER-RUNTIME',
  ),
  cells(node, { now, wide }) {
    const info = node.status.nodeInfo ?? {}
    const cells = [
      node.metadata.name,
      nodeStatus(node),
      nodeRoles(node.metadata.labels).join(',') || '<none>',
      ageOf(node.metadata.creationTimestamp, now),
      info.kubeletVersion ?? '',
    ]
    if (!wide) return cells
    const kernel = info.kernelVersion || '<unknown>'
    return [
      ...cells,
      address(node, 'InternalIP'),
      address(node, 'ExternalIP'),
      info.osImage || '<unknown>',
      info.architecture ? `${kernel} (${info.architecture})` : kernel,
      info.containerRuntimeVersion || '<unknown>',
    ]
  },
})
