import type { PodTemplate } from '../../k8s/pod'
import { parseTimestamp, rfc1123 } from '../../k8s/rfc1123'
import type { LabelSelector } from '../../k8s/selector'
import { fromTimestamp } from '../../k8s/time'
import { humanDuration } from '../output/human-duration'
import { fieldsOf, textOf } from '../output/loose-fields'
import { formatLabelSelector } from '../printers/format-labels'
import { type Describer, describeEvents } from './describer'
import { annotationsMultiline, labelsMultiline } from './multiline'
import { describePodTemplate } from './pod-template'

// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go JobDescriber.describeJob
export const describeJob: Describer = (w, object, context) => {
  const { metadata } = object
  const spec = fieldsOf(object.spec)
  const status = fieldsOf(object.status)
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true)
  w.line(0, `Name:\t${metadata.name}`)
  w.line(0, `Namespace:\t${metadata.namespace ?? ''}`)
  if (spec.selector !== undefined) w.line(0, `Selector:\t${formatLabelSelector(spec.selector as LabelSelector)}`)
  labelsMultiline(w, 'Labels', metadata.labels)
  annotationsMultiline(w, 'Annotations', metadata.annotations)
  if (owner !== undefined) w.line(0, `Controlled By:\t${owner.kind}/${owner.name}`)
  w.line(0, `Parallelism:\t${textOf(spec.parallelism, '<unset>')}`)
  w.line(0, `Completions:\t${textOf(spec.completions, '<unset>')}`)
  w.line(0, `Completion Mode:\t${textOf(spec.completionMode, 'NonIndexed')}`)
  w.line(0, `Suspend:\t${spec.suspend === true}`)
  w.line(0, `Backoff Limit:\t${textOf(spec.backoffLimit, '6')}`)
  if (spec.ttlSecondsAfterFinished !== undefined)
    w.line(0, `TTL Seconds After Finished:\t${textOf(spec.ttlSecondsAfterFinished)}`)
  const [start, end] = [textOf(status.startTime), textOf(status.completionTime)]
  if (start !== '') w.line(0, `Start Time:\t${rfc1123(parseTimestamp(start))}`)
  if (end !== '') w.line(0, `Completed At:\t${rfc1123(parseTimestamp(end))}`)
  if (start !== '' && end !== '') w.line(0, `Duration:\t${humanDuration(fromTimestamp(end) - fromTimestamp(start))}`)
  if (spec.activeDeadlineSeconds !== undefined)
    w.line(0, `Active Deadline Seconds:\t${textOf(spec.activeDeadlineSeconds)}s`)
  const count = (field: string) => textOf(status[field], '0')
  const active = `${count('active')} Active${status.ready === undefined ? '' : ` (${count('ready')} Ready)`}`
  w.line(0, `Pods Statuses:\t${active} / ${count('succeeded')} Succeeded / ${count('failed')} Failed`)
  if (spec.completionMode === 'Indexed') {
    w.line(0, `Completed Indexes:\t${firstIndexes(textOf(status.completedIndexes))}`)
  }
  describePodTemplate(w, spec.template as PodTemplate)
  describeEvents(w, object, context)
}

const SHOWN_INDEXES = 50

/** As many as fit into about fifty characters. */
// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go capIndexesListOrNone
function firstIndexes(indexes: string): string {
  if (indexes === '') return '<none>'
  const end = indexes.indexOf(',', SHOWN_INDEXES)
  return end < 0 ? indexes : `${indexes.slice(0, end + 1)}...`
}
