import { CLEAR_SCREEN } from '../../base/clear-screen'
import { type Breaks, layOut } from './line-layout'

/** The terminal as those see it who write on it. */
export interface Screen {
  /** Columns that can be seen without looking sideways. */
  readonly cols: number
  /** Writes what stays: it is laid out for the screen, and again whenever that gets another width. */
  print(text: string, breaks?: Breaks): void
  /** Writes what will be taken away again, as a prompt, which reckons with the columns itself. */
  write(text: string): void
  /** Empties the screen. */
  reset(): void
}

/** What a sheet is written on: xterm's terminal, or a test's. */
export interface Paper {
  write(text: string): void
  setColumns(columns: number): void
}

/** Characters that are kept to be laid out again: a few screens more than can be scrolled back to. */
const KEPT = 500_000

/** Empties xterm, with what was scrolled out. It writes later than it is told to: this has to stand in the same queue. */
const EMPTY = '\x1b[0m\x1b[2J\x1b[3J\x1b[H'

/** Remembers what was printed, so that it can be laid out for another width. Tables may be wider than the screen. */
export class Sheet implements Screen {
  private printed: { readonly text: string; readonly breaks: Breaks }[] = []
  private length = 0
  /** Columns that the last row takes. */
  private column = 0
  /** Columns that the paper has: all tables fit. */
  private width: number

  constructor(
    private readonly paper: Paper,
    private seen: number,
  ) {
    this.width = seen
  }

  get cols(): number {
    return this.seen
  }

  write(text: string): void {
    this.paper.write(text)
  }

  print(text: string, breaks: Breaks = 'words'): void {
    if (text === '') return
    if (text.includes(CLEAR_SCREEN)) this.forget()
    this.keep(text, breaks)
    this.paper.write(this.laidOut(text, breaks))
  }

  reset(): void {
    this.forget()
    this.setWidth(this.seen)
    this.paper.write(EMPTY)
  }

  /** Lays everything out for another width. Answers whether there was need to: then the prompt is gone. */
  resize(columns: number): boolean {
    if (columns === this.seen) return false
    this.seen = columns
    this.column = 0
    this.setWidth(columns)
    const text = this.printed.map(({ text, breaks }) => this.laidOut(text, breaks)).join('')
    this.paper.write(EMPTY + text)
    return true
  }

  private laidOut(text: string, breaks: Breaks): string {
    const laid = layOut(text, this.seen, this.column, breaks)
    this.column = laid.column
    if (laid.widest > this.width) this.setWidth(laid.widest)
    return laid.text
  }

  private setWidth(columns: number): void {
    this.width = columns
    this.paper.setColumns(columns)
  }

  private keep(text: string, breaks: Breaks): void {
    this.printed.push({ text, breaks })
    this.length += text.length
    while (this.length > KEPT && this.printed.length > 1) this.length -= this.printed.shift()?.text.length ?? 0
  }

  private forget(): void {
    this.printed = []
    this.length = 0
    this.column = 0
  }
}
