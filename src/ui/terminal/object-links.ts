import { type ClusterState, daemonSetsOf, nodesOf, podsOf } from '../../state/cluster'
import type { ObjectRef } from '../../state/selection'

/** A name in a line of output: from which place to which, and the object that has it. */
export interface ObjectLink {
  readonly start: number
  readonly end: number
  readonly object: ObjectRef
}

/** Names as Kubernetes allows them, with `pod/` or `daemonset.apps/` before them. */
const WORD = /[a-z0-9](?:[-a-z0-9./]*[a-z0-9])?/g

/** The names of Nodes, Pods and DaemonSets in a line. */
export function objectLinks(line: string, cluster: ClusterState): readonly ObjectLink[] {
  const links: ObjectLink[] = []
  for (const match of line.matchAll(WORD)) {
    const [kind, name] = match[0].includes('/') ? match[0].split('/') : [undefined, match[0]]
    const object = name === undefined ? undefined : objectNamed(kind, name, cluster)
    if (object !== undefined) links.push({ start: match.index, end: match.index + match[0].length, object })
  }
  return links
}

function objectNamed(kind: string | undefined, name: string, cluster: ClusterState): ObjectRef | undefined {
  if (fits(kind, 'node') && nodesOf(cluster).has(name)) return { kind: 'Node', key: name }
  const pod = fits(kind, 'pod') ? keyOf(name, podsOf(cluster)) : undefined
  if (pod !== undefined) return { kind: 'Pod', key: pod }
  const daemonSet = fits(kind, 'daemonset') ? keyOf(name, daemonSetsOf(cluster)) : undefined
  return daemonSet === undefined ? undefined : { kind: 'DaemonSet', key: daemonSet }
}

const fits = (kind: string | undefined, word: string) =>
  kind === undefined || kind === `${word}s` || kind.split('.')[0] === word || (word === 'daemonset' && kind === 'ds')

/** `namespace/name` of the object with the name; that in `default` first. */
function keyOf(name: string, objects: ReadonlyMap<string, unknown>): string | undefined {
  if (objects.has(`default/${name}`)) return `default/${name}`
  for (const key of objects.keys()) if (key.endsWith(`/${name}`)) return key
  return undefined
}
