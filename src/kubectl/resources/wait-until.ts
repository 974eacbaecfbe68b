import type { CommandIo, CommandWait } from '../../base/command'

/** kubectl looks again after this long even when it was told of nothing. */
const POLL = 1000

/** Waits, change by change, until `done` says so; false when `timeout` virtual milliseconds have passed first. */
export function* waitUntil(
  io: CommandIo,
  timeout: number | undefined,
  done: () => boolean,
): Generator<CommandWait, boolean, void> {
  const deadline = timeout === undefined ? undefined : io.now() + timeout
  while (!done()) {
    if (deadline !== undefined && io.now() >= deadline) return false
    const rest = deadline === undefined ? POLL : Math.min(POLL, deadline - io.now())
    yield { change: true, delay: rest }
  }
  return true
}
