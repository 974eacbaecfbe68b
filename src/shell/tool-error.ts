import type { CommandIo } from '../base/command'
import { PatternError } from '../base/patterns/pattern-syntax'

/** What a text tool complains of; its name is put before it. */
export class ToolError extends Error {}

/** Lets a tool act; when it complains, that is printed, and the answer is the exit code. */
export function guarded<T>(name: string, io: CommandIo, code: number, act: () => T): T | number {
  try {
    return act()
  } catch (error) {
    if (!(error instanceof PatternError || error instanceof ToolError)) throw error
    io.err(`${name}: ${error.message}\n`)
    return code
  }
}
