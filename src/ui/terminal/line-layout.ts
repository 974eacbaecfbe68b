/** Where a row ends because the screen does, not because the text does. Without width, so nobody sees it; copying takes it out. */
const JOINER = '\u2060'
/** Rows of tables are broken at this width at the latest (columns). */
const WIDEST_TABLE = 240

/** How lines break that are wider than the screen: between words, or at the very border, as a prompt does. */
export type Breaks = 'words' | 'border'

export interface LaidOut {
  readonly text: string
  /** Columns that the last row takes so far. */
  readonly column: number
  /** Columns of the widest row that was left whole although it is wider than the screen; 0 without one. */
  readonly widest: number
}

/**
 * Text for a screen of `columns`, written behind what already takes `column` of them. Prose goes on in the next row. A table
 * keeps its rows: broken ones cannot be read, and a screen can be looked at from the side.
 */
export function layOut(text: string, columns: number, column: number, breaks: Breaks): LaidOut {
  let at = column
  let widest = 0
  const lines = text.split('\r\n').map((line, index) => {
    if (index > 0) at = 0
    const plain = line.replaceAll(SEQUENCE, '')
    const end = at + widthOf(plain)
    const whole = end <= columns || (breaks === 'words' && isTableRow(plain))
    const broken = whole ? { text: line, column: end } : breakLine(line, columns, at, breaks)
    if (whole && end > columns) widest = Math.max(widest, Math.min(end, WIDEST_TABLE))
    at = broken.column
    return broken.text
  })
  return { text: lines.join('\r\n'), column: at, widest }
}

/** Text that was read from the screen, with the lines that were broken only for it whole again. */
export function wholeLines(text: string): string {
  return text.replaceAll(/\u2060+(?:\r?\n)?/g, '')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours and what empties the screen take no column
const SEQUENCE = /\x1b\[[\d;]*[A-Za-z]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const PIECE = /\x1b\[[\d;]*[A-Za-z]|\s+|[^\s\x1b]+|\x1b/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const COLOURS_AT_END = /(?:\x1b\[[\d;]*m)*$/

/** Two gaps between columns, or one as wide as kubectl's. `Name:   value` is none: a value may be a whole sentence. */
function isTableRow(line: string): boolean {
  return /\S {2,}\S.*\S {2,}\S/.test(line) || /[^\s:] {3,}\S/.test(line)
}

function breakLine(line: string, columns: number, column: number, breaks: Breaks): { text: string; column: number } {
  let text = ''
  let at = column
  const nextRow = () => {
    // Directly behind the last character: behind a colour it would take a column of its own.
    text = `${text.replace(COLOURS_AT_END, colours => JOINER + colours)}\r\n`
    at = 0
  }
  for (const [piece] of line.matchAll(PIECE)) {
    if (piece.startsWith('\x1b')) {
      text += piece
      continue
    }
    const characters = [...piece]
    const fitsARow = breaks === 'words' && piece.trim() !== '' && characters.length < columns
    // One column stays for the space behind the word: it has to be there when the line is copied.
    if (fitsARow && at > 0 && at + characters.length >= columns) nextRow()
    while (at + characters.length > columns) {
      text += characters.splice(0, columns - at).join('')
      nextRow()
    }
    text += characters.join('')
    at += characters.length
  }
  return { text, column: at }
}

/** Characters, not units: one column each, which is right for all that commands are made of. */
export function widthOf(text: string): number {
  return [...text].length
}
