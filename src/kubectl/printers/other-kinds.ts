import type { Fields } from '../../base/fields'
import type { KubeObject } from '../../k8s/object'
import { ageOf } from '../output/human-duration'
import { fieldsOf, itemsOf, textOf } from '../output/loose-fields'
import { formatLabelSelector } from './format-labels'
import { columns, type TablePrinter } from './table-printer'

/** Kinds that are kept and shown here, and that nothing acts upon. */

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

// Models pkg/printers/internalversion/printers.go printIngress
export const ingressPrinter: TablePrinter = {
  columns: columns('NAME CLASS HOSTS ADDRESS PORTS AGE'),
  cells(object, { now }) {
    const spec = fieldsOf(object.spec)
    const hosts = itemsOf(spec.rules).flatMap(({ host }) => (host ? [textOf(host)] : []))
    return [
      object.metadata.name,
      textOf(spec.ingressClassName, '<none>'),
      hosts.length === 0 ? '*' : hosts.join(','),
      '',
      itemsOf(spec.tls).length > 0 ? '80, 443' : '80',
      age(object, now),
    ]
  },
}

export const networkPolicyPrinter: TablePrinter = {
  columns: columns('NAME POD-SELECTOR AGE'),
  cells: (object, { now }) => [
    object.metadata.name,
    formatLabelSelector(fieldsOf(fieldsOf(object.spec).podSelector)),
    age(object, now),
  ],
}

export const apiServicePrinter: TablePrinter = {
  columns: columns('NAME SERVICE AVAILABLE AGE'),
  cells: (object, { now }) => [object.metadata.name, 'Local', 'True', age(object, now)],
}

export const ingressClassPrinter: TablePrinter = {
  columns: columns('NAME CONTROLLER PARAMETERS AGE'),
  cells: (object, { now }) => [
    object.metadata.name,
    textOf(fieldsOf(object.spec).controller),
    '<none>',
    age(object, now),
  ],
}
