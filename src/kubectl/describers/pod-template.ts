import type { PodTemplate } from '../../k8s/pod'
import { describeContainers } from './container'
import type { DescribeWriter } from './describe-writer'
import { annotationsMultiline, labelsMultiline, tolerationsMultiline } from './multiline'
import { describeTopologySpread } from './topology-spread'
import { describeVolumes } from './volumes'

// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go DescribePodTemplate
export function describePodTemplate(w: DescribeWriter, template: PodTemplate | undefined): void {
  w.line(0, 'Pod Template:')
  if (template === undefined) {
    w.write(1, '<unset>')
    return
  }
  const { metadata, spec } = template
  labelsMultiline(w, '  Labels', metadata?.labels)
  if (Object.keys(metadata?.annotations ?? {}).length > 0)
    annotationsMultiline(w, '  Annotations', metadata?.annotations)
  if (spec.serviceAccountName) w.line(1, `Service Account:\t${spec.serviceAccountName}`)
  if (spec.initContainers?.length) describeContainers(w, 'Init Containers', spec.initContainers, { indent: '  ' })
  describeContainers(w, 'Containers', spec.containers ?? [], { indent: '  ' })
  describeVolumes(w, spec.volumes ?? [], '  ')
  describeTopologySpread(w, spec.topologySpreadConstraints ?? [], '  ')
  if (spec.priorityClassName) w.line(1, `Priority Class Name:\t${spec.priorityClassName}`)
  labelsMultiline(w, '  Node-Selectors', spec.nodeSelector)
  tolerationsMultiline(w, '  Tolerations', spec.tolerations)
}
