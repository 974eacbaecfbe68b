import type { CommandIo, CommandRun } from '../../base/command'
import { ApiError } from '../../k8s/api-client'
import type { KubectlSession } from '../kubectl-session'
import type { CommandSpec, Invocation } from './command-spec'
import { GLOBAL_FLAGS } from './common-flags'
import { connect } from './connection'
import { CommandFailure, ErrorList, PlainError, renderError } from './failure'
import { asFieldManager } from './field-manager'
import { findCommand, firstArgument } from './find-command'
import { FlagError, type FlagSpec, parseFlags } from './flag-set'
import { helpText } from './help-text'
import { printWarnings } from './invocation'

const HELP_FLAG: FlagSpec = { name: 'help', short: 'h', type: 'bool', default: 'false' }

/** Every flag that a command knows, its own first. */
export function flagsOf(command: CommandSpec): readonly FlagSpec[] {
  return [...(command.flags ?? []), ...GLOBAL_FLAGS, HELP_FLAG]
}

/** Runs one kubectl command line, without the word `kubectl`. What goes wrong is printed; the answer is the exit code. */
export function* runKubectl(
  root: CommandSpec,
  session: KubectlSession,
  io: CommandIo,
  words: readonly string[],
): CommandRun {
  try {
    return yield* dispatch(root, session, io, words)
  } catch (error) {
    if (!isExpected(error)) throw error
    const text = renderError(error)
    if (text !== '') io.err(text.endsWith('\n') ? text : `${text}\n`)
    return error instanceof CommandFailure ? error.exitCode : 1
  }
}

function isExpected(error: unknown): boolean {
  return (
    error instanceof CommandFailure ||
    error instanceof PlainError ||
    error instanceof ErrorList ||
    error instanceof ApiError
  )
}

function* dispatch(root: CommandSpec, session: KubectlSession, io: CommandIo, words: readonly string[]): CommandRun {
  const { command, path, rest } = findCommand(root, words)
  if (command === root) {
    const at = firstArgument(rest, root)
    if (at >= 0) {
      if (words[0]?.startsWith('-') === true)
        throw new CommandFailure(`Error: flags cannot be placed before plugin name: ${words[0]}`)
      throw unknownCommand(root, rest[at] ?? '')
    }
  }
  const { flags, args, dash } = parse(command, path, command.ignoresFlags === true ? onlyHelp(rest) : rest)
  for (const { name, deprecated } of command.flags ?? []) {
    if (deprecated !== undefined && flags.changed(name)) io.err(`Flag --${name} has been deprecated, ${deprecated}\n`)
  }
  if (flags.bool('help')) {
    io.out(helpText(command, path, session.documentation?.commands))
    return 0
  }
  if (command.run === undefined) {
    if (args.length > 0) {
      throw new PlainError(`unknown command "${args.join(' ')}"\nSee '${path} -h' for help and examples`)
    }
    const text = helpText(command, path, session.documentation?.commands)
    if (command.helpGoesToStderr === true) io.err(text)
    else io.out(text)
    return command === root ? 0 : 1
  }
  const invocation: Invocation = {
    session: asFieldManager(connect(session, command, path, flags), flags),
    io,
    path,
    args,
    dash,
    flags,
    warned: new Set(),
  }
  try {
    return yield* command.run(invocation)
  } finally {
    printWarnings(invocation)
  }
}

const onlyHelp = (words: readonly string[]) =>
  words.filter(word => word === '-h' || word === '--help' || !word.startsWith('-'))

function parse(command: CommandSpec, path: string, rest: readonly string[]) {
  try {
    return parseFlags(rest, flagsOf(command))
  } catch (error) {
    if (!(error instanceof FlagError)) throw error
    const { exitCode = 1, hint = `See '${path} --help' for usage.` } = command.flagErrors?.(path) ?? {}
    throw new CommandFailure(`error: ${error.message}\n${hint}`, exitCode)
  }
}

// Models github.com/spf13/cobra Command.findSuggestions
function unknownCommand(root: CommandSpec, word: string): CommandFailure {
  const close = (root.subcommands ?? []).filter(
    ({ name, hidden, suggestFor }) =>
      hidden !== true &&
      (editDistance(word.toLowerCase(), name) <= 2 ||
        name.startsWith(word.toLowerCase()) ||
        suggestFor?.includes(word)),
  )
  const suggestions =
    close.length === 0 ? '' : `\n\nDid you mean this?\n${close.map(({ name }) => `\t${name}\n`).join('')}`
  return new CommandFailure(`error: unknown command "${word}" for "kubectl"${suggestions}`)
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same))
    }
    row = next
  }
  return row[b.length] ?? 0
}
