import type { CommandSpec, Invocation } from '../command/command-spec'
import { PlainError } from '../command/failure'
import { helpText } from '../command/help-text'

/** Prints the command's help: most commands of `config` answer a wrong number of words with it. */
export function printHelp({ io, path, session }: Invocation, command: CommandSpec): void {
  io.out(helpText(command, path, session.documentation?.commands))
}

/** The refusal of a wrong number of words, after the help. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/config/config.go helpErrorf
export function unexpectedArguments(
  invocation: Invocation,
  command: CommandSpec,
  complaint = 'Unexpected',
): PlainError {
  printHelp(invocation, command)
  return new PlainError(`${complaint} args: [${invocation.args.join(' ')}]`)
}
