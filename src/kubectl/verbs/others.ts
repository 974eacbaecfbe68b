import type { COMMAND_GROUPS, CommandSpec } from '../command/command-spec'
import { GLOBAL_FLAGS } from '../command/common-flags'
import { CommandFailure, PlainError } from '../command/failure'
import { flagLines } from '../command/help-text'
import { immediate } from '../command/immediate'

type Group = (typeof COMMAND_GROUPS)[number]

/** Commands that kubectl has and that make no sense on a page: they are known by name and say what to do instead. */
export const UNAVAILABLE_COMMANDS: readonly CommandSpec[] = [
  unavailable(
    'certificate',
    'Modify certificate resources',
    'Cluster Management Commands',
    'nobody asks for certificates here',
  ),
  unavailable(
    'proxy',
    'Run a proxy to the Kubernetes API server',
    'Troubleshooting and Debugging Commands',
    'use `kubectl get --raw PATH`',
  ),
  unavailable(
    'kustomize',
    'Build a kustomization target from a directory or URL',
    'Advanced Commands',
    'apply plain files with -f',
  ),
  unavailable(
    'completion',
    'Output shell completion code for the specified shell (bash, zsh, fish, or powershell)',
    'Settings Commands',
    'completion is built in: press Tab',
  ),
  unavailable('kuberc', 'Manage kuberc configuration files', 'Other Commands', 'there is no kuberc here'),
  unavailable(
    'plugin',
    'Provides utilities for interacting with plugins',
    'Other Commands',
    'there are no plugins here',
  ),
]

function unavailable(name: string, short: string, group: Group, instead: string): CommandSpec {
  return {
    name,
    short,
    group,
    run: immediate(() => {
      throw new PlainError(`kubectl ${name} is not available in this playground: ${instead}`)
    }),
  }
}

export const optionsCommand: CommandSpec = {
  name: 'options',
  short: 'Print the list of flags inherited by all commands',
  hidden: true,
  run: immediate(({ io }) => {
    io.out(
      `The following options can be passed to any command:\n\n${flagLines(GLOBAL_FLAGS.filter(flag => flag.hidden !== true))}\n`,
    )
    return 0
  }),
}

// Models staging/src/k8s.io/kubectl/pkg/cmd/explain/explain.go
export const explainCommand: CommandSpec = {
  name: 'explain',
  short: 'Get documentation for a resource',
  group: 'Basic Commands (Intermediate)',
  usage:
    'TYPE [--recursive=FALSE|TRUE] [--api-version=api-version-group] [-o|--output=plaintext|plaintext-openapiv2] [options]',
  completes: 'resource',
  flags: [
    { name: 'api-version', type: 'string', default: "''", help: 'group/version of the kind.' },
    { name: 'output', short: 'o', type: 'string', default: "'plaintext'", help: 'plaintext or plaintext-openapiv2.' },
    { name: 'recursive', type: 'bool', default: 'false', help: 'All fields below.' },
  ],
  run: immediate(({ args, session, io }) => {
    const [path, more] = args
    if (path === undefined) {
      throw new PlainError(
        'You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.',
      )
    }
    if (more !== undefined) throw new PlainError('We accept only this format: explain RESOURCE')
    const [word = ''] = path.split('.')
    const type = session.client
      .resourceTypes()
      .find(each => each.plural === word || each.singular === word.toLowerCase() || each.shortNames.includes(word))
    if (type === undefined) throw new PlainError(`the server doesn't have a resource type "${word}"`)
    if (type.group !== '') io.out(`GROUP:      ${type.group}\n`)
    io.out(`KIND:       ${type.kind}\nVERSION:    ${type.version}\n`)
    throw new CommandFailure(
      `error: the documentation of fields is not in the terminal yet: hover over ${path} in the editor to read it`,
    )
  }),
}
