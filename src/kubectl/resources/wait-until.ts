import type { CommandIo, CommandWait } from '../../base/command'

/** Waits, change by change, until `done` says so; false when `timeout` virtual milliseconds have passed first. */
export function* waitUntil(
  io: CommandIo,
  timeout: number | undefined,
  done: () => boolean,
): Generator<CommandWait, boolean, void> {
  const deadline = timeout === undefined ? undefined : io.now() + timeout
  while (!done()) {
    if (deadline !== undefined && io.now() >= deadline) return false
    yield deadline === undefined ? { change: true } : { change: true, delay: deadline - io.now() }
  }
  return true
}
