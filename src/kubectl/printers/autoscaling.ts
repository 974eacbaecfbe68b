import type { Fields } from '../../base/fields'
import type { KubeObject } from '../../k8s/object'
import { ageOf } from '../output/human-duration'
import { fieldsOf, itemsOf, textOf } from '../output/loose-fields'
import { columns, type TablePrinter } from './table-printer'

const age = (object: KubeObject, now: number) => ageOf(object.metadata.creationTimestamp, now)

export const scalePrinter: TablePrinter = {
  columns: columns('NAME DESIRED AVAILABLE AGE'),
  cells: (object, { now }) => [
    object.metadata.name,
    textOf(fieldsOf(object.spec).replicas, '0'),
    textOf(fieldsOf(object.status).replicas, '0'),
    age(object, now),
  ],
}

// Models pkg/printers/internalversion/printers.go printHorizontalPodAutoscaler
export const autoscalerPrinter: TablePrinter = {
  columns: columns('NAME REFERENCE TARGETS MINPODS MAXPODS REPLICAS AGE'),
  cells(object, { now }) {
    const spec = fieldsOf(object.spec)
    const target = fieldsOf(spec.scaleTargetRef)
    const targets = itemsOf(spec.metrics).map(metricText)
    return [
      object.metadata.name,
      `${textOf(target.kind)}/${textOf(target.name)}`,
      targets.length === 0 ? '<none>' : targets.join(', '),
      textOf(spec.minReplicas, '<unset>'),
      textOf(spec.maxReplicas, '0'),
      textOf(fieldsOf(object.status).currentReplicas, '0'),
      age(object, now),
    ]
  },
}

function metricText(metric: Fields): string {
  const { name, target } = fieldsOf(metric.resource)
  const { averageUtilization, averageValue } = fieldsOf(target)
  const wanted = averageUtilization === undefined ? textOf(averageValue) : `${textOf(averageUtilization)}%`
  return `${textOf(name)}: <unknown>/${wanted}`
}
