import type { Pod } from '../../../k8s/pod'
import type { StartInvariant } from './invariant'

/** Nobody binds a Pod to a node that never was. */
export const knownNodes: StartInvariant = cluster => {
  const names = new Set(cluster.nodes().map(({ metadata }) => metadata.name))
  return {
    afterChange({ added, updated, by }) {
      for (const object of added) if (object.kind === 'Node') names.add(object.metadata.name)
      for (const object of [...added, ...updated.map(([, after]) => after)]) {
        if (object.kind !== 'Pod') continue
        const { nodeName } = (object as Pod).spec
        if (nodeName !== undefined && !names.has(nodeName)) {
          return `${by} put ${object.metadata.name} on ${nodeName}, which never existed`
        }
      }
      return undefined
    },
  }
}
