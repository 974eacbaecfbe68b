import type { KubeObject } from '../../k8s/object'
import type { ResourceType } from '../../k8s/resources'
import { formatLabels } from '../printers/format-labels'
import { printerOf } from '../printers/printer-list'
import { nameAndAgePrinter } from '../printers/small-kinds'
import type { TablePrinter } from '../printers/table-printer'
import { singularName } from '../resources/resource-mapper'
import { alignRows, TABLE_WRITER } from './tab-writer'

export interface TableOptions {
  readonly now: number
  readonly wide: boolean
  readonly headers: boolean
  readonly namespace: boolean
  readonly kind: boolean
  readonly showLabels: boolean
  readonly labelColumns: readonly string[]
  /** With a column for what has happened to the object, as a watch can show it. */
  readonly events?: boolean
  /** Only names and ages, as kubectl prints what no server has made a table of. */
  readonly plain?: boolean
}

/** The tables of `get`, one kind after another; widths are kept from one call to the next, as a watch needs. */
export class ObjectTable {
  private readonly widths: number[] = []
  private headersDue = true
  private readonly printer: TablePrinter

  constructor(
    private readonly type: ResourceType,
    private readonly options: TableOptions,
  ) {
    this.printer = options.plain === true ? nameAndAgePrinter : printerOf(type)
  }

  /** The rows of `objects`, under headers the first time. '' for none. */
  // Models staging/src/k8s.io/cli-runtime/pkg/printers/tableprinter.go
  print(objects: readonly KubeObject[], event = ''): string {
    if (objects.length === 0) return ''
    const rows: (readonly string[])[] = []
    if (this.headersDue && this.options.headers) rows.push(this.headers())
    this.headersDue = false
    for (const object of objects)
      rows.push(this.options.events === true ? [event, ...this.row(object)] : this.row(object))
    return `${alignRows(rows, TABLE_WRITER, this.widths)}\n`
  }

  private headers(): readonly string[] {
    const { wide, namespace, showLabels, labelColumns } = this.options
    const names = this.printer.columns.filter(column => wide || column.wide !== true).map(column => column.name)
    if (namespace) names.unshift('NAMESPACE')
    names.push(...labelColumns.map(labelHeader))
    if (showLabels) names.push('LABELS')
    if (this.options.events === true) names.unshift('EVENT')
    return names
  }

  private row(object: KubeObject): readonly string[] {
    const { now, wide, namespace, kind, showLabels, labelColumns } = this.options
    const { printer } = this
    const all = printer.cells(object, { now, wide })
    const cells: string[] = []
    for (let i = 0; i < printer.columns.length; i++) {
      if (wide || printer.columns[i]?.wide !== true) cells.push(oneLine(all[i] ?? ''))
    }
    const nameColumn = printer.columns.findIndex(column => column.name === 'NAME')
    if (kind && nameColumn < cells.length) cells[nameColumn] = `${singularName(this.type)}/${cells[nameColumn] ?? ''}`
    if (namespace) cells.unshift(object.metadata.namespace ?? '')
    for (const label of labelColumns) cells.push(object.metadata.labels?.[label] ?? '')
    if (showLabels) cells.push(formatLabels(object.metadata.labels))
    return cells
  }
}

function oneLine(cell: string): string {
  if (!/[\n\r\f\t]/.test(cell)) return cell
  const [first = '', ...more] = cell.split(/[\n\r\f]/)
  return `${first.replaceAll('\t', ' ')}${more.length > 0 ? '...' : ''}`
}

// A label's column is headed by what stands after its last slash.
const labelHeader = (label: string) => label.slice(label.lastIndexOf('/') + 1).toUpperCase()
