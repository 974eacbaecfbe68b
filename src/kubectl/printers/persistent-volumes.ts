import type { KubeObject } from '../../k8s/object'
import { ageOf } from '../output/human-duration'
import { fieldsOf, textOf } from '../output/loose-fields'
import { accessModes } from './access-modes'
import { columns, type TablePrinter } from './table-printer'

const UNSET = '<unset>'

// Models pkg/printers/internalversion/printers.go printPersistentVolumeClaim
export const volumeClaimPrinter: TablePrinter = {
  columns: columns('NAME STATUS VOLUME CAPACITY ACCESS.MODES STORAGECLASS VOLUMEATTRIBUTESCLASS AGE -VOLUMEMODE'),
  cells(object, { now }) {
    const spec = fieldsOf(object.spec)
    const status = fieldsOf(object.status)
    const isNamed = textOf(spec.volumeName) !== ''
    return [
      object.metadata.name,
      phaseOf(object, 'Pending'),
      textOf(spec.volumeName),
      isNamed ? textOf(fieldsOf(status.capacity).storage, '0') : '',
      isNamed ? accessModes(status.accessModes) : '',
      textOf(spec.storageClassName),
      textOf(spec.volumeAttributesClassName, UNSET),
      ageOf(object.metadata.creationTimestamp, now),
      textOf(spec.volumeMode, UNSET),
    ]
  },
}

// Models pkg/printers/internalversion/printers.go printPersistentVolume
export const volumePrinter: TablePrinter = {
  columns: columns(
    'NAME CAPACITY ACCESS.MODES RECLAIM.POLICY STATUS CLAIM STORAGECLASS VOLUMEATTRIBUTESCLASS REASON AGE -VOLUMEMODE',
  ),
  cells(object, { now }) {
    const spec = fieldsOf(object.spec)
    const claim = fieldsOf(spec.claimRef)
    return [
      object.metadata.name,
      textOf(fieldsOf(spec.capacity).storage),
      accessModes(spec.accessModes),
      textOf(spec.persistentVolumeReclaimPolicy),
      phaseOf(object, ''),
      claim.name === undefined ? '' : `${textOf(claim.namespace)}/${textOf(claim.name)}`,
      textOf(spec.storageClassName),
      textOf(spec.volumeAttributesClassName, UNSET),
      textOf(fieldsOf(object.status).reason),
      ageOf(object.metadata.creationTimestamp, now),
      textOf(spec.volumeMode, UNSET),
    ]
  },
}

function phaseOf({ metadata, status }: KubeObject, absent: string): string {
  return metadata.deletionTimestamp === undefined ? textOf(fieldsOf(status).phase, absent) : 'Terminating'
}
