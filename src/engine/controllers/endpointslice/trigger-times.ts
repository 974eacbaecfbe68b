import { objectKey } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { podCondition } from '../../../k8s/pod-conditions'
import type { Service } from './endpoints-of-service'

interface Known {
  service: string
  pods: ReadonlyMap<string, string>
}

/** Remembers what each Service's endpoints were made from, to tell when what is new about them happened. */
// Models staging/src/k8s.io/endpointslice/util/trigger_time_tracker.go
export class TriggerTimes {
  private readonly byService = new Map<string, Known>()

  /** The timestamp of the earliest change since the last call for this Service; undefined when nothing changed. */
  earliestChange(service: Service, pods: readonly Pod[]): string | undefined {
    const key = objectKey(service)
    const before = this.byService.get(key)
    const times = new Map<string, string>()
    const changes: string[] = []
    for (const pod of pods) {
      const time = podCondition(pod, 'Ready')?.lastTransitionTime
      if (!time) continue
      times.set(pod.metadata.name, time)
      if (time > (before?.pods.get(pod.metadata.name) ?? '')) changes.push(time)
    }
    const created = service.metadata.creationTimestamp
    if (created > (before?.service ?? '')) changes.push(created)
    this.byService.set(key, { service: created, pods: times })
    return changes.sort()[0]
  }

  forget(service: Service): void {
    this.byService.delete(objectKey(service))
  }
}
