import { toTimestamp } from '../../k8s/time'
import type { CommandSpec, Invocation } from '../command/command-spec'
import { ALL_NAMESPACES_FLAG, DRY_RUN_FLAG, FILE_FLAGS } from '../command/common-flags'
import { CommandFailure, PlainError } from '../command/failure'
import { immediate } from '../command/immediate'
import { ADMIN } from '../kubeconfig'
import { OUTPUT_FLAGS, objectPrinter } from '../output/object-printer'
import { alignTabs, TABLE_WRITER } from '../output/tab-writer'
import { findResourceType } from '../resources/resource-mapper'

const KNOWN_VERBS = new Set(
  'get list watch create update patch delete deletecollection use bind escalate impersonate approve sign attest *'.split(
    ' ',
  ),
)

// Models staging/src/k8s.io/kubectl/pkg/cmd/auth/cani.go
const canICommand: CommandSpec = {
  name: 'can-i',
  short: 'Check whether an action is allowed',
  flags: [
    ALL_NAMESPACES_FLAG,
    { name: 'list', type: 'bool', default: 'false' },
    { name: 'no-headers', type: 'bool', default: 'false' },
    { name: 'quiet', short: 'q', type: 'bool', default: 'false' },
    { name: 'subresource', type: 'string', default: "''" },
  ],
  run: immediate(invocation => {
    const { args, flags, io, session } = invocation
    if (flags.bool('list')) {
      if (args.length > 0) throw new PlainError('list option must be specified with no arguments')
      io.out(rights(session.user === ADMIN, !flags.bool('no-headers')))
      return 0
    }
    const [verb, what] = args
    if (verb === undefined || what === undefined || args.length > 2) {
      throw new CommandFailure(
        "error: you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples.",
      )
    }
    warnOfOddities(invocation, verb, what)
    const allowed = session.user === ADMIN
    if (!flags.bool('quiet')) io.out(allowed ? 'yes\n' : 'no\n')
    return allowed ? 0 : 1
  }),
}

function warnOfOddities({ flags, io, session }: Invocation, verb: string, what: string): void {
  if (what.startsWith('/')) return
  const [word = ''] = what.split('/')
  const type = findResourceType(session.client.resourceTypes(), word)
  if (type === undefined && word !== '*') {
    io.err(`Warning: the server doesn't have a resource type '${word}'\n\n`)
  } else if (type !== undefined && !type.namespaced && !flags.bool('all-namespaces')) {
    const group = type.group === '' ? '' : ` in group '${type.group}'`
    io.err(`Warning: resource '${type.plural}' is not namespace scoped${group}\n\n`)
  }
  if (!KNOWN_VERBS.has(verb)) io.err(`Warning: verb '${verb}' is not a known verb\n\n`)
}

/** Rules as `[resources, paths, verbs]`: those of the administrator, and those that everybody has. */
const ADMIN_RULES = [
  ['*.*', '', '*'],
  ['', '*', '*'],
] as const
const EVERYBODYS_RULES = [
  ['selfsubjectreviews.authentication.k8s.io', '', 'create'],
  ['selfsubjectaccessreviews.authorization.k8s.io', '', 'create'],
  ['selfsubjectrulesreviews.authorization.k8s.io', '', 'create'],
  ...['/api/*', '/api', '/apis/*', '/apis'].map(path => ['', path, 'get'] as const),
  ...['/healthz', '/healthz', '/livez', '/livez', '/openapi/*', '/openapi'].map(path => ['', path, 'get'] as const),
  ...['/readyz', '/readyz', '/version/', '/version/', '/version', '/version'].map(path => ['', path, 'get'] as const),
] as const

function rights(isAdmin: boolean, headers: boolean): string {
  const rules = [...(isAdmin ? ADMIN_RULES : []), ...EVERYBODYS_RULES]
  const rows = rules.map(([resource, path, verb]) => `${resource}\t[${path}]\t[]\t[${verb}]`)
  if (headers) rows.unshift('Resources\tNon-Resource URLs\tResource Names\tVerbs')
  return `${alignTabs(rows.join('\n'), TABLE_WRITER)}\n`
}

// Models staging/src/k8s.io/kubectl/pkg/cmd/auth/whoami.go
const whoamiCommand: CommandSpec = {
  name: 'whoami',
  short: 'Experimental: Check self subject attributes',
  flags: OUTPUT_FLAGS,
  run: immediate(({ flags, io, session }) => {
    const { user } = session
    const isAdmin = user === ADMIN
    const groups = isAdmin ? ['system:masters', 'system:authenticated'] : ['system:authenticated']
    const printer = objectPrinter(flags, io)
    if (printer !== undefined) {
      const userInfo = { groups, ...(isAdmin ? { uid: user } : {}), username: user }
      const metadata = { creationTimestamp: toTimestamp(io.now()) }
      io.out(
        printer.print({
          apiVersion: 'authentication.k8s.io/v1',
          kind: 'SelfSubjectReview',
          metadata,
          status: { userInfo },
        }),
      )
      return 0
    }
    const rows = [
      'ATTRIBUTE\tVALUE',
      `Username\t${user}`,
      ...(isAdmin ? [`UID\t${user}`] : []),
      `Groups\t[${groups.join(' ')}]`,
    ]
    io.out(`${alignTabs(rows.join('\n'), TABLE_WRITER)}\n`)
    return 0
  }),
}

/** RBAC is kept and shown, but nothing is refused because of it. */
const reconcileCommand: CommandSpec = {
  name: 'reconcile',
  short: 'Reconciles rules for RBAC role, role binding, cluster role, and cluster role binding objects',
  completes: 'file',
  flags: [
    DRY_RUN_FLAG,
    ...FILE_FLAGS,
    ...OUTPUT_FLAGS,
    { name: 'remove-extra-permissions', type: 'bool', default: 'false' },
    { name: 'remove-extra-subjects', type: 'bool', default: 'false' },
  ],
  run: immediate(() => {
    throw new PlainError('kubectl auth reconcile is not available in this playground: apply the file with -f')
  }),
}

export const authCommand: CommandSpec = {
  name: 'auth',
  short: 'Inspect authorization',
  group: 'Troubleshooting and Debugging Commands',
  helpGoesToStderr: true,
  subcommands: [canICommand, reconcileCommand, whoamiCommand],
}
