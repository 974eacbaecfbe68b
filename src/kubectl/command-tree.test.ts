import { describe, expect, it } from 'vitest'
import type { CommandSpec } from './command/command-spec'
import { flagLabel } from './command/help-text'
import { KUBECTL } from './command-tree'
import { ALL_COMMAND_HELP } from './documentation/all-command-help'

function everyCommand(command: CommandSpec, path = 'kubectl'): (readonly [string, CommandSpec])[] {
  const below = (command.subcommands ?? []).filter(({ hidden }) => hidden !== true)
  return [[path, command] as const, ...below.flatMap(each => everyCommand(each, `${path} ${each.name}`))]
}

const commands = everyCommand(KUBECTL)

describe('the command tree', () => {
  it('has the commands that kubectl has', () => {
    const documented = Object.keys(ALL_COMMAND_HELP).filter(path => path !== 'kubectl options')
    expect(commands.map(([path]) => path).sort()).toEqual(documented.sort())
  })

  it.each(commands.filter(([, { ignoresFlags }]) => ignoresFlags !== true))(
    '%s takes the flags that kubectl documents, with their defaults',
    (path, command) => {
      const own = (command.flags ?? []).filter(({ hidden, deprecated }) => hidden !== true && deprecated === undefined)
      expect(own.map(flagLabel).sort()).toEqual(Object.keys(ALL_COMMAND_HELP[path]?.flags ?? {}).sort())
    },
  )
})
