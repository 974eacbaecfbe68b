import type { PodSpec, Toleration } from '../../../k8s/pod'
import { withToleration } from '../../../k8s/taints'
import type { VersionBehaviour } from '../../version-behaviour'

const exists = ({ key, effect }: { readonly key: string; readonly effect: string }): Toleration => ({
  key: `node.kubernetes.io/${key}`,
  operator: 'Exists',
  effect,
})
const FOR_HOST_NETWORK = exists({ key: 'network-unavailable', effect: 'NoSchedule' })

/** The tolerations that the controller gives to every daemon pod by itself; one more where the pod uses the host's network. */
// Models pkg/controller/daemon/util/daemonset_util.go AddOrUpdateDaemonPodTolerations
export function automaticTolerations(
  spec: Pick<PodSpec, 'hostNetwork'>,
  behaviour: VersionBehaviour,
): readonly Toleration[] {
  const tolerations = behaviour.automaticTolerations.map(exists)
  return spec.hostNetwork === true ? [...tolerations, FOR_HOST_NETWORK] : tolerations
}

/** The tolerations of a daemon pod: the template's, and the automatic ones. */
export function daemonPodTolerations(
  spec: Pick<PodSpec, 'hostNetwork' | 'tolerations'>,
  behaviour: VersionBehaviour,
): readonly Toleration[] {
  return automaticTolerations(spec, behaviour).reduce(withToleration, spec.tolerations ?? [])
}
