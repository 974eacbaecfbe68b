import type { CommandRun, CommandWait } from '../../base/command'

/** What a session keeps of a command that has not ended: what it waits for, and how to go on. */
export interface RunningCommand {
  readonly id: number
  readonly run: CommandRun
  waitsForChange: boolean
  /** Virtual time at which it wants to go on, whatever happens. */
  wakeAt: number | undefined
}

/** Lets the command go on until it waits again (false) or ends (its exit code). A thrown error is a fault of ours: code 70, told on stderr. */
export function resumeCommand(
  command: RunningCommand,
  now: number,
  tellFault: (text: string) => void,
): number | undefined {
  let result: IteratorResult<CommandWait, number>
  try {
    result = command.run.next()
  } catch (error) {
    tellFault(`internal error: ${error instanceof Error ? error.message : String(error)}\n`)
    return 70
  }
  if (result.done) return result.value
  const { change = false, delay } = result.value
  command.waitsForChange = change
  command.wakeAt = delay === undefined ? undefined : now + Math.max(1, Math.ceil(delay))
  return undefined
}
