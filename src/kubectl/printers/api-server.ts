import type { Fields } from '../../base/fields'
import type { KubeObject } from '../../k8s/object'
import { ageOf } from '../output/human-duration'
import { textOf } from '../output/loose-fields'
import { columns, type TablePrinter } from './table-printer'

const age = (object: KubeObject, now: number) => ageOf(object.metadata.creationTimestamp, now)

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

export const apiServicePrinter: TablePrinter = {
  columns: columns('NAME SERVICE AVAILABLE AGE'),
  cells: (object, { now }) => [object.metadata.name, 'Local', 'True', age(object, now)],
}
