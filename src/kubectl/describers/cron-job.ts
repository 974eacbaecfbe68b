import type { Fields } from '../../base/fields'
import type { PodTemplate } from '../../k8s/pod'
import { parseTimestamp, rfc1123 } from '../../k8s/rfc1123'
import { fieldsOf, textOf } from '../output/loose-fields'
import { type Describer, describeEvents } from './describer'
import { annotationsMultiline, labelsMultiline } from './multiline'
import { describePodTemplate } from './pod-template'

const UNSET = '<unset>'

// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go CronJobDescriber.describeCronJob
export const describeCronJob: Describer = (w, object, context) => {
  const { metadata } = object
  const spec = fieldsOf(object.spec)
  const status = fieldsOf(object.status)
  const job = fieldsOf(fieldsOf(spec.jobTemplate).spec)
  const last = textOf(status.lastScheduleTime)
  const active = ((status.active as readonly Fields[] | undefined) ?? []).map(({ name }) => textOf(name))
  w.line(0, `Name:\t${metadata.name}`)
  w.line(0, `Namespace:\t${metadata.namespace ?? ''}`)
  labelsMultiline(w, 'Labels', metadata.labels)
  annotationsMultiline(w, 'Annotations', metadata.annotations)
  w.line(0, `Schedule:\t${textOf(spec.schedule)}`)
  w.line(0, `Concurrency Policy:\t${textOf(spec.concurrencyPolicy, 'Allow')}`)
  w.line(0, `Suspend:\t${spec.suspend === true ? 'True' : 'False'}`)
  w.line(0, `Time Zone:\t${textOf(spec.timeZone, UNSET)}`)
  w.line(0, `Successful Job History Limit:\t${textOf(spec.successfulJobsHistoryLimit, '3')}`)
  w.line(0, `Failed Job History Limit:\t${textOf(spec.failedJobsHistoryLimit, '1')}`)
  w.line(0, `Starting Deadline Seconds:\t${textOf(spec.startingDeadlineSeconds, UNSET)}`)
  w.line(0, `Selector:\t${UNSET}`)
  w.line(0, `Parallelism:\t${textOf(job.parallelism, UNSET)}`)
  w.line(0, `Completions:\t${textOf(job.completions, UNSET)}`)
  describePodTemplate(w, job.template as PodTemplate)
  w.line(0, `Last Schedule Time:\t${last === '' ? UNSET : rfc1123(parseTimestamp(last))}`)
  w.line(0, `Active Jobs:\t${active.length === 0 ? '<none>' : active.join(', ')}`)
  describeEvents(w, object, context)
}
