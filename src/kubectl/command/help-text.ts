import type { CommandHelp } from '../documentation/command-help'
import { COMMAND_GROUPS, type CommandSpec } from './command-spec'
import type { FlagSpec } from './flag-set'

type Texts = Readonly<Record<string, CommandHelp>>

/** Names are followed by their description in a column that is at least this wide. */
const MIN_NAME_WIDTH = 11

/** What `--help` prints for a command. `texts` may not have been loaded: then there is less to say. */
// Models staging/src/k8s.io/kubectl/pkg/util/templates/templates.go
export function helpText(command: CommandSpec, path: string, texts: Texts | undefined): string {
  const help = texts?.[path]
  const sections = [help?.long ?? `${command.short}.`]
  if (command.aliases !== undefined) sections.push(`Aliases:\n${[command.name, ...command.aliases].join(', ')}`)
  if (help?.examples !== undefined) sections.push(`Examples:\n${help.examples}`)
  sections.push(...subcommandSections(command, path))
  const flags = flagSection(command, help)
  if (flags !== '') sections.push(`Options:\n${flags}`)
  sections.push(usageSection(command, path, help))
  return `${sections.join('\n\n')}\n`
}

/** What follows a mistake in `kubectl help`: the commands by group, and how to go on. */
export function rootUsage(root: CommandSpec): string {
  return `${[...groupedCommands(root), usageSection(root, 'kubectl', undefined)].join('\n\n')}\n`
}

/** The flags as `Options:` shows them. */
export function flagLines(texts: Readonly<Record<string, string>>): string {
  return Object.entries(texts)
    .map(([flag, text]) => `    ${flag}:\n\t${text}`)
    .join('\n\n')
}

/** A flag with its default, as help prints it: `-A, --all-namespaces=false`. */
export function flagLabel({ name, short, default: value = '' }: FlagSpec): string {
  return `${short === undefined ? '' : `-${short}, `}--${name}=${value}`
}

function groupedCommands(root: CommandSpec): readonly string[] {
  const groups = COMMAND_GROUPS.map(group => {
    const commands = (root.subcommands ?? []).filter(command => command.group === group && command.hidden !== true)
    return `${group}:\n${commandLines(commands)}`
  })
  return [...groups.slice(0, -1), 'Subcommands provided by plugins:', ...groups.slice(-1)]
}

function subcommandSections(command: CommandSpec, path: string): readonly string[] {
  const shown = (command.subcommands ?? []).filter(each => each.hidden !== true)
  if (shown.length === 0) return []
  return path === 'kubectl' ? groupedCommands(command) : [`Available Commands:\n${commandLines(shown)}`]
}

function commandLines(commands: readonly CommandSpec[]): string {
  const width = Math.max(MIN_NAME_WIDTH, ...commands.map(({ name }) => name.length))
  return commands.map(({ name, short }) => `  ${name.padEnd(width)}   ${short}`).join('\n')
}

function flagSection(command: CommandSpec, help: CommandHelp | undefined): string {
  if (help !== undefined) return flagLines(help.flags ?? {})
  const flags = (command.flags ?? []).filter(flag => flag.hidden !== true)
  return flags.map(flag => `    ${flagLabel(flag)}`).join('\n')
}

function usageSection(command: CommandSpec, path: string, help: CommandHelp | undefined): string {
  const isGroup = command.subcommands !== undefined && command.subcommands.length > 0
  const lines = [`Usage:\n  ${help?.usage ?? `${path} [flags] [options]`}\n`]
  if (isGroup) lines.push(`Use "${path} <command> --help" for more information about a given command.`)
  lines.push('Use "kubectl options" for a list of global command-line options (applies to all commands).')
  return lines.join('\n')
}
