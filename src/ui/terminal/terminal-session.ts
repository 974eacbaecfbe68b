import { type CommandRecord, useCommands } from '../../state/commands'
import { type ObjectRef, useSelection } from '../../state/selection'
import { complete, interrupt, run, useSession } from '../../state/session'
import { useSettings } from '../../state/settings'
import { CommandHistory } from './command-history'
import { joined, missingIn, pastedCommands, withoutPrompt } from './command-lines'
import { completeWord, inColumns } from './completion'
import { HistorySearch } from './history-search'
import { EMPTY_LINE, editLine, insert, type Line } from './line-editor'
import { complaint, faint, pastedText, printable } from './printable'
import { lineShown, PrintedCommands } from './printed-commands'
import { Prompt } from './prompt'
import { selectionOffer } from './selection-offer'
import type { Screen } from './sheet'

/** Sentences that the terminal says by itself, in the page's language. */
export interface TerminalWords {
  readonly greeting: string
  readonly clicked: string
  readonly applied: string
  readonly earlier: string
  readonly notRunning: string
  readonly tooLong: string
}

/** Of a scenario's log, only the end is printed again. */
const REPLAYED = 100
/** Keys that take over what is offered: right and End. */
const TAKES_OFFER = new Set(['\x1b[C', '\x1b[F', '\x06', '\x05'])
/** Longer than any command line: such a text belongs into a file. */
const PASTE_LIMIT = 100_000

/** Joins the keyboard, the screen and the session: what is typed runs, what runs is shown, whoever started it. */
export class TerminalSession {
  private line: Line = EMPTY_LINE
  /** Lines of a command that is not whole yet. */
  private begun = ''
  private readonly history = new CommandHistory()
  private readonly prompt: Prompt
  private search: HistorySearch | undefined
  /** Selected on the page since the last command: its name is offered. */
  private offered: ObjectRef | undefined
  /** Typed here and not seen in the log yet. */
  private awaited: string | undefined
  private running: number | undefined
  private queue: readonly string[] = []
  private readonly printed: PrintedCommands
  private readonly stops: (() => void)[] = []

  constructor(
    private readonly screen: Screen,
    private readonly words: TerminalWords,
  ) {
    this.prompt = new Prompt(screen)
    this.printed = new PrintedCommands(screen, this.prompt, words)
    this.begin()
    this.stops.push(
      useCommands.subscribe(() => this.show()),
      useSession.subscribe((now, before) => {
        if (now.origin !== before.origin) this.begin()
      }),
      useSelection.subscribe((now, before) => {
        if (now.selected !== before.selected) this.offerName(now.selected)
      }),
    )
  }

  dispose(): void {
    for (const stop of this.stops) stop()
  }

  /** Nothing is being typed: Tab may leave the terminal. */
  get idle(): boolean {
    return this.line.text === '' && this.begun === '' && this.running === undefined
  }

  /** Something stands behind the cursor that Ctrl-K would delete. */
  get textBehindCursor(): boolean {
    return this.line.cursor < this.line.text.length
  }

  /** What the terminal was given: a key, or pasted text. */
  input(data: string): void {
    if (this.search?.type(data) === true) {
      this.drawPrompt()
      return
    }
    if (this.search !== undefined && this.endSearch(data)) return
    if (data === '\x03') this.stop()
    else if (data.length > PASTE_LIMIT) this.refuse()
    else if (this.running !== undefined || this.awaited !== undefined) this.typeAhead(data)
    else if (data === '\r') this.enter()
    else if (data === '\t') void this.tab()
    else if (data === '\x0c') this.clear()
    else if (data === '\x12') this.beginSearch()
    else if (TAKES_OFFER.has(data) && this.offer !== '') this.edit(insert(this.line, this.offer))
    else if (data === '\x1b[A' || data === '\x10') this.recall(this.history.older(this.line.text))
    else if (data === '\x1b[B' || data === '\x0e') this.recall(this.history.newer())
    else if (data.length > 1 && !data.startsWith('\x1b')) this.paste(pastedText(data))
    else this.edit(editLine(this.line, data))
  }

  clear(): void {
    this.screen.reset()
    this.prompt.forget()
    this.drawPrompt()
  }

  /** Everything was laid out for another width; the prompt has to be drawn below it. */
  resized(): void {
    this.prompt.forget()
    this.drawPrompt()
  }

  /** A scenario was opened: an empty screen, the end of what was done before, a prompt. */
  private begin(): void {
    this.screen.reset()
    this.prompt.forget()
    this.printed.forget()
    this.running = undefined
    this.awaited = undefined
    this.queue = []
    this.screen.print(`${faint(this.words.greeting)}\r\n`)
    const commands = [...useCommands.getState().commands.values()]
    for (const command of commands.slice(0, -REPLAYED)) this.printed.skip(command)
    if (commands.length > REPLAYED) this.screen.print(`${faint(this.words.earlier)}\r\n`)
    this.show()
    this.drawPrompt()
  }

  private show(): void {
    for (const command of useCommands.getState().commands.values()) this.showCommand(command)
    if (this.running === undefined && this.awaited === undefined) this.next()
  }

