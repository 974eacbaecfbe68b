import type { Pod } from '../../k8s/pod'

export const DEFAULT_SCHEDULER = 'default-scheduler'

/** Pods that ask for another scheduler wait for it, for ever if there is none. */
// Models pkg/scheduler/eventhandlers.go responsibleForPod
export function isResponsibleFor(pod: Pod): boolean {
  return (pod.spec.schedulerName ?? DEFAULT_SCHEDULER) === DEFAULT_SCHEDULER
}
