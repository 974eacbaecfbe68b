import { isMark } from '../../scenario/log-marks'
import type { CommandRecord } from '../../state/commands'
import { complaint, faint, printable } from './printable'
import type { Prompt } from './prompt'
import type { Screen } from './sheet'

/** Which of the commands stand on the screen, and how much of what they said. */
export class PrintedCommands {
  /** Parts of each command's output; -1 when it has ended and nothing will follow. */
  private printed = new Map<number, number>()

  /** `words` stand above a command that was not typed: somebody clicked, or applied a file. */
  constructor(
    private readonly screen: Screen,
    private readonly prompt: Prompt,
    private readonly words: { readonly clicked: string; readonly applied: string },
  ) {}

  /** The screen was emptied for other commands. */
  forget(): void {
    this.printed = new Map()
  }

  /** Counts a command as shown that is not shown. */
  skip({ id }: CommandRecord): void {
    this.printed.set(id, -1)
  }

  isNew({ id }: CommandRecord): boolean {
    return !this.printed.has(id)
  }

  /** Shows a line that was not typed here, and where it came from. */
  announce({ line, source }: CommandRecord): void {
    if (isMark(line)) return
    this.prompt.clear()
    if (source === 'click') this.screen.print(`${faint(this.words.clicked)}\r\n`)
    if (source === 'apply') this.screen.print(`${faint(this.words.applied)}\r\n`)
    this.prompt.show(lineShown(line))
  }

  /** Shows what the command has said since it was last asked. */
  continue({ id, output, exit }: CommandRecord): void {
    const before = this.printed.get(id) ?? 0
    if (before === -1) return
    const parts = output.slice(before)
    if (parts.length > 0) this.prompt.clear()
    for (const { stream, text } of parts) this.screen.print(stream === 'err' ? complaint(text) : printable(text))
    this.printed.set(id, exit === undefined ? output.length : -1)
    // A last line without its end must not be overwritten by the prompt.
    if (exit !== undefined && !(output.at(-1)?.text ?? '\n').endsWith('\n')) this.screen.print('\r\n')
  }
}

/** A command of several lines as if it had been typed. */
export const lineShown = (line: string) => printable(line.replaceAll('\n', '\n> '))