  private showCommand(command: CommandRecord): void {
    if (this.printed.isNew(command) && !this.wasTyped(command)) this.printed.announce(command)
    this.printed.continue(command)
    if (command.exit !== undefined && this.running === command.id) this.running = undefined
  }

  /** Whether it is the command that was typed here last; then it runs from now on. */
  private wasTyped({ id, line, source }: CommandRecord): boolean {
    if (source !== 'typed' || line !== this.awaited) return false
    this.awaited = undefined
    this.running = id
    return true
  }

  private beginSearch(): void {
    this.search = new HistorySearch(this.history.all)
    this.drawPrompt()
  }

  /** Any other key ends the search with what was found; Escape, Ctrl-G and Ctrl-C with what stood there. True when that is all. */
  private endSearch(key: string): boolean {
    const found = this.search?.found
    this.search = undefined
    const cancelled = key === '\x1b' || key === '\x07' || key === '\x03'
    if (!cancelled && found !== undefined) this.line = { text: found, cursor: found.length }
    this.drawPrompt()
    return cancelled || key === '\t'
  }

  private offerName(selected: ObjectRef | undefined): void {
    this.offered = selected
    this.drawPrompt()
  }

  /** What the selected object would add behind the line. */
  private get offer(): string {
    const { text, cursor } = this.line
    if (useSettings.getState().terminalScreenReader) return ''
    if (this.offered === undefined || this.begun !== '' || cursor < text.length) return ''
    return selectionOffer(text, this.offered)
  }

  private enter(): void {
    const text = this.begun === '' ? this.line.text : `${this.begun}\n${this.line.text}`
    this.prompt.leave(this.line, this.begun !== '')
    this.line = EMPTY_LINE
    if (missingIn(text) !== 'nothing') {
      this.begun = text
      this.drawPrompt()
      return
    }
    this.begun = ''
    this.submit(joined(text))
  }

  private submit(typed: string): void {
    const line = withoutPrompt(typed)
    this.offered = undefined
    this.history.add(line)
    if (line.trim() === '' || /^\s*#/.test(line)) this.next()
    else if (line.trim() === 'clear') this.clear()
    else this.start(line)
  }

  private start(line: string): void {
    this.awaited = line
    void run(line, 'typed').then(id => {
      if (id !== undefined || this.awaited !== line) return
      this.awaited = undefined
      this.screen.print(complaint(`${this.words.notRunning}\n`))
      this.queue = []
      this.next()
    })
  }

  /** The next pasted line, or the prompt. */
  private next(): void {
    const [line, ...rest] = this.queue
    if (line === undefined) {
      this.drawPrompt()
      return
    }
    this.queue = rest
    this.prompt.show(lineShown(line))
    this.submit(line)
  }

  private paste(data: string): void {
    const { text, cursor } = this.line
    const { commands, rest } = pastedCommands(this.begun === '' ? text.slice(0, cursor) + data : data)
    if (commands.length === 0) {
      this.edit(insert(this.line, rest.startsWith(text.slice(0, cursor)) ? rest.slice(cursor) : rest))
      return
    }
    this.prompt.clear()
    this.begun = ''
    this.line = { text: rest, cursor: rest.length }
    this.queue = [...this.queue, ...commands]
    this.next()
  }

  /** While a command runs, whole lines that arrive wait for their turn; keys are kept for the next prompt. */
  private typeAhead(data: string): void {
    if (data.startsWith('\x1b') || data === '\t') return
    const { commands, rest } = pastedCommands(data.length > 1 ? pastedText(data) : data)
    this.queue = [...this.queue, ...commands]
    this.line = editLine(this.line, rest) ?? this.line
  }

  private refuse(): void {
    this.prompt.clear()
    this.screen.print(complaint(`${this.words.tooLong}\n`))
    this.drawPrompt()
  }

  private stop(): void {
    this.queue = []
    if (this.running !== undefined) {
      this.screen.print('^C\r\n')
      void interrupt(this.running)
      return
    }
    if (this.awaited !== undefined) return
    this.prompt.leave(this.line, this.begun !== '', '^C')
    this.line = EMPTY_LINE
    this.begun = ''
    this.drawPrompt()
  }

  private async tab(): Promise<void> {
    const asked = this.line
    const before = asked.text.slice(0, asked.cursor)
    const { text, choices } = completeWord(before, await complete(before))
    if (this.line !== asked) return
    if (choices.length > 0) {
      this.prompt.leave(this.line, this.begun !== '')
      this.screen.print(`${printable(inColumns(choices, this.screen.cols))}\r\n`)
    }
    this.edit({ text: text + asked.text.slice(asked.cursor), cursor: text.length })
  }

  private recall(text: string | undefined): void {
    if (text !== undefined) this.edit({ text, cursor: text.length })
  }

  private edit(line: Line | undefined): void {
    if (line === undefined) return
    this.line = line
    this.drawPrompt()
  }

  private drawPrompt(): void {
    if (this.running !== undefined || this.awaited !== undefined) return
    if (this.search !== undefined) {
      const text = this.search.found ?? ''
      this.prompt.draw({ text, cursor: text.length }, { search: this.search.query })
    } else this.prompt.draw(this.line, { more: this.begun !== '', offer: this.offer })
  }
}
