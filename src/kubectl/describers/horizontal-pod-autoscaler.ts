import { parseTimestamp, rfc1123 } from '../../k8s/rfc1123'
import { fieldsOf, itemsOf, textOf } from '../output/loose-fields'
import type { DescribeWriter } from './describe-writer'
import { type Describer, describeEvents } from './describer'
import { annotationsMultiline, labelsMultiline } from './multiline'

// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go describeHorizontalPodAutoscalerV2
export const describeAutoscaler: Describer = (w, object, context) => {
  const { metadata } = object
  const spec = fieldsOf(object.spec)
  const status = fieldsOf(object.status)
  const { kind, name } = fieldsOf(spec.scaleTargetRef)
  w.line(0, `Name:\t${metadata.name}`)
  w.line(0, `Namespace:\t${metadata.namespace ?? ''}`)
  labelsMultiline(w, 'Labels', metadata.labels)
  annotationsMultiline(w, 'Annotations', metadata.annotations)
  w.line(0, `CreationTimestamp:\t${rfc1123(parseTimestamp(metadata.creationTimestamp))}`)
  w.line(0, `Reference:\t${textOf(kind)}/${textOf(name)}`)
  w.line(0, 'Metrics:\t( current / target )')
  for (const metric of itemsOf(spec.metrics)) {
    const { name: resource, target } = fieldsOf(metric.resource)
    const { averageUtilization, averageValue } = fieldsOf(target)
    w.write(1, `resource ${textOf(resource)} on pods`)
    if (averageUtilization === undefined) w.line(0, `:\t<unknown> / ${textOf(averageValue)}`)
    else w.line(0, `  (as a percentage of request):\t<unknown> / ${textOf(averageUtilization)}%`)
  }
  w.line(0, `Min replicas:\t${textOf(spec.minReplicas, '<unset>')}`)
  w.line(0, `Max replicas:\t${textOf(spec.maxReplicas)}`)
  if (spec.behavior !== undefined) {
    w.line(0, 'Behavior:')
    describeRules(w, 'Scale Up', fieldsOf(spec.behavior).scaleUp)
    describeRules(w, 'Scale Down', fieldsOf(spec.behavior).scaleDown)
  }
  const [current, desired] = [textOf(status.currentReplicas, '0'), textOf(status.desiredReplicas, '0')]
  w.line(0, `${textOf(kind)} pods:\t${current} current / ${desired} desired`)
  describeEvents(w, object, context)
}

// Models describe.go printDirectionBehavior
function describeRules(w: DescribeWriter, direction: string, rules: unknown): void {
  if (rules === undefined) return
  const { stabilizationWindowSeconds, selectPolicy, policies } = fieldsOf(rules)
  w.line(1, `${direction}:`)
  if (stabilizationWindowSeconds !== undefined) {
    w.line(2, `Stabilization Window: ${textOf(stabilizationWindowSeconds)} seconds`)
  }
  if (itemsOf(policies).length === 0) return
  w.line(2, `Select Policy: ${textOf(selectPolicy, 'Max')}`)
  w.line(2, 'Policies:')
  for (const { type, value, periodSeconds } of itemsOf(policies)) {
    w.line(3, `- Type: ${textOf(type)}\tValue: ${textOf(value)}\tPeriod: ${textOf(periodSeconds)} seconds`)
  }
}
