import type { CommandSpec } from '../command/command-spec'
import { findCommand } from '../command/find-command'
import { flagLines, helpText, rootUsage } from '../command/help-text'
import { immediate } from '../command/immediate'

/** `kubectl help`, `kubectl help rollout status`. */
export function helpCommandFor(root: CommandSpec): CommandSpec {
  return {
    name: 'help',
    short: 'Help about any command',
    hidden: true,
    run: immediate(({ args, io, session }) => {
      const { command, path, rest } = findCommand(root, args)
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
    io.out(`${help?.long ?? ''}\n\n${flagLines(help?.flags ?? {})}\n`)
    return 0
  }),
}
