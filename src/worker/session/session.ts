import type { CommandIo } from '../../base/command'
import { createTrustingEngine } from '../../engine/engine'
import type { Engine } from '../../engine/engine-interface'
import type { KubeObject } from '../../k8s/object'
import type { CommandRequest, CommandSource, Focus, OpenEdit } from '../../protocol/protocol'
import { editedLine, interruptLine, readMark } from '../../scenario/log-marks'
import type { LogEntry, Scenario } from '../../scenario/scenario'
import { machineOf } from '../../scenario/scenario-machines'
import type { Shell, ShellOptions } from '../../shell/index'
import { FileChanges, fileIn } from './file-changes'
import { type News, NewsBasket } from './news'
import { OpenEdits } from './open-edits'
import { Room } from './room'
import { RunningCommands } from './running-commands'

/** Makes the shell of a cluster. Handed in, because kubectl and its printers load apart from the engine. */
export type ShellMaker = (options: ShellOptions) => Shell

/**
 * A scenario being played: the engine, the shell, the log that grows with every command. Synchronous and deterministic;
 * who owns it decides when virtual time passes.
 */
export class Session {
  readonly engine: Engine
  focus: Focus = {}
  private ownShell: Shell | undefined
  private makeShell: ShellMaker | undefined
  private readonly files: FileChanges
  private readonly room: Room
  private readonly log: LogEntry[] = []
  private readonly running: RunningCommands
  private readonly edits = new OpenEdits()
  private readonly news = new NewsBasket()
  /** What is still to run by itself, earliest first; undefined once somebody has acted. */
  private script: LogEntry[] | undefined

  /**
   * Builds the cluster and replays the log up to the scenario's time; with `replay: 'later'` that is left to `replay`. A
   * scenario without a log can do without a shell at first.
   */
  constructor(
    private readonly origin: Scenario,
    makeShell?: ShellMaker,
    replay: 'now' | 'later' = 'now',
  ) {
    this.makeShell = makeShell
    // Its checks come with the shell: until then there is nobody who could send it anything.
    this.engine = createTrustingEngine({
      version: origin.version,
      seed: origin.seed,
      machines: origin.nodes.map(machineOf),
    })
    this.running = new RunningCommands(() => this.engine.now, this.news)
    this.files = new FileChanges(origin.files)
    this.room = new Room(origin)
    this.script = origin.script?.filter(({ at }) => at > origin.time)
    this.engine.onChange(change => {
      this.news.changes.push(change)
      this.running.noteChange()
    })
    if (replay === 'now') this.replay()
  }

  /** Goes on with the scenario's own log until it is done (true), or `enough` says so (false). */
  replay(enough: () => boolean = () => false): boolean {
    for (;;) {
      const entry = this.origin.log[this.log.length]
      if (!this.advance(entry?.at ?? this.origin.time, enough)) return false
      if (entry === undefined) return true
      this.enter(entry, 'log')
      if (enough()) return false
    }
  }

  /** Gives the session its shell, when it was made without one. */
  attachShell(makeShell: ShellMaker): void {
    this.makeShell = makeShell
  }

  /** Commands that have not ended yet, by id. */
  get runningCommands(): readonly number[] {
    return this.running.ids
  }

  /** How many entries the log has by now. */
  get entries(): number {
    return this.log.length
  }

  get now(): number {
    return this.engine.now
  }

  get settled(): boolean {
    const isScripted = this.script !== undefined && this.script.length > 0
    return this.engine.settled && !this.engine.waiting && this.running.size === 0 && !isScripted
  }

  /** Runs a line now; its id is its place in the log. Throws RangeError when the log could not be opened again with it. */
  run(request: CommandRequest): number {
    const files = request.files === undefined ? undefined : this.files.changesTo(request.files)
    this.room.checkLine(request.line, files)
    this.advance(this.engine.now)
    this.script = undefined
    return this.enter(
      { at: this.engine.now, line: request.line, ...(files === undefined ? {} : { files }) },
      request.source,
    )
  }

  interrupt(id: number): void {
    if (!this.running.has(id)) return
    this.advance(this.engine.now)
    this.script = undefined
    this.enter({ at: this.engine.now, line: interruptLine(id) }, 'typed')
  }

  /** What a person made of the text that a command gave them to edit; null when they closed it without saving. */
  closeEdit(id: number, text: string | null): void {
    if (!this.edits.has(id)) return
    const line = editedLine(id, text)
    this.room.checkLine(line, undefined)
    this.advance(this.engine.now)
    this.script = undefined
    this.enter({ at: this.engine.now, line }, 'typed')
  }

