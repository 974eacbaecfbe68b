import type { CommandRun, CommandWait } from '../../base/command'
import type { NewsBasket } from './news'

/** Each command that waits looks at every change: so many may do so at once. */
const RUNNING_LIMIT = 50
/** Exit codes: of a command that is a fault of ours, of one too many, and after Ctrl-C. */
const FAULT = 70
const TOO_MANY = 254
const INTERRUPTED = 130

/** What is kept of a command that has not ended: what it waits for, and how to go on. */
interface RunningCommand {
  readonly id: number
  readonly run: CommandRun
  waitsForChange: boolean
  /** Virtual time at which it wants to go on, whatever happens. */
  wakeAt: number | undefined
}

/** The commands that have not ended yet. Each goes on when what it waits for is there; what becomes of it is news. */
export class RunningCommands {
  private readonly commands = new Map<number, RunningCommand>()
  private changed = false

  constructor(
    private readonly now: () => number,
    private readonly news: NewsBasket,
  ) {}

  get ids(): readonly number[] {
    return [...this.commands.keys()]
  }

  get size(): number {
    return this.commands.size
  }

  has(id: number): boolean {
    return this.commands.has(id)
  }

  /** The earliest virtual time at which one wants to go on; infinite when none says a time. */
  get nextWake(): number {
    let wake = Number.POSITIVE_INFINITY
    for (const { wakeAt } of this.commands.values()) if (wakeAt !== undefined && wakeAt < wake) wake = wakeAt
    return wake
  }

  /** Runs a command as far as it goes without waiting; refuses it when there are too many. */
  start(id: number, begin: () => CommandRun): void {
    if (this.commands.size >= RUNNING_LIMIT) {
      this.news.print(id, 'err', 'bash: fork: retry: Resource temporarily unavailable\n')
      this.news.ended(id, TOO_MANY)
      return
    }
    this.commands.set(id, { id, run: begin(), waitsForChange: false, wakeAt: undefined })
    this.goOn(id)
  }

  /** Ctrl-C. */
  interrupt(id: number): void {
    const command = this.commands.get(id)
    if (command === undefined) return
    command.run.return(INTERRUPTED)
    this.end(id, INTERRUPTED)
  }

  /** Lets a command go on that has got what it waited for, and those that wait for what it does. */
  goOn(id: number): void {
    const command = this.commands.get(id)
    if (command === undefined) return
    this.resume(command)
    this.resumeWatching()
  }

  /** Something in the cluster has changed: `resumeWatching` is for that. */
  noteChange(): void {
    this.changed = true
  }

  /** Changes so far are no news to anybody. */
  forgetChanges(): void {
    this.changed = false
  }

  /** Lets those go on that wait for a change, when there was one. */
  resumeWatching(): void {
    // A command that goes on may itself change something that another one waits for.
    for (let round = 0; this.changed && round < 100; round++) {
      this.changed = false
      for (const command of [...this.commands.values()]) if (command.waitsForChange) this.resume(command)
    }
    this.changed = false
  }

  /** Lets those go on whose time has come. */
  resumeDue(): void {
    for (const command of [...this.commands.values()]) {
      if (command.wakeAt !== undefined && command.wakeAt <= this.now()) this.resume(command)
    }
    this.resumeWatching()
  }

  /** Lets the command go on until it waits again or ends. */
  private resume(command: RunningCommand): void {
    let result: IteratorResult<CommandWait, number>
    try {
      result = command.run.next()
    } catch (error) {
      this.news.print(command.id, 'err', `internal error: ${error instanceof Error ? error.message : String(error)}\n`)
      this.end(command.id, FAULT)
      return
    }
    if (result.done) {
      this.end(command.id, result.value)
      return
    }
    const { change = false, delay } = result.value
    command.waitsForChange = change
    command.wakeAt = delay === undefined ? undefined : this.now() + Math.max(1, Math.ceil(delay))
  }

  private end(id: number, code: number): void {
    this.commands.delete(id)
    this.news.ended(id, code)
  }
}
