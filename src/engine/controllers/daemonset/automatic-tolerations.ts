import type { PodSpec, Toleration } from '../../../k8s/pod'
import { withToleration } from '../../../k8s/taints'

const exists = (key: string, effect: string): Toleration => ({
  key: `node.kubernetes.io/${key}`,
  operator: 'Exists',
  effect,
})

const FOR_ALL: readonly Toleration[] = [
  exists('not-ready', 'NoExecute'),
  exists('unreachable', 'NoExecute'),
  exists('disk-pressure', 'NoSchedule'),
  exists('memory-pressure', 'NoSchedule'),
  exists('pid-pressure', 'NoSchedule'),
  exists('unschedulable', 'NoSchedule'),
]
const FOR_HOST_NETWORK: readonly Toleration[] = [...FOR_ALL, exists('network-unavailable', 'NoSchedule')]

/** The tolerations that the controller gives to every daemon pod by itself; one more where the pod uses the host's network. */
// Models pkg/controller/daemon/util/daemonset_util.go AddOrUpdateDaemonPodTolerations
export function automaticTolerations(spec: Pick<PodSpec, 'hostNetwork'>): readonly Toleration[] {
  return spec.hostNetwork === true ? FOR_HOST_NETWORK : FOR_ALL
}

/** The tolerations of a daemon pod: the template's, and the automatic ones. */
export function daemonPodTolerations(spec: Pick<PodSpec, 'hostNetwork' | 'tolerations'>): readonly Toleration[] {
  return automaticTolerations(spec).reduce(withToleration, spec.tolerations ?? [])
}
