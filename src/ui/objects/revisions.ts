import type { KubeObject } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import { REVISION_HASH_LABEL } from '../../k8s/well-known'
import type { ControllerRevision } from '../../k8s/workload'
import type { ClusterState } from '../../state/cluster'

const NONE: ReadonlyMap<string, number> = new Map()
const known = new WeakMap<ReadonlyMap<string, KubeObject>, ReadonlyMap<string, number>>()

/** `owner uid/hash` → revision number, for every DaemonSet's history. */
export function revisionNumbers(state: ClusterState): ReadonlyMap<string, number> {
  const objects = state.kinds.ControllerRevision
  if (objects === undefined) return NONE
  let numbers = known.get(objects)
  if (numbers === undefined) {
    numbers = new Map(
      [...(objects as ReadonlyMap<string, ControllerRevision>).values()].map(object => [
        `${object.metadata.ownerReferences?.[0]?.uid ?? ''}/${object.metadata.labels?.[REVISION_HASH_LABEL] ?? ''}`,
        object.revision,
      ]),
    )
    known.set(objects, numbers)
  }
  return numbers
}

/** The revision that a daemon Pod was made from; undefined when its history is gone. */
export function revisionOf(pod: Pod, owner: string, numbers: ReadonlyMap<string, number>): number | undefined {
  return numbers.get(`${owner}/${pod.metadata.labels?.[REVISION_HASH_LABEL] ?? ''}`)
}
