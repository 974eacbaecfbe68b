import type { KubeObject } from '../../k8s/object'
import type { ResourceType } from '../../k8s/resources'
import { formatLabels } from '../printers/format-labels'
import { printerOf } from '../printers/printer-list'
import { nameAndAgePrinter } from '../printers/small-kinds'
import type { TablePrinter } from '../printers/table-printer'
import { singularName } from '../resources/resource-mapper'
import { alignedLines, TABLE_WRITER } from './tab-writer'

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

const LINES_AT_ONCE = 250

/** The tables of `get`, one kind after another; widths are kept from one call to the next, as a watch needs. */
export class ObjectTable {
  private readonly widths: number[] = []
  private headersDue = true
  private readonly printer: TablePrinter
  /** Of the printer's columns, those that are shown. */
  private readonly shown: readonly number[]
  /** Where the name stands among the shown ones; -1 when it does not. */
  private readonly nameColumn: number

  constructor(
    private readonly type: ResourceType,
    private readonly options: TableOptions,
  ) {
    this.printer = options.plain === true ? nameAndAgePrinter : printerOf(type)
    const { columns } = this.printer
    this.shown = [...columns.keys()].filter(index => options.wide || columns[index]?.wide !== true)
    this.nameColumn = this.shown.findIndex(index => columns[index]?.name === 'NAME')
  }

  /** The rows of `objects`, under headers the first time. '' for none. */
  // Models staging/src/k8s.io/cli-runtime/pkg/printers/tableprinter.go
  print(objects: readonly KubeObject[], event = ''): string {
    return [...this.parts(objects, event)].join('')
  }

  /** As `print`, a part at a time: what fills the screen first is there before the last row is laid out. */
  *parts(objects: readonly KubeObject[], event = ''): Generator<string, void, undefined> {
    if (objects.length === 0) return
    const rows: (readonly string[])[] = []
    if (this.headersDue && this.options.headers) rows.push(this.headers())
    this.headersDue = false
    for (const object of objects)
      rows.push(this.options.events === true ? [event, ...this.row(object)] : this.row(object))
    let part = ''
    let lines = 0
    for (const line of alignedLines(rows, TABLE_WRITER, this.widths)) {
      part += `${line}\n`
      lines += 1
      if (lines % LINES_AT_ONCE !== 0) continue
      yield part
      part = ''
    }
    if (part !== '') yield part
  }

  private headers(): readonly string[] {
    const { namespace, showLabels, labelColumns } = this.options
    const names = this.shown.map(index => this.printer.columns[index]?.name ?? '')
    if (namespace) names.unshift('NAMESPACE')
    names.push(...labelColumns.map(labelHeader))
    if (showLabels) names.push('LABELS')
    if (this.options.events === true) names.unshift('EVENT')
    return names
  }

  private row(object: KubeObject): readonly string[] {
    const { namespace, kind, showLabels, labelColumns } = this.options
    const cells = this.printer.cells(object, this.options)
    const row: string[] = namespace ? [object.metadata.namespace ?? ''] : []
    for (const [at, index] of this.shown.entries()) {
      const cell = oneLine(cells[index] ?? '')
      row.push(kind && at === this.nameColumn ? `${singularName(this.type)}/${cell}` : cell)
    }
    for (const label of labelColumns) row.push(object.metadata.labels?.[label] ?? '')
    if (showLabels) row.push(formatLabels(object.metadata.labels))
    return row
  }
}

function oneLine(cell: string): string {
  if (!/[\n\r\f\t]/.test(cell)) return cell
  const [first = '', ...more] = cell.split(/[\n\r\f]/)
  return `${first.replaceAll('\t', ' ')}${more.length > 0 ? '...' : ''}`
}

// A label's column is headed by what stands after its last slash.
const labelHeader = (label: string) => label.slice(label.lastIndexOf('/') + 1).toUpperCase()
