import type { CommandSpec } from '../command/command-spec'
import { dryRunOf } from '../command/common-flags'
import { PlainError } from '../command/failure'
import type { FlagSpec } from '../command/flag-set'
import { immediate } from '../command/immediate'
import { reporter } from '../output/object-printer'
import { patchTo } from '../resources/patch-to'
import { visitTargets } from '../resources/visit-targets'
import { changePodSpec, SET_FLAGS } from './set-pod-spec'

// Models staging/src/k8s.io/kubectl/pkg/cmd/set/set_serviceaccount.go
export const setServiceAccountCommand: CommandSpec = {
  name: 'serviceaccount',
  aliases: ['sa'],
  short: 'Update the service account of a resource',
  completes: 'resource',
  flags: SET_FLAGS.filter(({ name }) => name !== 'selector'),
  run: immediate(invocation => {
    const { args, flags, io } = invocation
    const dryRun = dryRunOf(flags, io.err.bind(io))
    const account = args.at(-1)
    if (account === undefined) throw new PlainError('serviceaccount is required')
    const report = reporter(flags, io, dryRun)
    visitTargets(invocation, { words: args.slice(0, -1) }, target => {
      const change = { serviceAccountName: account, serviceAccount: account }
      const changed = changePodSpec(invocation, target, dryRun, 'failed to patch ServiceAccountName ', spec => ({
        ...spec,
        ...change,
      }))
      report(target.type, changed ?? target.object, 'serviceaccount updated')
    })
    return 0
  }),
}

// Models staging/src/k8s.io/kubectl/pkg/cmd/set/set_selector.go
export const setSelectorCommand: CommandSpec = {
  name: 'selector',
  short: 'Set the selector on a resource',
  completes: 'resource',
  flags: [
    ...SET_FLAGS.filter(({ name }) => name !== 'kustomize' && name !== 'selector').map(recursiveByDefault),
    { name: 'resource-version', type: 'string', default: "''" },
  ],
  run: immediate(invocation => {
    const { args, flags, io, session } = invocation
    const dryRun = dryRunOf(flags, io.err.bind(io))
    const expression = args.at(-1) ?? ''
    if (args.length < 2) throw new PlainError('resource(s) were provided, but no name was specified')
    if (!expression.includes('=')) throw new PlainError('one or more selectors must be specified as KEY=VALUE')
    const selector = Object.fromEntries(
      expression.split(',').map(pair => [pair.split('=')[0] ?? '', pair.split('=')[1] ?? '']),
    )
    const report = reporter(flags, io, dryRun)
    visitTargets(invocation, { words: args.slice(0, -1) }, target => {
      if (target.type.kind !== 'Service') throw new PlainError('setting a selector is only supported for Services')
      const modified = { ...target.object, spec: { ...(target.object.spec as object), selector } }
      const changed =
        dryRun === 'client' ? target.object : patchTo(session, target, modified, { dryRun: dryRun === 'server' })
      report(target.type, changed ?? target.object, 'selector updated')
    })
    return 0
  }),
}

function recursiveByDefault(flag: FlagSpec): FlagSpec {
  return flag.name === 'recursive' ? { ...flag, default: 'true' } : flag
}

const SUBJECT_FLAGS: readonly FlagSpec[] = [
  { name: 'group', type: 'list', default: '[]' },
  { name: 'serviceaccount', type: 'list', default: '[]' },
  { name: 'user', type: 'list', default: '[]' },
]

export const setSubjectCommand: CommandSpec = {
  name: 'subject',
  short: 'Update the user, group, or service account in a role binding or cluster role binding',
  flags: [...SET_FLAGS, ...SUBJECT_FLAGS],
  run: immediate(invocation => {
    visitTargets(invocation, { words: invocation.args }, ({ type, name }) => {
      if (!type.kind.endsWith('RoleBinding')) {
        throw new PlainError(
          `${type.plural}/${name} setting subjects is only supported for RoleBinding/ClusterRoleBinding`,
        )
      }
      throw new PlainError(
        'set subject is not available in this playground: edit the role binding in its file and apply it',
      )
    })
    return 0
  }),
}
