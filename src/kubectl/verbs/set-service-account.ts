import type { CommandSpec } from '../command/command-spec'
import { dryRunOf } from '../command/common-flags'
import { PlainError } from '../command/failure'
import { immediate } from '../command/immediate'
import { reporter } from '../output/object-printer'
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
    const report = reporter(flags, io, dryRun, { structs: true })
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
