import { goQuote } from '../../k8s/go-quote'
import type { CommandSpec } from '../command/command-spec'
import { PlainError, usageError } from '../command/failure'
import { immediate } from '../command/immediate'
import { kustomizeError } from '../resources/manifest-sources'

/** Commands that kubectl has and that make no sense on a page: they are known by name and say what to do instead. */
export const UNAVAILABLE_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'certificate',
    short: 'Modify certificate resources',
    group: 'Cluster Management Commands',
    subcommands: [
      certificateCommand('approve', 'Approve a certificate signing request'),
      certificateCommand('deny', 'Deny a certificate signing request'),
    ],
  },
  {
    ...unavailable('proxy', 'Run a proxy to the Kubernetes API server', 'use `kubectl get --raw PATH`'),
    group: 'Troubleshooting and Debugging Commands',
    ignoresFlags: false,
    flags: [
      { name: 'accept-hosts', type: 'string', default: "'^localhost$,^127\\.0\\.0\\.1$,^\\[::1\\]$'" },
      { name: 'accept-paths', type: 'string', default: "'^.*'" },
      { name: 'address', type: 'string', default: "'127.0.0.1'" },
      { name: 'api-prefix', type: 'string', default: "'/'" },
      { name: 'append-server-path', type: 'bool', default: 'false' },
      { name: 'disable-filter', type: 'bool', default: 'false' },
      { name: 'keepalive', type: 'duration', default: '0s' },
      { name: 'port', short: 'p', type: 'int', default: '8001' },
      { name: 'reject-methods', type: 'string', default: "'^$'" },
      { name: 'reject-paths', type: 'string', default: "'^/api/.*/pods/.*/exec,^/api/.*/pods/.*/attach'" },
      { name: 'unix-socket', short: 'u', type: 'string', default: "''" },
      { name: 'www', short: 'w', type: 'string', default: "''" },
      { name: 'www-prefix', short: 'P', type: 'string', default: "'/static/'" },
    ],
  },
  {
    name: 'kustomize',
    short: 'Build a kustomization target from a directory or URL',
    group: 'Advanced Commands',
    ignoresFlags: true,
    run: immediate(({ args, io }) => {
      throw kustomizeError(args[0] ?? '.', io.fileNames())
    }),
  },
  {
    name: 'completion',
    short: 'Output shell completion code for the specified shell (bash, zsh, fish, or powershell)',
    group: 'Settings Commands',
    ignoresFlags: true,
    run: immediate(({ args, path }) => {
      const [shell] = args
      if (shell === undefined) throw usageError(path, 'Shell not specified.')
      if (args.length > 1) throw usageError(path, 'Too many arguments. Expected only the shell type.')
      if (!['bash', 'zsh', 'fish', 'powershell'].includes(shell))
        throw usageError(path, `Unsupported shell type ${goQuote(shell)}.`)
      throw new PlainError('kubectl completion is not needed in this playground: completion is built in: press Tab')
    }),
  },
  {
    name: 'alpha',
    short: 'Commands for features in alpha',
    hidden: true,
    ignoresFlags: true,
    run: immediate(({ io }) => {
      io.err('No alpha commands are available in this version of kubectl\n')
      return 0
    }),
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
      {
        name: 'list',
        short: "List all visible plugin executables on a user's PATH",
        ignoresFlags: true,
        run: immediate(() => {
          throw new PlainError('unable to find any kubectl plugins in your PATH')
        }),
      },
    ],
  },
]

/** Nobody asks for certificates here: there is no request to be found. */
function certificateCommand(name: string, short: string): CommandSpec {
  return {
    name,
    short,
    ignoresFlags: true,
    run: immediate(({ args, session }) => {
      if (args.length === 0) throw new PlainError('one or more CSRs must be specified as <name> or -f <filename>')
      for (const request of args)
        session.client.get('certificatesigningrequests.certificates.k8s.io', undefined, request)
      return 0
    }),
  }
}

/** A command that says why it does nothing here. */
function unavailable(path: string, short: string, instead: string): CommandSpec {
  return {
    name: path.split(' ').at(-1) ?? path,
    short,
    ignoresFlags: true,
    run: immediate(() => {
      throw new PlainError(`kubectl ${path} is not available in this playground: ${instead}`)
    }),
  }
}
