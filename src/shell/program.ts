import type { CommandIo, CommandRun } from '../base/command'
import type { Engine } from '../engine/engine-interface'
import type { KubectlSession } from '../kubectl/kubectl-session'

/** What a program of the shell may use. */
export interface ProgramContext {
  readonly io: CommandIo
  readonly shell: ShellState
  /** Runs another program by its words, as xargs and sudo do. */
  run(words: readonly string[], io: CommandIo): CommandRun
}

/** What stays from one line to the next. */
export interface ShellState {
  readonly engine: Engine
  readonly kubectl: KubectlSession
  readonly variables: Map<string, string>
  readonly aliases: Map<string, string>
  readonly history: string[]
  lastExit: number
}

/** A program: gets its words without its own name. */
export type Program = (args: readonly string[], context: ProgramContext) => CommandRun

/** A program that is done at once: it never waits. */
export function immediateProgram(run: (args: readonly string[], context: ProgramContext) => number): Program {
  // biome-ignore lint/correctness/useYield: a program that never waits is a generator all the same
  return function* (args, context) {
    return run(args, context)
  }
}

/** A program that only turns text into text: it never waits. */
export function textProgram(run: (args: readonly string[], input: string, io: CommandIo) => number): Program {
  return immediateProgram((args, { io }) => run(args, io.stdin ?? '', io))
}

/** The lines of a text; the last line end does not begin another line. */
export function linesOf(text: string): string[] {
  if (text === '') return []
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n')
}

/** The text of the named files, or the input when there are none. Undefined after a complaint. */
export function readInputs(name: string, files: readonly string[], input: string, io: CommandIo): string | undefined {
  if (files.length === 0) return input
  let text = ''
  for (const file of files) {
    const content = file === '-' ? input : io.readFile(file.replace(/^\.\//, ''))
    if (content === undefined) {
      io.err(`${name}: ${file}: No such file or directory\n`)
      return undefined
    }
    text += content
  }
  return text
}
