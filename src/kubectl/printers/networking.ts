import type { KubeObject } from '../../k8s/object'
import { ageOf } from '../output/human-duration'
import { fieldsOf, itemsOf, textOf } from '../output/loose-fields'
import { formatLabelSelector } from './format-labels'
import { columns, type TablePrinter } from './table-printer'

const age = (object: KubeObject, now: number) => ageOf(object.metadata.creationTimestamp, now)

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

export const ingressClassPrinter: TablePrinter = {
  columns: columns('NAME CONTROLLER PARAMETERS AGE'),
  cells: (object, { now }) => [
    object.metadata.name,
    textOf(fieldsOf(object.spec).controller),
    '<none>',
    age(object, now),
  ],
}

export const networkPolicyPrinter: TablePrinter = {
  columns: columns('NAME POD-SELECTOR AGE'),
  cells: (object, { now }) => [
    object.metadata.name,
    formatLabelSelector(fieldsOf(fieldsOf(object.spec).podSelector)),
    age(object, now),
  ],
}

// Models pkg/printers/internalversion/printers.go printServiceCIDR
export const serviceRangePrinter: TablePrinter = {
  columns: columns('NAME CIDRS AGE'),
  cells: ({ metadata, spec }, { now }) => [
    metadata.name,
    rangesOf(spec).join(','),
    ageOf(metadata.creationTimestamp, now),
  ],
}

export function rangesOf(spec: unknown): readonly string[] {
  return (fieldsOf(spec).cidrs as readonly string[] | undefined) ?? []
}

// Models pkg/printers/internalversion/printers.go printIPAddress
export const addressPrinter: TablePrinter = {
  columns: columns('NAME PARENTREF'),
  cells({ metadata, spec }) {
    const { group, resource, namespace, name } = fieldsOf(fieldsOf(spec).parentRef)
    if (resource === undefined) return [metadata.name, '<none>']
    const kind = (group ? `${textOf(resource)}.${textOf(group)}` : textOf(resource)).toLowerCase()
    return [metadata.name, [kind, ...(namespace ? [namespace] : []), name].map(part => textOf(part)).join('/')]
  },
}
