import type { CommandSpec } from '../command/command-spec'
import { PlainError } from '../command/failure'
import { immediate } from '../command/immediate'

/** Commands that kubectl has and that make no sense on a page: they are known by name and say what to do instead. */
export const UNAVAILABLE_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'certificate',
    short: 'Modify certificate resources',
    group: 'Cluster Management Commands',
    subcommands: [
      unavailable('certificate approve', 'Approve a certificate signing request', 'nobody asks for certificates here'),
      unavailable('certificate deny', 'Deny a certificate signing request', 'nobody asks for certificates here'),
    ],
  },
  {
    ...unavailable('proxy', 'Run a proxy to the Kubernetes API server', 'use `kubectl get --raw PATH`'),
    group: 'Troubleshooting and Debugging Commands',
  },
  {
    ...unavailable('kustomize', 'Build a kustomization target from a directory or URL', 'apply plain files with -f'),
    group: 'Advanced Commands',
  },
  {
    ...unavailable(
      'completion',
      'Output shell completion code for the specified shell (bash, zsh, fish, or powershell)',
      'completion is built in: press Tab',
    ),
    group: 'Settings Commands',
  },
  {
    name: 'kuberc',
    short: 'Manage kuberc configuration files',
    group: 'Other Commands',
    subcommands: [
      unavailable('kuberc set', 'Set values in the kuberc configuration', 'there is no kuberc here'),
      unavailable('kuberc view', 'Display the current kuberc configuration', 'there is no kuberc here'),
    ],
  },
  {
    name: 'plugin',
    short: 'Provides utilities for interacting with plugins',
    group: 'Other Commands',
    helpGoesToStderr: true,
    subcommands: [
      unavailable('plugin list', "List all visible plugin executables on a user's PATH", 'there are no plugins here'),
    ],
  },
]

/** A command that says why it does nothing here. */
export function unavailable(path: string, short: string, instead: string): CommandSpec {
  return {
    name: path.split(' ').at(-1) ?? path,
    short,
    isUnavailable: true,
    run: immediate(() => {
      throw new PlainError(`kubectl ${path} is not available in this playground: ${instead}`)
    }),
  }
}
