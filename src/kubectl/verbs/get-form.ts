import type { Invocation } from '../command/command-spec'
import { PlainError } from '../command/failure'
import { parseCustomColumns, printCustomColumns } from '../output/custom-columns'
import { listOf, objectPrinter } from '../output/object-printer'
import type { Target } from '../resources/resource-selection'

/** How `get` prints what it found: as tables, or each object in the form of `-o`. */
export type GetForm =
  | { readonly table: true }
  | { readonly table: false; print(objects: readonly Target[], single: boolean): void }

/** Reads `-o`. Throws PlainError. */
export function outputForm(invocation: Invocation): GetForm {
  const { flags } = invocation
  const output = flags.string('output')
  if (output === '' || output === 'wide') {
    if (flags.string('template') === '') return { table: true }
  }
  // Whether there is such a form, kubectl asks only when it has something to print.
  let print: GetPrint | undefined
  return {
    table: false,
    print(targets, single) {
      print ??= output.startsWith('custom-columns') ? columnsPrint(invocation, output) : objectPrint(invocation)
      print(targets, single)
    },
  }
}

type GetPrint = (objects: readonly Target[], single: boolean) => void

function objectPrint({ flags, io }: Invocation): GetPrint {
  const output = flags.string('output')
  const printer = objectPrinter(flags, io, { getFormats: true })
  return (targets, single) => {
    const [first] = targets
    if (printer === undefined) return
    if (output === 'name') for (const { type, object } of targets) io.out(printer.print(object ?? {}, type))
    else if (single && first?.object !== undefined) io.out(printer.print(first.object))
    else io.out(printer.print(listOf(targets.map(target => target.object))))
  }
}

function columnsPrint({ flags, io }: Invocation, output: string): GetPrint {
  const equals = output.indexOf('=')
  const format = equals < 0 ? output : output.slice(0, equals)
  const spec = equals < 0 ? flags.string('template') : output.slice(equals + 1)
  if (format === 'custom-columns-file') return columnsFrom(readTemplate(spec))
  return columnsFrom(spec)

  function columnsFrom(text: string) {
    const columns = parseCustomColumns(text)
    let headers = !flags.bool('no-headers')
    return (targets: readonly Target[]) => {
      const problem = columns.find(column => column.problem !== undefined)?.problem
      const objects = problem === undefined ? targets.map(target => target.object) : []
      io.out(printCustomColumns(columns, objects, headers))
      if (problem !== undefined) throw new PlainError(problem)
      // A watch prints again and again.
      headers = false
    }
  }

  function readTemplate(name: string): string {
    const text = io.readFile(name)
    if (text === undefined)
      throw new PlainError(`error reading template ${name}, open ${name}: no such file or directory`)
    const [headers = '', paths = ''] = text.split('\n')
    const cells = paths.trim().split(/\s+/)
    return headers
      .trim()
      .split(/\s+/)
      .map((header, index) => `${header}:${cells[index] ?? ''}`)
      .join(',')
  }
}
