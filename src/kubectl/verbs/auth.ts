import { compareText } from '../../base/compare-text'
import { toTimestamp } from '../../k8s/time'
import { type AccessRequest, type AccessRule, isAllowed } from '../command/access-rules'
import type { CommandSpec, Invocation } from '../command/command-spec'
import { ALL_NAMESPACES_FLAG, DRY_RUN_FLAG, FILE_FLAGS } from '../command/common-flags'
import { CommandFailure, PlainError, throwIfAny } from '../command/failure'
import { immediate } from '../command/immediate'
import { forbidden } from '../command/impersonation'
import { namespaceOf } from '../command/invocation'
import { ADMIN } from '../kubeconfig'
import { toStructJson } from '../output/json-printer'
import { OUTPUT_FLAGS, objectPrinter } from '../output/object-printer'
import { alignTabs, TABLE_WRITER } from '../output/tab-writer'
import { readManifests } from '../resources/manifest-files'
import { namesFiles } from '../resources/manifest-sources'
import { findResourceType } from '../resources/resource-mapper'

const KNOWN_VERBS = new Set(
  'get list watch create update patch delete deletecollection use bind escalate impersonate approve sign attest *'.split(
    ' ',
  ),
)

/** What `can-i` asks the server to make: an answer to the question. */
const REVIEW = { verb: 'create', group: 'authorization.k8s.io', resource: 'selfsubjectaccessreviews' } as const

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
      io.out(rightsText(session.rules(namespaceOf(invocation)), !flags.bool('no-headers')))
      return 0
    }
    const [verb, what] = args
    if (verb === undefined || what === undefined || args.length > 2) {
      throw new CommandFailure(
        "error: you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples.",
      )
    }
    warnOfOddities(invocation, verb, what)
    const namespace = flags.bool('all-namespaces') ? undefined : namespaceOf(invocation)
    if (!isAllowed(session.rules(), REVIEW))
      throw forbidden(session.user, REVIEW.verb, `${REVIEW.resource}.${REVIEW.group}`, undefined)
    const allowed = isAllowed(session.rules(namespace), requestOf(invocation, verb, what))
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

function requestOf({ flags, session }: Invocation, verb: string, what: string): AccessRequest {
  if (what.startsWith('/')) return { verb, path: what }
  const [word = '', name] = what.split('/')
  const type = findResourceType(session.client.resourceTypes(), word)
  const [plural = '', ...group] = word.split('.')
  const subresource = flags.string('subresource')
  return {
    verb,
    group: type?.group ?? group.join('.'),
    resource: `${type?.plural ?? plural}${subresource === '' ? '' : `/${subresource}`}`,
    name,
  }
}

// Models staging/src/k8s.io/kubectl/pkg/cmd/auth/cani.go RunAccessList
function rightsText(rules: readonly AccessRule[], headers: boolean): string {
  const rows = simpleRules(rules)
    .sort((a, b) => compareText(ruleText(a), ruleText(b)))
    .map(({ verbs, apiGroups: [group = ''] = [], resources: [resource = ''] = [], resourceNames, nonResourceURLs }) => {
      const [plural = '', ...subresource] = resource.split('/')
      const what = [group === '' ? plural : `${plural}.${group}`, ...subresource].join('/')
      return [what, ...[nonResourceURLs, resourceNames, verbs].map(words => `[${(words ?? []).join(' ')}]`)].join('\t')
    })
  if (headers) rows.unshift('Resources\tNon-Resource URLs\tResource Names\tVerbs')
  return `${alignTabs(rows.join('\n'), TABLE_WRITER)}\n`
}

/** Rules of one resource or path each; what holds for the same resource is one. */
// Models staging/src/k8s.io/component-helpers/auth/rbac/validation BreakdownRule and CompactRules
function simpleRules(rules: readonly AccessRule[]): AccessRule[] {
  const simple: AccessRule[] = []
  const merged = new Map<string, AccessRule>()
  for (const { verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } of rules) {
    for (const url of nonResourceURLs) simple.push({ verbs, nonResourceURLs: [url] })
    for (const group of apiGroups) {
      for (const resource of resources) {
        const rule = { apiGroups: [group], resources: [resource], resourceNames }
        const key = JSON.stringify(rule)
        merged.set(key, { ...rule, verbs: [...new Set([...(merged.get(key)?.verbs ?? []), ...verbs])] })
      }
    }
  }
  return [...merged.values(), ...simple]
}

/** The text by which Go sorts them. */
const ruleText = ({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: AccessRule) =>
  [verbs, apiGroups, resources, resourceNames, nonResourceURLs].map(words => `[${(words ?? []).join(' ')}]`).join(',')

// Models staging/src/k8s.io/kubectl/pkg/cmd/auth/whoami.go
const whoamiCommand: CommandSpec = {
  name: 'whoami',
  short: 'Experimental: Check self subject attributes',
  flags: OUTPUT_FLAGS,
  run: immediate(({ flags, io, session }) => {
    const { user, groups } = session
    if (!isAllowed(session.rules(), { ...REVIEW, group: 'authentication.k8s.io', resource: 'selfsubjectreviews' }))
      throw new PlainError(
        'the selfsubjectreviews API is not enabled in the cluster or you do not have permission to call it',
      )
    const isAdmin = user === ADMIN
    const printer = objectPrinter(flags, io)
    if (printer !== undefined) {
      const review = {
        kind: 'SelfSubjectReview',
        apiVersion: 'authentication.k8s.io/v1',
        metadata: { creationTimestamp: toTimestamp(io.now()) },
        status: { userInfo: { username: user, ...(isAdmin ? { uid: user } : {}), groups } },
      }
      io.out(flags.string('output') === 'json' ? toStructJson(review) : printer.print(review))
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
  run: immediate(invocation => {
    if (!namesFiles(invocation)) throw new PlainError('must specify one of -f and -k')
    throwIfAny(readManifests(invocation).errors)
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
