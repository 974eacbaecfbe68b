import type { KubeObject } from '../../k8s/object'
import { useCluster } from '../../state/cluster'
import { type ObjectRef, useSelection } from '../../state/selection'

/** What the inspector speaks of: what is selected, else the DaemonSet in focus. */
export function useInspectedRef(): ObjectRef | undefined {
  const selected = useSelection(state => state.selected)
  const daemonSet = useSelection(state => state.daemonSet)
  return selected ?? (daemonSet === undefined ? undefined : { kind: 'DaemonSet', key: daemonSet })
}

/** The live object; undefined when it is gone. */
export function useObject<T extends KubeObject = KubeObject>(ref: ObjectRef | undefined): T | undefined {
  return useCluster(state => (ref === undefined ? undefined : (state.kinds[ref.kind]?.get(ref.key) as T | undefined)))
}
