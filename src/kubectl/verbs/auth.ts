import type { CommandSpec } from '../command/command-spec'
import { ALL_NAMESPACES_FLAG } from '../command/common-flags'
import { CommandFailure } from '../command/failure'
import { immediate } from '../command/immediate'
import { alignTabs, TABLE_WRITER } from '../output/tab-writer'
import { findResourceType } from '../resources/resource-mapper'

/** The page's person is an administrator; everybody else may nothing. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/auth
export const authCommand: CommandSpec = {
  name: 'auth',
  short: 'Inspect authorization',
  group: 'Troubleshooting and Debugging Commands',
  helpGoesToStderr: true,
  subcommands: [
    {
      name: 'can-i',
      short: 'Check whether an action is allowed',
      flags: [
        ALL_NAMESPACES_FLAG,
        { name: 'list', type: 'bool', default: 'false' },
        { name: 'no-headers', type: 'bool', default: 'false' },
        { name: 'quiet', short: 'q', type: 'bool', default: 'false' },
        { name: 'subresource', type: 'string', default: "''" },
      ],
      run: immediate(({ args, flags, io, session }) => {
        const [verb, what] = args
        if (verb === undefined || (what === undefined && !flags.bool('list'))) {
          throw new CommandFailure(
            "error: you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples.",
          )
        }
        const [word = ''] = (what ?? '').split('/')
        const type = findResourceType(session.client.resourceTypes(), word)
        if (type === undefined && !word.startsWith('/') && word !== '' && word !== '*') {
          io.err(`Warning: the server doesn't have a resource type '${word}'\n\n`)
        } else if (type !== undefined && !type.namespaced && !flags.bool('all-namespaces')) {
          const group = type.group === '' ? '' : ` in group '${type.group}'`
          io.err(`Warning: resource '${type.plural}' is not namespace scoped${group}\n\n`)
        }
        const allowed = flags.string('as') === '' || flags.string('as') === session.user
        if (!flags.bool('quiet')) io.out(allowed ? 'yes\n' : 'no\n')
        return allowed ? 0 : 1
      }),
    },
    {
      name: 'whoami',
      short: 'Experimental: Check self subject attributes',
      run: immediate(({ io, session }) => {
        const rows = [
          'ATTRIBUTE\tVALUE',
          `Username\t${session.user}`,
          `UID\t${session.user}`,
          'Groups\t[system:masters system:authenticated]',
        ]
        io.out(`${alignTabs(rows.join('\n'), TABLE_WRITER)}\n`)
        return 0
      }),
    },
  ],
}
