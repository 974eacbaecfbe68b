import type { CommandIo, CommandRun } from '../base/command'
import type { Engine } from '../engine/engine-interface'
import type { Documentation } from '../kubectl/documentation/documentation'
import { createShell, type Shell } from '../shell/index'

export interface CommandResult {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** How long a command is let wait, and how long the cluster may take to come to rest, in virtual milliseconds. */
const PATIENCE = 600_000
/** kubectl's exit code after Ctrl-C. */
const INTERRUPTED = 1

/** A command that has been started and may be waiting. */
export class RunningCommand implements CommandResult {
  out = ''
  err = ''
  code = 0
  done = false
  wakesOnChange = false
  wakeAt: number | undefined
  process: CommandRun | undefined

  /** Ctrl-C. */
  interrupt(): void {
    if (this.done) return
    this.done = true
    this.code = INTERRUPTED
    this.process?.return(INTERRUPTED)
  }
}

/** A person's terminal on our cluster. Virtual time passes only through it, so that commands that wait are woken. */
export class CommandLine {
  private readonly shell: Shell
  private readonly files = new Map<string, string>()
  private readonly running = new Set<RunningCommand>()
  private changed = false

  constructor(
    private readonly engine: Engine,
    documentation?: Documentation,
  ) {
    this.shell = createShell({ engine, ...(documentation === undefined ? {} : { documentation }) })
    engine.onChange(() => {
      this.changed = true
    })
  }

  writeFile(name: string, text: string): void {
    this.files.set(name, text)
  }

  /** Starts the line and runs it as far as it goes without waiting. */
  start(line: string): RunningCommand {
    const command = new RunningCommand()
    const io: CommandIo = {
      out: text => {
        command.out += text
      },
      err: text => {
        command.err += text
      },
      readFile: name => this.files.get(name),
      writeFile: (name, text) => this.writeFile(name, text),
      fileNames: () => [...this.files.keys()],
      now: () => this.engine.now,
    }
    command.process = this.shell.run(line, io)
    this.resume(command)
    return command
  }

  /** Runs the line to its end; one that waits for ever gets Ctrl-C. */
  run(line: string): CommandResult {
    const command = this.start(line)
    this.waitFor(command, PATIENCE)
    command.interrupt()
    this.running.delete(command)
    return command
  }

  /** Lets time pass until the command has ended, but no longer than so many virtual milliseconds. */
  waitFor(command: RunningCommand, limit: number): void {
    const deadline = this.engine.now + limit
    while (!command.done) if (!this.advance(deadline)) return
  }

  /** Lets time pass until nothing is left but timers. */
  settle(): void {
    const deadline = this.engine.now + PATIENCE
    while (!this.engine.settled) if (!this.advance(deadline)) return
  }

  /** Lets so many virtual milliseconds pass. */
  wait(milliseconds: number): void {
    const until = this.engine.now + milliseconds
    while (this.advance(until));
    this.engine.runUntil(until)
  }

  /** The next thing that happens, in the cluster or to a waiting command; false when it is later than `limit`. */
  private advance(limit: number): boolean {
    const wakes = [...this.running].map(({ wakeAt }) => wakeAt ?? Number.POSITIVE_INFINITY)
    const wake = Math.min(Number.POSITIVE_INFINITY, ...wakes)
    const next = this.engine.nextEventTime() ?? Number.POSITIVE_INFINITY
    // What another command changed is news too.
    if (!this.changed) {
      if (Math.min(wake, next) > limit) return false
      if (next <= wake) this.engine.step()
      else this.engine.runUntil(wake)
    }
    const { changed } = this
    this.changed = false
    for (const command of this.running) {
      const isDue = command.wakeAt !== undefined && command.wakeAt <= this.engine.now
      if (isDue || (changed && command.wakesOnChange)) this.resume(command)
    }
    return true
  }

  private resume(command: RunningCommand): void {
    const result = command.process?.next()
    if (result === undefined || result.done) {
      command.done = true
      command.code = result?.value ?? 0
      this.running.delete(command)
      return
    }
    const { change, delay } = result.value
    command.wakesOnChange = change === true
    command.wakeAt = delay === undefined ? undefined : this.engine.now + delay
    this.running.add(command)
  }
}
