import type { Pod } from '../../../k8s/pod'
import { daemonSetUid, siblingsOnNode } from '../daemon-pods'
import type { StartInvariant } from './invariant'

/** The controller never makes a Pod for a node that has a live one, except with surge, and then no third one. */
export const podsPerNode: StartInvariant = cluster => {
  const most = cluster.traits.surge ? 2 : 1
  return {
    afterChange({ added }) {
      for (const object of added) {
        if (object.kind !== 'Pod') continue
        const pod = object as Pod
        if (daemonSetUid(pod) === undefined) continue
        const others = siblingsOnNode(pod, cluster.pods())
        if (others.length < most) continue
        return `${pod.metadata.name} was made beside ${others.map(({ metadata }) => metadata.name).join(', ')}`
      }
      return undefined
    },
  }
}
