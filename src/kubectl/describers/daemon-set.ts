import { controllerOf, type KubeObject } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import type { LabelSelector } from '../../k8s/selector'
import type { DaemonSet } from '../../k8s/workload'
import { formatLabelSelector, formatLabels } from '../printers/format-labels'
import { type DescribeContext, describeEvents, describerOf } from './describer'
import { annotationsMultiline, labelsMultiline } from './multiline'
import { describePodTemplate } from './pod-template'

// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go describeDaemonSet
export const describeDaemonSet = describerOf<DaemonSet>((w, daemonSet, context) => {
  const { metadata, spec, status } = daemonSet
  w.line(0, `Name:\t${metadata.name}`)
  w.line(0, `Namespace:\t${metadata.namespace ?? ''}`)
  w.line(0, `Selector:\t${formatLabelSelector(spec.selector)}`)
  w.line(0, `Node-Selector:\t${formatLabels(spec.template.spec.nodeSelector)}`)
  labelsMultiline(w, 'Labels', metadata.labels)
  annotationsMultiline(w, 'Annotations', metadata.annotations)
  w.line(0, `Desired Number of Nodes Scheduled: ${status.desiredNumberScheduled ?? 0}`)
  w.line(0, `Current Number of Nodes Scheduled: ${status.currentNumberScheduled ?? 0}`)
  w.line(0, `Number of Nodes Scheduled with Up-to-date Pods: ${status.updatedNumberScheduled ?? 0}`)
  w.line(0, `Number of Nodes Scheduled with Available Pods: ${status.numberAvailable ?? 0}`)
  w.line(0, `Number of Nodes Misscheduled: ${status.numberMisscheduled ?? 0}`)
  w.line(0, `Pods Status:\t${podsStatus(daemonSet, spec.selector, context)}`)
  describePodTemplate(w, spec.template)
  describeEvents(w, daemonSet, context)
})

/** How many of the owner's pods are in which phase, in one line. */
export function podsStatus(owner: KubeObject, selector: LabelSelector, { client }: DescribeContext): string {
  const where = owner.metadata.namespace === undefined ? {} : { namespace: owner.metadata.namespace }
  const pods = (client.list('pods', { ...where, labelSelector: selector }) as readonly Pod[]).filter(
    pod => controllerOf(pod)?.uid === owner.metadata.uid,
  )
  const count = (phase: string) => pods.filter(pod => pod.status.phase === phase).length
  return `${count('Running')} Running / ${count('Pending')} Waiting / ${count('Succeeded')} Succeeded / ${count('Failed')} Failed`
}
