import type { ActiveJob, CronJob, Job } from '../../../k8s/batch'
import type { NewObject } from '../../../k8s/object'
import { fromTimestamp, SCENARIO_EPOCH } from '../../../k8s/time'
import type { Millis } from '../../kernel/kernel'
import { controllerReference } from '../../runtime/claim-pods'
import { zonedTimestamp } from './schedule-times'

const SCHEDULED_AT = 'batch.kubernetes.io/cronjob-scheduled-timestamp'

/** The name of the Job that is due at a time: it ends in the minutes since 1970, so that it is made only once. */
// Models pkg/controller/cronjob/cronjob_controllerv2.go getJobName
export function jobNameAt({ metadata }: CronJob, time: Millis): string {
  return `${metadata.name}-${Math.floor((time + SCENARIO_EPOCH) / 60_000)}`
}

// Models pkg/controller/cronjob/utils.go getJobFromTemplate2
export function scheduledJob(cronJob: CronJob, name: string, time: Millis): NewObject {
  const { metadata, spec } = cronJob
  const { labels, annotations } = spec.jobTemplate.metadata ?? {}
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
      ...(labels === undefined ? {} : { labels }),
      annotations: { ...annotations, [SCHEDULED_AT]: zonedTimestamp(time, spec.timeZone) },
      ownerReferences: [controllerReference(cronJob)],
    },
    spec: spec.jobTemplate.spec,
  }
}

/** As a CronJob's status refers to it. */
export function referenceTo({ metadata }: Job): ActiveJob {
  const { name, namespace, resourceVersion, uid } = metadata
  const place = namespace === undefined ? {} : { namespace }
  return { apiVersion: 'batch/v1', kind: 'Job', name, ...place, resourceVersion, uid }
}

/** The oldest first, those that have not begun last. */
// Models pkg/controller/cronjob/utils.go byJobStartTime
export function byStartTime(a: Job, b: Job): number {
  const [one, other] = [a, b].map(({ status }) => status.startTime)
  if (one !== undefined && other !== undefined && one !== other) return fromTimestamp(one) - fromTimestamp(other)
  if ((one === undefined) !== (other === undefined)) return one === undefined ? 1 : -1
  return a.metadata.name < b.metadata.name ? -1 : 1
}
