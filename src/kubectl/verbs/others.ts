import type { COMMAND_GROUPS, CommandSpec } from '../command/command-spec'
import { PlainError } from '../command/failure'
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
