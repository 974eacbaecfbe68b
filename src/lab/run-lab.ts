import type { CommandIo } from '../base/command'
import type { Engine } from '../engine/engine-interface'
import type { ApiClient } from '../k8s/api-client'
import { FlagError, parseFlags } from '../kubectl/command/flag-set'
import { LAB_COMMANDS, labHelp } from './command-list'
import { type LabCommand, LabError } from './lab-command'

/** Runs one lab line, without the word `lab`. Slips are printed with what to type instead. */
export function runLab(engine: Engine, client: ApiClient, io: CommandIo, words: readonly string[]): number {
  const [group = 'help', verb = '', ...rest] = words
  if (group === 'help' || group === '--help' || group === '-h') {
    io.out(labHelp())
    return 0
  }
  const command = LAB_COMMANDS.find(({ name }) => name === `${group} ${verb}`)
  if (command === undefined) {
    io.err(`error: ${unknown(group, verb)}\n`)
    return 1
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    io.out(helpOf(command))
    return 0
  }
  try {
    const { flags, args } = parseFlags(rest, command.flags ?? [])
    command.run({ machines: engine.machines, controlPlane: engine, client, io, args, flags })
    return 0
  } catch (error) {
    if (error instanceof FlagError) io.err(`error: ${error.message}\nUsage: lab ${command.name} ${command.usage}\n`)
    else if (error instanceof LabError || error instanceof RangeError) io.err(`error: ${error.message}\n`)
    else throw error
    return 1
  }
}

function unknown(group: string, verb: string): string {
  const verbs = LAB_COMMANDS.filter(({ name }) => name.startsWith(`${group} `)).map(({ name }) =>
    name.slice(group.length + 1),
  )
  if (verbs.length > 0)
    return `lab ${group} ${verb === '' ? 'wants one of' : `has no "${verb}", but`}: ${verbs.join(', ')}. See \`lab help\`.`
  const groups = [...new Set(LAB_COMMANDS.map(({ name }) => name.split(' ')[0] ?? ''))]
  return `lab knows nothing of "${group}", but: ${groups.join(', ')}. See \`lab help\`.`
}

function helpOf({ name, usage, help, flags = [] }: LabCommand): string {
  const options = flags.map(flag => `  --${flag.name}\n      ${flag.help}\n`).join('')
  return `${help}\n\nUsage: lab ${name} ${usage}\n${options}`
}
