import type { Line } from './line-editor'
import { layOut, widthOf } from './line-layout'
import type { Screen } from './sheet'

const FIRST = { text: '$ ', shown: '\x1b[1;34m$\x1b[0m ' }
const NEXT = { text: '> ', shown: '\x1b[90m>\x1b[0m ' }

/** Stands for a line end in a command of several lines that came from the history: one column wide. */
const LINE_END = '↵'

/** How the prompt stands there. */
export interface PromptLook {
  /** The command goes on from the line before. */
  readonly more?: boolean
  /** What is looked for in the history: the line is what was found. */
  readonly search?: string
  /** What could be added behind the line. */
  readonly offer?: string
}

function searchStart(search: string): { text: string; shown: string } {
  const text = `(reverse-i-search)\`${search}': `
  return { text, shown: `\x1b[90m${text}\x1b[0m` }
}

/** The prompt at the foot of the screen: drawn, taken away so that output can go above it, drawn again. */
export class Prompt {
  private shown = false
  /** Row of the cursor below the prompt's first row. */
  private row = 0

  constructor(private readonly screen: Screen) {}

  /** Draws the line, and behind it in a faint colour what is offered. */
  draw(line: Line, { more = false, search, offer = '' }: PromptLook = {}): void {
    this.clear()
    const { cols } = this.screen
    const start = search === undefined ? (more ? NEXT : FIRST) : searchStart(search)
    const length = widthOf(start.text) + widthOf(line.text) + widthOf(offer)
    const at = widthOf(start.text) + widthOf(line.text.slice(0, line.cursor))
    const endRow = Math.floor(length / cols)
    this.row = Math.floor(at / cols)
    // At the right border the terminal waits with the line break: make it now, so that rows can be counted.
    const wrap = length % cols === 0 ? '\r\n' : ''
    const column = at % cols
    const text = start.shown + line.text.replaceAll('\n', LINE_END) + (offer === '' ? '' : `\x1b[90m${offer}\x1b[0m`)
    this.screen.write(
      layOut(text, cols, 0, 'border').text + wrap + up(endRow - this.row) + (column === 0 ? '\r' : `\r\x1b[${column}C`),
    )
    this.shown = true
  }

  clear(): void {
    if (!this.shown) return
    this.screen.write(`${up(this.row)}\r\x1b[J`)
    this.shown = false
  }

  /** Leaves the line on the screen and goes below it. `ending` is shown behind it (`^C`). */
  leave(line: Line, more: boolean, ending = ''): void {
    this.clear()
    const text = line.text.replaceAll('\n', LINE_END)
    this.screen.print(`${(more ? NEXT : FIRST).shown}${text}${ending}\r\n`, 'border')
  }

  /** Shows a command that was not typed here, and goes below it. */
  show(command: string): void {
    this.clear()
    this.screen.print(`${FIRST.shown}${command}\r\n`, 'border')
  }

  /** The screen was emptied by somebody else. */
  forget(): void {
    this.shown = false
  }
}

function up(rows: number): string {
  return rows > 0 ? `\x1b[${rows}A` : ''
}
