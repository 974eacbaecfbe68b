import { CLEAR_SCREEN } from '../../base/clear-screen'
import type { ChangeSet } from '../../engine/change-set'
import type { CommandEcho, Update } from '../../protocol/protocol'

/** More output than this of one command is cut off, with a note. */
const OUTPUT_LIMIT = 1_000_000

type Output = Update['output'][number]
type Exit = Update['exits'][number]

/** What has happened in a session since somebody last asked. */
export interface News {
  readonly changes: readonly ChangeSet[]
  readonly commands: readonly CommandEcho[]
  readonly output: readonly Output[]
  readonly exits: readonly Exit[]
  /** The files that commands wrote. */
  readonly files: Readonly<Record<string, string>> | undefined
  /** The file that a command wants to be looked at. */
  readonly shownFile: string | undefined
}

/** Collects news until they are taken. */
export class NewsBasket {
  changes: ChangeSet[] = []
  commands: CommandEcho[] = []
  private output: Output[] = []
  private exits: Exit[] = []
  private files: Record<string, string> | undefined
  private shownFile: string | undefined
  private readonly outputLength = new Map<number, number>()

  take(): News {
    const { changes, commands, output, exits, files, shownFile } = this
    this.changes = []
    this.commands = []
    this.output = []
    this.exits = []
    this.files = undefined
    this.shownFile = undefined
    return { changes, commands, output, exits, files, shownFile }
  }

  /** The command printed something. */
  print(id: number, stream: 'out' | 'err', text: string): void {
    // What stood on the screen before is gone.
    const length = text.startsWith(CLEAR_SCREEN) ? 0 : (this.outputLength.get(id) ?? 0)
    if (length > OUTPUT_LIMIT) return
    this.outputLength.set(id, length + text.length)
    const shown = length + text.length > OUTPUT_LIMIT ? '\n… output cut off here\n' : text
    const last = this.output.at(-1)
    // One piece instead of thousands of lines: the page takes pieces one by one.
    if (last?.id === id && last.stream === stream)
      this.output[this.output.length - 1] = { id, stream, text: last.text + shown }
    else this.output.push({ id, stream, text: shown })
  }

  ended(id: number, code: number): void {
    this.outputLength.delete(id)
    this.exits.push({ id, code })
  }

  show(name: string): void {
    this.shownFile = name
  }

  wrote(name: string, text: string): void {
    this.files = { ...this.files, [name]: text }
  }
}
