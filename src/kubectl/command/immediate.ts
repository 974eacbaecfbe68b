import type { CommandRun } from '../../base/command'
import type { Invocation } from './command-spec'

/** A command that is done at once: it never waits. */
export function immediate(run: (invocation: Invocation) => number): (invocation: Invocation) => CommandRun {
  // biome-ignore lint/correctness/useYield: a command that never waits is a generator all the same
  return function* (invocation) {
    return run(invocation)
  }
}
