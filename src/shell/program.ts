import type { CommandIo, CommandRun } from '../base/command'
import type { Engine } from '../engine/engine-interface'
import type { KubectlSession } from '../kubectl/kubectl-session'
import { guarded } from './tool-error'

/** What a program of the shell may use. */
export interface ProgramContext {
  readonly io: CommandIo
  readonly shell: ShellState
  /** Runs another program by its words, as xargs and sudo do. */
  run(words: readonly string[], io: CommandIo): CommandRun
  /** Runs a line as it is typed. Throws ShellSyntaxError. */
  runLine(line: string, io: CommandIo): CommandRun
}

/** What stays from one line to the next. */
export interface ShellState {
  readonly engine: Engine
  readonly kubectl: KubectlSession
  readonly variables: Map<string, string>
  readonly aliases: Map<string, string>
  readonly history: string[]
  lastExit: number
  /** The exit codes of the commands of the last pipeline: `PIPESTATUS`. */
  pipeStatus: readonly number[]
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

/** A text tool that reads all of its input before it prints: it never waits. */
export function textProgram(
  name: string,
  run: (args: readonly string[], io: CommandIo) => number,
  complaintCode = 1,
): Program {
  return immediateProgram((args, { io }) => guarded(name, io, complaintCode, () => run(args, io)))
}

/** The lines of a text; the last line end does not begin another line. */
export function linesOf(text: string): string[] {
  if (text === '') return []
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n')
}
