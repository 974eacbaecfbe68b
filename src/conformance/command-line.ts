import type { CommandIo, CommandRun } from '../base/command'
import type { Engine } from '../engine/engine-interface'
import { createShell, type Shell } from '../shell/index'

export interface CommandResult {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** How long a command that waits is let wait, in virtual milliseconds. */
const PATIENCE = 600_000

/** A person's terminal on our cluster: types lines, and lets virtual time pass while a command waits. */
export class CommandLine {
  private readonly shell: Shell
  private readonly files = new Map<string, string>()
  private changes = 0

  constructor(private readonly engine: Engine) {
    this.shell = createShell({ engine })
    engine.onChange(() => {
      this.changes += 1
    })
  }

  writeFile(name: string, text: string): void {
    this.files.set(name, text)
  }

  /** Runs the line to its end; one that waits for ever is broken off with code 130. */
  run(line: string): CommandResult {
    const result = { out: '', err: '' }
    const io: CommandIo = {
      out: text => {
        result.out += text
      },
      err: text => {
        result.err += text
      },
      readFile: name => this.files.get(name),
      writeFile: (name, text) => this.writeFile(name, text),
      fileNames: () => [...this.files.keys()],
      now: () => this.engine.now,
    }
    return { code: this.finish(this.shell.run(line, io)), ...result }
  }

  private finish(command: CommandRun): number {
    const deadline = this.engine.now + PATIENCE
    for (;;) {
      const { done, value } = command.next()
      if (done) return value
      const until = value.delay === undefined ? deadline : Math.min(deadline, this.engine.now + value.delay)
      this.passTime(until, value.change === true)
      if (this.engine.now >= deadline) {
        command.return(130)
        return 130
      }
    }
  }

  /** Up to `until`, or until the next change in the cluster. */
  private passTime(until: number, untilChange: boolean): void {
    const before = this.changes
    for (;;) {
      if (untilChange && this.changes !== before) return
      const next = this.engine.nextEventTime()
      if (next === undefined || next > until) break
      this.engine.step()
    }
    this.engine.runUntil(until)
  }
}