  /** The texts that commands are waiting for; another list whenever one is opened or closed. */
  get openEdits(): readonly OpenEdit[] {
    return this.edits.open
  }

  /** Lets virtual time pass up to `time` (true), or until `enough` says so (false). */
  advance(time: number, enough: () => boolean = () => false): boolean {
    for (;;) {
      const next = this.engine.nextEventTime() ?? Number.POSITIVE_INFINITY
      const wake = this.running.nextWake
      const due = this.script?.[0]?.at ?? Number.POSITIVE_INFINITY
      if (Math.min(next, wake, due) > time) break
      if (due < Math.min(next, wake)) this.followScript(due)
      else if (wake < next) {
        this.engine.runUntil(wake)
        this.running.resumeDue()
      } else {
        this.engine.step()
        this.running.resumeWatching()
      }
      if (enough()) return false
    }
    this.engine.runUntil(time)
    return true
  }

  private followScript(due: number): void {
    this.engine.runUntil(due)
    const entry = this.script?.shift()
    if (entry === undefined) return
    this.enter(entry, 'log')
    for (const [name, text] of Object.entries(entry.files ?? {})) if (text !== null) this.news.wrote(name, text)
  }

  /** Lets time pass until the cluster changes, but no longer than ten virtual minutes. */
  stepToChange(): void {
    this.running.forgetChanges()
    const before = this.news.changes.length
    this.advance(this.engine.now + 600_000, () => this.news.changes.length > before)
  }

  /** What one line would print, without a trace in the log: for previews. It must be a dry run. */
  dryRun(line: string, files: Readonly<Record<string, string>>): { out: string; err: string; code: number } {
    let out = ''
    let err = ''
    const io: CommandIo = {
      out: text => {
        out += text
      },
      err: text => {
        err += text
      },
      readFile: name => fileIn(files, name),
      writeFile: () => {},
      fileNames: () => Object.keys(files),
      now: () => this.engine.now,
    }
    const result = this.shell.run(line, io).next()
    return { out, err, code: result.done ? result.value : 1 }
  }

  complete(line: string): readonly string[] {
    return this.shell.complete(line, this.ioFor(-1))
  }

  takeNews(): News {
    return this.news.take()
  }

  /** The files as the commands see them. */
  currentFiles(): Readonly<Record<string, string>> {
    return this.files.current
  }

  /** Every stored object. */
  objects(): readonly KubeObject[] {
    return this.engine.objects()
  }

  /** The scenario with everything done so far. */
  scenario(): Scenario {
    const { script, ...origin } = this.origin
    const isFollowed = script !== undefined && this.script !== undefined
    return { ...origin, log: [...this.log], time: Math.floor(this.engine.now), ...(isFollowed ? { script } : {}) }
  }

  private get shell(): Shell {
    if (this.ownShell === undefined) {
      if (this.makeShell === undefined) throw new Error('The session has no shell yet.')
      this.ownShell = this.makeShell({ engine: this.engine })
    }
    return this.ownShell
  }

  private enter(entry: LogEntry, source: CommandSource): number {
    const id = this.log.push(entry) - 1
    this.room.add(entry)
    if (entry.files !== undefined) this.files.apply(entry.files)
    this.news.commands.push({ id, at: entry.at, line: entry.line, source })
    const mark = readMark(entry.line)
    if (mark !== undefined) {
      if (mark.type === 'interrupt') this.running.interrupt(mark.id)
      else if (this.running.has(mark.id) && this.edits.close(mark.id, mark.text)) this.running.goOn(mark.id)
      this.news.ended(id, 0)
      return id
    }
    this.running.start(id, () => this.shell.run(entry.line, this.ioFor(id)))
    return id
  }

  private ioFor(id: number): CommandIo {
    return {
      out: text => this.news.print(id, 'out', text),
      err: text => this.news.print(id, 'err', text),
      readFile: name => fileIn(this.files.current, name),
      writeFile: (name, text) => {
        const problem = this.room.fileProblem(this.files.current, name, text)
        if (problem !== undefined) {
          this.news.print(id, 'err', `bash: ${name.slice(0, 200)}: ${problem}\n`)
          return
        }
        this.files.apply({ [name]: text })
        this.news.wrote(name, text)
      },
      fileNames: () => Object.keys(this.files.current),
      now: () => this.engine.now,
      edit: (name, text) => this.edits.wait(id, name, text),
      showFile: name => this.news.show(name),
    }
  }
}
