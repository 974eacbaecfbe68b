import type { KubeObject } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import type { DaemonSet } from '../../k8s/workload'
import { CauseList } from './cause-list'
import { DaemonSetWhy } from './daemon-set-why'
import { NodeWhy } from './node-why'
import { PodWhy } from './pod-why'

/** Why the object is as it is. */
export function WhyTab({ object }: { readonly object: KubeObject }) {
  switch (object.kind) {
    case 'Node':
      return <NodeWhy name={object.metadata.name} />
    case 'Pod':
      return <PodWhy pod={object as Pod} />
    case 'DaemonSet':
      return <DaemonSetWhy daemonSet={object as DaemonSet} />
    default:
      return <CauseList object={object} />
  }
}
