import type { Node } from '../../k8s/node'
import { HOSTNAME_LABEL } from '../../k8s/well-known'
import { nodeLook } from './node-look'

export interface NodeGroup {
  /** '' when nodes are not grouped. */
  readonly name: string
  readonly nodes: readonly string[]
}

/** Sorts names as people count: worker-2 before worker-10. */
export const byName = new Intl.Collator('en', { numeric: true }).compare

const known = new WeakMap<ReadonlyMap<string, Node>, Map<string, readonly NodeGroup[]>>()

/** Nodes by the value of a label; the ones without it come last, under '∅'. `groupBy` '' makes one group without a name. */
export function groupNodes(nodes: ReadonlyMap<string, Node>, groupBy: string): readonly NodeGroup[] {
  const remembered = known.get(nodes)?.get(groupBy)
  if (remembered !== undefined) return remembered
  const groups = computeGroups(nodes, groupBy)
  known.set(nodes, new Map([...(known.get(nodes) ?? []), [groupBy, groups]]))
  return groups
}

function computeGroups(nodes: ReadonlyMap<string, Node>, groupBy: string): readonly NodeGroup[] {
  const groups = new Map<string, string[]>()
  for (const [name, node] of nodes) {
    const group = groupBy === '' ? '' : (node.metadata.labels?.[groupBy] ?? UNSET)
    const members = groups.get(group)
    if (members === undefined) groups.set(group, [name])
    else members.push(name)
  }
  // Control planes come first, as they do in every drawing of a cluster.
  const rank = (name: string) => {
    const node = nodes.get(name)
    return node !== undefined && nodeLook(node).controlPlane ? 0 : 1
  }
  const order = (a: string, b: string) => rank(a) - rank(b) || byName(a, b)
  return [...groups]
    .sort(([a], [b]) => Number(a === UNSET) - Number(b === UNSET) || byName(a, b))
    .map(([name, members]) => ({ name, nodes: members.sort(order) }))
}

/** The name of the group of those that do not have the label. */
export const UNSET = '∅'

/** Label keys worth grouping by: present on some node, not unique to each, with few values; the zone first. */
export function groupKeys(nodes: ReadonlyMap<string, Node>): readonly string[] {
  const remembered = knownKeys.get(nodes)
  if (remembered !== undefined) return remembered
  const keys = computeKeys(nodes)
  knownKeys.set(nodes, keys)
  return keys
}

const knownKeys = new WeakMap<ReadonlyMap<string, Node>, readonly string[]>()

function computeKeys(nodes: ReadonlyMap<string, Node>): readonly string[] {
  const values = new Map<string, Set<string>>()
  for (const node of nodes.values()) {
    for (const [key, value] of Object.entries(node.metadata.labels ?? {})) {
      const seen = values.get(key)
      if (seen === undefined) values.set(key, new Set([value]))
      else seen.add(value)
    }
  }
  const rank = (key: string) => (key.startsWith('topology.kubernetes.io/') ? 0 : key.includes('kubernetes.io/') ? 2 : 1)
  return [...values]
    .filter(([key, seen]) => key !== HOSTNAME_LABEL && seen.size <= 12 && !key.startsWith('beta.'))
    .map(([key]) => key)
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
}

/** The last part of a label key, as a person calls it: `zone`. */
export const shortKey = (key: string) => key.split('/').at(-1) ?? key
