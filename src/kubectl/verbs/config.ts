import type { CommandSpec } from '../command/command-spec'
import { PlainError } from '../command/failure'
import { immediate } from '../command/immediate'
import { alignTabs, TABLE_WRITER } from '../output/tab-writer'
import { toYaml } from '../output/yaml-printer'

/** The kubeconfig of this page: one cluster, one user, one context. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/config
export const configCommand: CommandSpec = {
  name: 'config',
  short: 'Modify kubeconfig files',
  group: 'Settings Commands',
  helpGoesToStderr: true,
  subcommands: [
    {
      name: 'current-context',
      short: 'Display the current-context',
      run: immediate(({ io, session }) => {
        io.out(`${session.context}\n`)
        return 0
      }),
    },
    {
      name: 'get-clusters',
      short: 'Display clusters defined in the kubeconfig',
      run: immediate(({ io, session }) => {
        io.out(`NAME\n${session.cluster}\n`)
        return 0
      }),
    },
    {
      name: 'get-contexts',
      short: 'Describe one or many contexts',
      flags: [
        { name: 'no-headers', type: 'bool', default: 'false' },
        { name: 'output', short: 'o', type: 'string', default: "''" },
      ],
      run: immediate(({ io, session, flags }) => {
        if (flags.string('output') === 'name') {
          io.out(`${session.context}\n`)
          return 0
        }
        const row = ['*', session.context, session.cluster, session.user, session.namespace].join('\t')
        const rows = flags.bool('no-headers') ? [row] : ['CURRENT\tNAME\tCLUSTER\tAUTHINFO\tNAMESPACE', row]
        io.out(`${alignTabs(rows.join('\n'), TABLE_WRITER)}\n`)
        return 0
      }),
    },
    {
      name: 'get-users',
      short: 'Display users defined in the kubeconfig',
      run: immediate(({ io, session }) => {
        io.out(`NAME\n${session.user}\n`)
        return 0
      }),
    },
    {
      name: 'set-context',
      short: 'Set a context entry in kubeconfig',
      flags: [{ name: 'current', type: 'bool', default: 'false' }],
      run: immediate(({ args, flags, io, session }) => {
        const name = flags.bool('current') ? session.context : args[0]
        if (name === undefined) throw new PlainError('Unexpected args: []')
        if (name === session.context && flags.changed('namespace')) session.namespace = flags.string('namespace')
        io.out(`Context "${name}" ${name === session.context ? 'modified' : 'created'}.\n`)
        return 0
      }),
    },
    {
      name: 'use-context',
      aliases: ['use'],
      short: 'Set the current-context in a kubeconfig file',
      run: immediate(({ args, io, session }) => {
        const [name = ''] = args
        if (name !== session.context) throw new PlainError(`no context exists with the name: "${name}"`)
        io.out(`Switched to context "${name}".\n`)
        return 0
      }),
    },
    {
      name: 'view',
      short: 'Display merged kubeconfig settings or a specified kubeconfig file',
      flags: [
        { name: 'minify', type: 'bool', default: 'false' },
        { name: 'raw', type: 'bool', default: 'false' },
        { name: 'flatten', type: 'bool', default: 'false' },
      ],
      run: immediate(({ io, session }) => {
        const namespace = session.namespace === '' ? {} : { namespace: session.namespace }
        io.out(
          toYaml({
            apiVersion: 'v1',
            clusters: [
              { cluster: { 'insecure-skip-tls-verify': true, server: session.server }, name: session.cluster },
            ],
            contexts: [
              { context: { cluster: session.cluster, ...namespace, user: session.user }, name: session.context },
            ],
            'current-context': session.context,
            kind: 'Config',
            users: [{ name: session.user, user: { token: 'REDACTED' } }],
          }),
        )
        return 0
      }),
    },
  ],
}
