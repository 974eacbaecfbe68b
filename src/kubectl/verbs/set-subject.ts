import type { CommandSpec, Invocation } from '../command/command-spec'
import { dryRunOf } from '../command/common-flags'
import { PlainError, throwIfAny } from '../command/failure'
import type { FlagSpec } from '../command/flag-set'
import { immediate } from '../command/immediate'
import { reporter } from '../output/object-printer'
import { patchTo } from '../resources/patch-to'
import { liveTargets, visitEach } from '../resources/visit-targets'
import { SET_FLAGS } from './set-pod-spec'

const SUBJECT_FLAGS: readonly FlagSpec[] = [
  { name: 'group', type: 'list', default: '[]' },
  { name: 'serviceaccount', type: 'list', default: '[]' },
  { name: 'user', type: 'list', default: '[]' },
]

// Models staging/src/k8s.io/kubectl/pkg/cmd/set/set_subject.go
export const setSubjectCommand: CommandSpec = {
  name: 'subject',
  short: 'Update the user, group, or service account in a role binding or cluster role binding',
  flags: [...SET_FLAGS, ...SUBJECT_FLAGS],
  run: immediate(invocation => {
    const { args, flags, io, session } = invocation
    const dryRun = dryRunOf(flags, io.err.bind(io))
    const { targets, errors } = liveTargets(invocation, { words: args })
    throwIfAny(errors)
    const added = subjectsOf(invocation)
    const report = reporter(flags, io, dryRun, { structs: true })
    visitEach(invocation, targets, target => {
      const { type, name, object } = target
      if (!type.kind.endsWith('RoleBinding')) {
        const where = `${type.plural}/${name}`
        throw new PlainError(`error: ${where} setting subjects is only supported for RoleBinding/ClusterRoleBinding`)
      }
      const now = (object.subjects ?? []) as readonly Subject[]
      const missing = added.filter(subject => !now.some(other => sameSubject(other, subject)))
      if (missing.length === 0) return
      const modified = { ...object, subjects: [...now, ...missing] }
      const local = dryRun === 'client' || flags.bool('local')
      const changed = local ? modified : patchTo(session, target, modified, { dryRun: dryRun === 'server' })
      report(type, changed ?? object, 'subjects updated')
    })
    return 0
  }),
}

interface Subject {
  readonly kind: string
  readonly apiGroup?: string
  readonly name: string
  readonly namespace?: string
}

const sameSubject = (a: Subject, b: Subject) =>
  a.kind === b.kind && a.name === b.name && (a.namespace ?? '') === (b.namespace ?? '')

function subjectsOf({ flags }: Invocation): readonly Subject[] {
  const apiGroup = 'rbac.authorization.k8s.io'
  const subjects = [
    ...flags.list('user').map(name => ({ kind: 'User', apiGroup, name })),
    ...flags.list('group').map(name => ({ kind: 'Group', apiGroup, name })),
    ...flags.list('serviceaccount').map(text => {
      const [namespace = '', name = '', more] = text.split(':')
      if (name === '' || namespace === '' || more !== undefined)
        throw new PlainError('serviceaccount must be <namespace>:<name>')
      return { kind: 'ServiceAccount', name, namespace }
    }),
  ]
  if (subjects.length === 0)
    throw new PlainError('you must specify at least one value of user, group or serviceaccount')
  return subjects
}
