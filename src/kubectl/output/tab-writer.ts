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

/** As `alignedLines`, in one text. */
function alignRows(lines: readonly (readonly string[])[], options: TabWriterOptions, remembered?: number[]): string {
  return [...alignedLines(lines, options, remembered)].join('\n')
}

/**
 * Aligned lines of cells, one by one. A column is as wide as its widest cell within a run of lines that all have it; the last
 * cell of a line belongs to no column. `remembered` keeps widths from one call to the next.
 */
// Models text/tabwriter Writer.format, with the RememberWidths of github.com/liggitt/tabwriter
export function* alignedLines(
  lines: readonly (readonly string[])[],
  options: TabWriterOptions,
  remembered?: number[],
): Generator<string, void, undefined> {
  const count = lines.reduce((most, { length }) => Math.max(most, length), 1) - 1
  const columns = Array.from({ length: count }, (_, column) => measureColumn(lines, column, options, remembered))
  for (const [index, line] of lines.entries()) {
    let text = ''
    for (let column = 0; column < line.length - 1; column++)
      text += padded(line[column] ?? '', columns[column]?.[index] ?? 0)
    yield text + (line.at(-1) ?? '')
  }
}

/** How wide the column is in each line; 0 where it is not. */
function measureColumn(
  lines: readonly (readonly string[])[],
  column: number,
  { minWidth, padding }: TabWriterOptions,
  remembered: number[] | undefined,
): Uint32Array {
  const widths = new Uint32Array(lines.length)
  const isIn = (index: number) => column < (lines[index]?.length ?? 0) - 1
  for (let from = 0; from < lines.length; from++) {
    let to = from
    let width = Math.max(minWidth, remembered?.[column] ?? 0)
    for (; isIn(to); to++) width = Math.max(width, displayWidth(lines[to]?.[column] ?? '') + padding)
    if (to === from) continue
    widths.fill(width, from, to)
    if (remembered !== undefined) remembered[column] = width
    from = to
  }
  return widths
}

const PAIRS = /[\ud800-\udbff][\udc00-\udfff]/g

/** Characters, not UTF-16 units. */
function displayWidth(text: string): number {
  return text.length - (text.match(PAIRS)?.length ?? 0)
}

function padded(text: string, width: number): string {
  return text.padEnd(width + text.length - displayWidth(text))
}
