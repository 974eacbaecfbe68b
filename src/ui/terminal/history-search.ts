/** Ctrl-R: looks backwards through the lines for a part of them. */
export class HistorySearch {
  query = ''
  /** Place of the line that was found; the number of lines while nothing was. */
  private at: number

  constructor(private readonly lines: readonly string[]) {
    this.at = lines.length
  }

  /** The line that is shown; undefined when there is none with the query in it. */
  get found(): string | undefined {
    return this.lines[this.at]
  }

  /** What a key does to the search; false for a key that ends it. */
  type(key: string): boolean {
    if (key === '\x12') this.look(this.at - 1)
    else if (key === '\x7f' || key === '\b') this.ask(this.query.slice(0, -1))
    else if (key.length === 1 && key >= ' ' && key !== '\x7f') this.ask(this.query + key)
    else return false
    return true
  }

  private ask(query: string): void {
    this.query = query
    this.look(this.lines.length - 1)
  }

  /** Stays where it is when nothing is found further back. */
  private look(from: number): void {
    for (let at = from; at >= 0; at--) {
      if (this.query === '' || this.lines[at]?.includes(this.query) !== true) continue
      this.at = at
      return
    }
    if (this.found?.includes(this.query) !== true) this.at = this.lines.length
  }
}
