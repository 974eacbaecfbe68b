import type { Fields } from '../../base/fields'
import type { KubeObject } from '../../k8s/object'
import { ageOf } from '../output/human-duration'
import { fieldsOf, textOf } from '../output/loose-fields'
import { formatLabelSelector } from './format-labels'
import { columns, type TablePrinter } from './table-printer'

/** Kinds that are kept and shown here, and that nothing acts upon. */

const age = (object: KubeObject, now: number) => ageOf(object.metadata.creationTimestamp, now)
const listOf = (value: unknown) => (Array.isArray(value) ? (value as readonly Fields[]) : [])

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
    const targets = listOf(spec.metrics).map(metricText)
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
    const hosts = listOf(spec.rules).flatMap(({ host }) => (host ? [textOf(host)] : []))
    return [
      object.metadata.name,
      textOf(spec.ingressClassName, '<none>'),
      hosts.length === 0 ? '*' : hosts.join(','),
      '',
      listOf(spec.tls).length > 0 ? '80, 443' : '80',
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

// Models pkg/printers/internalversion/printers.go printPersistentVolumeClaim
export const volumeClaimPrinter: TablePrinter = {
  columns: columns('NAME STATUS VOLUME CAPACITY ACCESS.MODES STORAGECLASS VOLUMEATTRIBUTESCLASS AGE'),
  cells(object, { now }) {
    const spec = fieldsOf(object.spec)
    const status = fieldsOf(object.status)
    return [
      object.metadata.name,
      textOf(status.phase, 'Pending'),
      textOf(spec.volumeName),
      textOf(fieldsOf(status.capacity).storage),
      accessModes(status.accessModes),
      textOf(spec.storageClassName),
      '<unset>',
      age(object, now),
    ]
  },
}

// Models pkg/printers/internalversion/printers.go printPersistentVolume
export const volumePrinter: TablePrinter = {
  columns: columns(
    'NAME CAPACITY ACCESS.MODES RECLAIM.POLICY STATUS CLAIM STORAGECLASS VOLUMEATTRIBUTESCLASS REASON AGE',
  ),
  cells(object, { now }) {
    const spec = fieldsOf(object.spec)
    const claim = fieldsOf(spec.claimRef)
    return [
      object.metadata.name,
      textOf(fieldsOf(spec.capacity).storage),
      accessModes(spec.accessModes),
      textOf(spec.persistentVolumeReclaimPolicy),
      textOf(fieldsOf(object.status).phase),
      claim.name === undefined ? '' : `${textOf(claim.namespace)}/${textOf(claim.name)}`,
      textOf(spec.storageClassName),
      '<unset>',
      '',
      age(object, now),
    ]
  },
}

const MODES: Readonly<Record<string, string>> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
}

function accessModes(value: unknown): string {
  return Array.isArray(value) ? value.map(mode => MODES[String(mode)] ?? String(mode)).join(',') : ''
}
