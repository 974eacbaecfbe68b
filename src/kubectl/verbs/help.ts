import type { CommandSpec } from '../command/command-spec'
import { findCommand } from '../command/find-command'
import { groupedCommands, helpText } from '../command/help-text'
import { immediate } from '../command/immediate'

/** `kubectl help`, `kubectl help rollout status`. */
export function helpCommandFor(root: CommandSpec): CommandSpec {
  return {
    name: 'help',
    short: 'Help about any command',
    hidden: true,
    run: immediate(({ args, io }) => {
      const { command, path, rest } = findCommand(root, args)
      if (rest.length === 0) {
        io.out(helpText(command, path))
        return 0
      }
      io.err(`Unknown help topic [${args.map(word => `\`${word}\``).join(' ')}]\n\n\n${rootUsage(root)}`)
      return 0
    }),
  }
}

function rootUsage(root: CommandSpec): string {
  const groups = groupedCommands(root)
  const [last = ''] = groups.slice(-1)
  return `${[...groups.slice(0, -1), 'Subcommands provided by plugins:', last].join('\n\n')}

Usage:
  kubectl [flags] [options]

Use "kubectl <command> --help" for more information about a given command.
Use "kubectl options" for a list of global command-line options (applies to all commands).
`
}
