import type { LogEntry, Scenario } from '../../scenario/scenario'
import { isFileName, SCENARIO_LIMITS } from '../../scenario/scenario-limits'

type Files = Readonly<Record<string, string>>

/** Leaves room for nodes, names and what JSON adds. */
const TEXT_LIMIT = SCENARIO_LIMITS.textLength / 2

/** Watches that a scenario stays one that can be opened again: what does not fit is refused while it can still be said. */
export class Room {
  private entries = 0
  private text: number

  constructor(origin: Scenario) {
    this.text = sizeOf(origin.files)
  }

  add(entry: LogEntry): void {
    this.entries += 1
    this.text += entry.line.length + sizeOf(entry.files ?? {})
  }

  /** Throws RangeError, with words that can be shown. */
  checkLine(line: string, files: LogEntry['files']): void {
    if (line.length > SCENARIO_LIMITS.lineLength)
      throw new RangeError(
        `The command line has ${line.length} characters; at most ${SCENARIO_LIMITS.lineLength} are possible.`,
      )
    const names = Object.entries(files ?? {})
    if (names.filter(([, text]) => text !== null).length > SCENARIO_LIMITS.files)
      throw new RangeError(`There are more than ${SCENARIO_LIMITS.files} files. Remove some to go on.`)
    const full =
      this.entries >= SCENARIO_LIMITS.logEntries || this.text + line.length + sizeOf(files ?? {}) > TEXT_LIMIT
    if (full) throw new RangeError('The log of this scenario is full. Save it, then start it again from the beginning.')
  }

  /** Why a command cannot write the file, as the shell would say it. */
  fileProblem(files: Files, name: string, text: string): string | undefined {
    if (!isFileName(name)) return 'Invalid file name'
    const others = Object.entries(files).filter(([other]) => other !== name)
    const full = others.length >= SCENARIO_LIMITS.files || sizeOf(Object.fromEntries(others)) + text.length > TEXT_LIMIT
    return full ? 'No space left on device' : undefined
  }
}

function sizeOf(files: Readonly<Record<string, string | null>>): number {
  return Object.entries(files).reduce((sum, [name, text]) => sum + name.length + (text?.length ?? 0), 0)
}
