import type { Fields } from '../../base/fields'
import { ageOf } from '../output/human-duration'
import { fieldsOf, textOf } from '../output/loose-fields'
import { columns, type TablePrinter } from './table-printer'

const listOf = (value: unknown) => (Array.isArray(value) ? (value as readonly unknown[]) : [])

// Models pkg/printers/internalversion/printers.go printCSIDriver
export const driverPrinter: TablePrinter = {
  columns: columns('NAME ATTACHREQUIRED PODINFOONMOUNT STORAGECAPACITY TOKENREQUESTS REQUIRESREPUBLISH MODES AGE'),
  cells({ metadata, spec }, { now }) {
    const driver = fieldsOf(spec)
    const audiences = listOf(driver.tokenRequests).map(request => textOf(fieldsOf(request).audience))
    return [
      metadata.name,
      textOf(driver.attachRequired, 'true'),
      textOf(driver.podInfoOnMount, 'false'),
      textOf(driver.storageCapacity, 'false'),
      audiences.length === 0 ? '<unset>' : audiences.join(','),
      textOf(driver.requiresRepublish, 'false'),
      listOf(driver.volumeLifecycleModes).join(',') || '<none>',
      ageOf(metadata.creationTimestamp, now),
    ]
  },
}

// Models printers.go printCSINode
export const nodeDriversPrinter: TablePrinter = {
  columns: columns('NAME DRIVERS AGE'),
  cells: ({ metadata, spec }, { now }) => [
    metadata.name,
    String(listOf((spec as Fields | undefined)?.drivers).length),
    ageOf(metadata.creationTimestamp, now),
  ],
}
