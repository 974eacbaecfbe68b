import type { KubeObject } from '../../k8s/object'

export interface Column {
  readonly name: string
  /** Shown with `-o wide` only. */
  readonly wide?: boolean
}

export interface RowOptions {
  /** Virtual milliseconds. */
  readonly now: number
  readonly wide: boolean
}

/** The columns that the server prints for one kind, and one object's cells in them. */
export interface TablePrinter<T extends KubeObject = KubeObject> {
  readonly columns: readonly Column[]
  /** As many cells as there are columns, or, when not wide, at least those before the wide ones. */
  cells(object: T, options: RowOptions): readonly string[]
}

/** Columns from words: `NAME READY -IP` (a minus marks the wide ones, a dot stands for a space). */
export function columns(words: string): readonly Column[] {
  return words.split(' ').map(word => {
    const wide = word.startsWith('-')
    const name = (wide ? word.slice(1) : word).replaceAll('.', ' ')
    return wide ? { name, wide } : { name }
  })
}

/** Lets a printer of one kind stand in the list of all. The list is keyed by kind, so the object is of that kind. */
export function tablePrinter<T extends KubeObject>(printer: TablePrinter<T>): TablePrinter {
  return printer as unknown as TablePrinter
}
