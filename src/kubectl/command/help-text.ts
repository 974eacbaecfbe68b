import { COMMAND_GROUPS, type CommandSpec } from './command-spec'
import type { FlagSpec } from './flag-set'

/** What `--help` prints for a command. */
// Models staging/src/k8s.io/kubectl/pkg/util/templates/templates.go
export function helpText(command: CommandSpec, path: string): string {
  const sections = [command.long ?? `${command.short}.`]
  if (command.examples !== undefined) sections.push(`Examples:\n${command.examples}`)
  sections.push(...subcommandSections(command, path))
  const flags = (command.flags ?? []).filter(flag => flag.hidden !== true)
  if (flags.length > 0) sections.push(`Options:\n${flagLines(flags)}`)
  sections.push(usageSection(command, path))
  return `${sections.join('\n\n')}\n`
}

/** The commands of `kubectl help`, by group; the middle part of that text. */
export function groupedCommands(root: CommandSpec): readonly string[] {
  return COMMAND_GROUPS.map(group => {
    const commands = (root.subcommands ?? []).filter(command => command.group === group && command.hidden !== true)
    return `${group}:\n${commandLines(commands)}`
  })
}

function subcommandSections(command: CommandSpec, path: string): readonly string[] {
  const shown = (command.subcommands ?? []).filter(each => each.hidden !== true)
  if (shown.length === 0) return []
  return path === 'kubectl' ? groupedCommands(command) : [`Available Commands:\n${commandLines(shown)}`]
}

function commandLines(commands: readonly CommandSpec[]): string {
  const width = Math.max(0, ...commands.map(({ name }) => name.length))
  return commands.map(({ name, short }) => `  ${name.padEnd(width)}   ${short}`).join('\n')
}

/** The flags with their defaults, as in `Options:`. */
export function flagLines(flags: readonly FlagSpec[]): string {
  return [...flags]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(
      flag =>
        `    ${flag.short === undefined ? '' : `-${flag.short}, `}--${flag.name}=${flag.default ?? ''}:\n\t${flag.help}`,
    )
    .join('\n\n')
}

function usageSection(command: CommandSpec, path: string): string {
  const lines = [
    `Usage:\n  ${path} ${command.usage ?? (command.subcommands === undefined ? '[options]' : 'SUBCOMMAND [options]')}\n`,
  ]
  if (command.subcommands !== undefined && command.subcommands.length > 0) {
    lines.push(`Use "${path} <command> --help" for more information about a given command.`)
  }
  lines.push('Use "kubectl options" for a list of global command-line options (applies to all commands).')
  return lines.join('\n')
}
