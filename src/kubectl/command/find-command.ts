import type { CommandSpec } from './command-spec'
import { GLOBAL_FLAGS } from './common-flags'

/** The command that the words name, and the words that are left for it. */
export interface FoundCommand {
  readonly command: CommandSpec
  /** `kubectl rollout status` */
  readonly path: string
  readonly rest: readonly string[]
}

// Models github.com/spf13/cobra Command.Find
export function findCommand(root: CommandSpec, words: readonly string[]): FoundCommand {
  let command = root
  let path = 'kubectl'
  let rest = [...words]
  for (;;) {
    const at = firstArgument(rest, command)
    const word = at < 0 ? undefined : rest[at]
    const next = command.subcommands?.find(
      ({ name, aliases }) => name === word || (word !== undefined && aliases?.includes(word)),
    )
    if (next === undefined) return { command, path, rest }
    command = next
    path += ` ${next.name}`
    rest = rest.filter((_, index) => index !== at)
  }
}

/** Where the first word stands that is neither a flag nor a flag's value; -1 without one. */
export function firstArgument(words: readonly string[], command: CommandSpec): number {
  const flags = [...(command.flags ?? []), ...GLOBAL_FLAGS]
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? ''
    if (word === '--') return -1
    if (!word.startsWith('-') || word === '-') return i
    if (word.includes('=')) continue
    const flag = word.startsWith('--')
      ? flags.find(({ name }) => name === word.slice(2))
      : word.length === 2
        ? flags.find(({ short }) => short === word.slice(1))
        : undefined
    // A flag that is not known is taken to have a value.
    if (flag?.type !== 'bool' && flag?.type !== 'optional') i += 1
  }
  return -1
}
