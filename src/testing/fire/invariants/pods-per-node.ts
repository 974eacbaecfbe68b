import type { Pod } from '../../../k8s/pod'
import { daemonSetUid, siblingsOnNode } from '../daemon-pods'
import type { StartInvariant } from './invariant'

/**
 * The controller never makes a Pod for a node that has a live one, except with surge, and then no third one. Pods that it
 * adopted do not count: the scheduler may have placed one a moment ago, and the controller has not heard of it.
 */
export const podsPerNode: StartInvariant = cluster => {
  const most = cluster.traits.surge ? 2 : 1
  return {
    afterChange({ added }) {
      for (const object of added) {
        if (object.kind !== 'Pod') continue
        const pod = object as Pod
        if (daemonSetUid(pod) === undefined) continue
        const others = siblingsOnNode(pod, cluster.pods()).filter(other => isOfSameName(other, pod))
        if (others.length < most) continue
        return `${pod.metadata.name} was made beside ${others.map(({ metadata }) => metadata.name).join(', ')}`
      }
      return undefined
    },
  }
}

const isOfSameName = (one: Pod, other: Pod) => one.metadata.generateName === other.metadata.generateName
