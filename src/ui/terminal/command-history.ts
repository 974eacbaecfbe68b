import { readStored, writeStored } from '../../state/storage'

const KEY = 'daemonset-playground/history'
const KEPT = 500

/** The lines typed so far, oldest first, kept between visits. */
function storedHistory(): readonly string[] {
  try {
    const lines: unknown = JSON.parse(readStored(KEY) ?? '[]')
    return Array.isArray(lines) ? lines.filter(line => typeof line === 'string').slice(-KEPT) : []
  } catch {
    return []
  }
}

/** Walks through the history as a shell does: what was being typed comes back below the newest line. */
export class CommandHistory {
  private lines: readonly string[]
  /** Place in `lines`; its length is the line being typed. */
  private at: number
  private typed = ''

  constructor(lines: readonly string[] = storedHistory()) {
    this.lines = lines
    this.at = lines.length
  }

  /** All lines, oldest first. */
  get all(): readonly string[] {
    return this.lines
  }

  add(line: string): void {
    if (line.trim() !== '' && line !== this.lines.at(-1)) {
      this.lines = [...this.lines, line].slice(-KEPT)
      writeStored(KEY, JSON.stringify(this.lines))
    }
    this.at = this.lines.length
  }

  /** The line before, given what stands in the prompt now. Undefined at the oldest. */
  older(present: string): string | undefined {
    if (this.at === 0) return undefined
    if (this.at === this.lines.length) this.typed = present
    this.at -= 1
    return this.lines[this.at]
  }

  newer(): string | undefined {
    if (this.at === this.lines.length) return undefined
    this.at += 1
    return this.lines[this.at] ?? this.typed
  }
}
