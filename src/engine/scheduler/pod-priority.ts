import type { Pod } from '../../k8s/pod'

export function podPriority(pod: Pod): number {
  return pod.spec.priority ?? 0
}
