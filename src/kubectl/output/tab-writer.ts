export interface TabWriterOptions {
  readonly minWidth: number
  readonly padding: number
}

/** What `get` uses. */
export const TABLE_WRITER: TabWriterOptions = { minWidth: 6, padding: 3 }
/** What `describe` uses. */
export const DESCRIBE_WRITER: TabWriterOptions = { minWidth: 0, padding: 2 }

/** Turns lines of tab-separated cells into aligned columns, as `alignRows` does. */
export function alignTabs(text: string, options: TabWriterOptions, remembered?: number[]): string {
  return alignRows(
    text.split('\n').map(line => line.split('\t')),
    options,
    remembered,
  )
}

/**
 * Aligned lines of cells. A column is as wide as its widest cell within a run of lines that all have it; the last cell of a
 * line belongs to no column. `remembered` keeps widths from one call to the next.
 */
// Models text/tabwriter Writer.format, with the RememberWidths of github.com/liggitt/tabwriter
export function alignRows(
  lines: readonly (readonly string[])[],
  options: TabWriterOptions,
  remembered?: number[],
): string {
  const out: string[] = []
  const widths: number[] = []
  const writeLines = (from: number, to: number) => {
    for (let i = from; i < to; i++) out.push(alignLine(lines[i] ?? [], widths))
  }
  const format = (start: number, end: number): void => {
    const column = widths.length
    let from = start
    for (let at = start; at < end; at++) {
      if (column >= (lines[at]?.length ?? 0) - 1) continue
      writeLines(from, at)
      from = at
      let width = Math.max(options.minWidth, remembered?.[column] ?? 0)
      for (; at < end; at++) {
        const line = lines[at] ?? []
        if (column >= line.length - 1) break
        width = Math.max(width, displayWidth(line[column] ?? '') + options.padding)
      }
      if (remembered !== undefined) remembered[column] = width
      widths.push(width)
      format(from, at)
      widths.pop()
      from = at
      at -= 1
    }
    writeLines(from, end)
  }
  format(0, lines.length)
  return out.join('\n')
}

function alignLine(cells: readonly string[], widths: readonly number[]): string {
  let line = ''
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i] ?? ''
    const width = widths[i]
    line += cell
    if (width !== undefined && i < cells.length - 1) line += ' '.repeat(Math.max(0, width - displayWidth(cell)))
  }
  return line
}

/** Characters, not UTF-16 units. */
function displayWidth(text: string): number {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) >= 0xd800) return [...text].length
  }
  return text.length
}
