import { parseTimestamp, rfc1123 } from '../../k8s/rfc1123'
import type { ClaimTemplate, StatefulSet } from '../../k8s/stateful-set'
import { fieldsOf, textOf } from '../output/loose-fields'
import { formatLabelSelector } from '../printers/format-labels'
import { podsStatus } from './daemon-set'
import type { DescribeWriter } from './describe-writer'
import { describeEvents, describerOf } from './describer'
import { annotationsMultiline, labelsMultiline } from './multiline'
import { describePodTemplate } from './pod-template'

// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go describeStatefulSet
export const describeStatefulSet = describerOf<StatefulSet>((w, set, context) => {
  const { metadata, spec, status } = set
  const { type, rollingUpdate } = spec.updateStrategy
  w.line(0, `Name:\t${metadata.name}`)
  w.line(0, `Namespace:\t${metadata.namespace ?? ''}`)
  w.line(0, `CreationTimestamp:\t${rfc1123(parseTimestamp(metadata.creationTimestamp))}`)
  w.line(0, `Selector:\t${formatLabelSelector(spec.selector)}`)
  labelsMultiline(w, 'Labels', metadata.labels)
  annotationsMultiline(w, 'Annotations', metadata.annotations)
  w.line(0, `Replicas:\t${spec.replicas} desired | ${status.replicas} total`)
  w.line(0, `Update Strategy:\t${type}`)
  if (rollingUpdate?.partition !== undefined) w.line(1, `Partition:\t${rollingUpdate.partition}`)
  w.line(0, `Pods Status:\t${podsStatus(set, spec.selector, context)}`)
  describePodTemplate(w, spec.template)
  describeClaimTemplates(w, spec.volumeClaimTemplates ?? [])
  describeEvents(w, set, context)
})

// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go describeVolumeClaimTemplates
function describeClaimTemplates(w: DescribeWriter, templates: readonly ClaimTemplate[]): void {
  w.line(0, templates.length === 0 ? 'Volume Claims:\t<none>' : 'Volume Claims:')
  for (const { metadata, spec } of templates) {
    const { storageClassName, resources, accessModes } = fieldsOf(spec)
    const { storage } = fieldsOf(fieldsOf(resources).requests)
    w.line(1, `Name:\t${metadata.name ?? ''}`)
    w.line(1, `StorageClass:\t${textOf(storageClassName)}`)
    labelsMultiline(w, 'Labels', metadata.labels, 1)
    labelsMultiline(w, 'Annotations', metadata.annotations, 1)
    w.line(1, `Capacity:\t${textOf(storage, '<default>')}`)
    w.line(1, `Access Modes:\t[${((accessModes ?? []) as readonly string[]).join(' ')}]`)
  }
}
