import type { Pod } from '../../k8s/pod'

// Models staging/src/k8s.io/component-helpers/scheduling/corev1/helpers.go PodPriority
export function podPriority(pod: Pod): number {
  return pod.spec.priority ?? 0
}
