import type { CommandSpec } from '../command/command-spec'
import { findCommand } from '../command/find-command'
import { flagLines, helpText, rootUsage } from '../command/help-text'
import { immediate } from '../command/immediate'

const HELP_OF_HELP = `Help provides help for any command in the application.
Simply type kubectl help [path to command] for full details.

Usage:
  kubectl help [command] [flags] [options]

Use "kubectl options" for a list of global command-line options (applies to all commands).
`

/** `kubectl help`, `kubectl help rollout status`. */
export function helpCommandFor(root: CommandSpec): CommandSpec {
  return {
    name: 'help',
    short: 'Help about any command',
    hidden: true,
    run: immediate(({ args, io, session }) => {
      const { command, path, rest } = findCommand(root, args)
      // The list of options has no help of its own.
      if (command === optionsCommand) return 0
      if (args[0] === 'help') {
        io.out(HELP_OF_HELP)
        return 0
      }
      if (command !== root || rest.length === 0) io.out(helpText(command, path, session.documentation?.commands))
      else io.err(`Unknown help topic [${args.map(word => `\`${word}\``).join(' ')}]\n\n\n${rootUsage(root)}`)
      return 0
    }),
  }
}

export const optionsCommand: CommandSpec = {
  name: 'options',
  short: 'Print the list of flags inherited by all commands',
  hidden: true,
  run: immediate(({ io, session }) => {
    const help = session.documentation?.commands['kubectl options']
    io.out(`${help?.long ?? ''}\n\n${flagLines(help?.flags ?? {})}\n\n`)
    return 0
  }),
}
