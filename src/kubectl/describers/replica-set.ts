import { controllerOf } from '../../k8s/object'
import type { ReplicaSet } from '../../k8s/workload'
import { formatLabelSelector } from '../printers/format-labels'
import { podsStatus } from './daemon-set'
import { describeWorkloadConditions } from './deployment'
import { describeEvents, describerOf } from './describer'
import { annotationsMultiline, labelsMultiline } from './multiline'
import { describePodTemplate } from './pod-template'

// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go describeReplicaSet
export const describeReplicaSet = describerOf<ReplicaSet>((w, set, context) => {
  const { metadata, spec, status } = set
  w.line(0, `Name:\t${metadata.name}`)
  w.line(0, `Namespace:\t${metadata.namespace ?? ''}`)
  w.line(0, `Selector:\t${formatLabelSelector(spec.selector)}`)
  labelsMultiline(w, 'Labels', metadata.labels)
  annotationsMultiline(w, 'Annotations', metadata.annotations)
  const owner = controllerOf(set)
  if (owner !== undefined) w.line(0, `Controlled By:\t${owner.kind}/${owner.name}`)
  w.line(0, `Replicas:\t${status?.replicas ?? 0} current / ${spec.replicas} desired`)
  w.line(0, `Pods Status:\t${podsStatus(set, spec.selector, context)}`)
  describePodTemplate(w, spec.template)
  describeWorkloadConditions(w, status?.conditions)
  describeEvents(w, set, context)
})
