import type { Fields } from '../../base/fields'
import { ageOf } from '../output/human-duration'
import { fieldsOf, textOf } from '../output/loose-fields'
import { columns, type TablePrinter } from './table-printer'

/** What the server itself makes: how its neighbours are, and the addresses of Services. */

// Models pkg/printers/internalversion/printers.go printComponentStatus
export const componentStatusPrinter: TablePrinter = {
  columns: columns('NAME STATUS MESSAGE ERROR'),
  cells({ metadata, conditions }) {
    const all = (conditions as readonly Fields[] | undefined) ?? []
    const healthy = all.find(({ type }) => type === 'Healthy')
    const status = healthy === undefined ? 'Unknown' : healthy.status === 'True' ? 'Healthy' : 'Unhealthy'
    return [metadata.name, status, textOf(healthy?.message), textOf(healthy?.error)]
  },
}

// Models printers.go printServiceCIDR
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

// Models printers.go printIPAddress
export const addressPrinter: TablePrinter = {
  columns: columns('NAME PARENTREF'),
  cells({ metadata, spec }) {
    const { group, resource, namespace, name } = fieldsOf(fieldsOf(spec).parentRef)
    if (resource === undefined) return [metadata.name, '<none>']
    const kind = (group ? `${textOf(resource)}.${textOf(group)}` : textOf(resource)).toLowerCase()
    return [metadata.name, [kind, ...(namespace ? [namespace] : []), name].map(part => textOf(part)).join('/')]
  },
}
