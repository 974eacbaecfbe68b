import { resourceNameOf } from '../../k8s/resources'
import type { CommandSpec } from '../command/command-spec'
import { FILE_FLAGS, fieldManagerFlag, SELECTOR_FLAG } from '../command/common-flags'
import { PlainError } from '../command/failure'
import { immediate } from '../command/immediate'
import { namespaceOf } from '../command/invocation'
import { OUTPUT_FLAGS, reporter } from '../output/object-printer'
import { namesFiles } from '../resources/manifest-sources'
import { visitTargets } from '../resources/visit-targets'

export const rolloutPauseCommand = pauseOrResume('pause', 'Mark the provided resource as paused', true)
export const rolloutResumeCommand = pauseOrResume('resume', 'Resume a paused resource', false)

// Models staging/src/k8s.io/kubectl/pkg/cmd/rollout/rollout_pause.go and rollout_resume.go
function pauseOrResume(name: string, short: string, paused: boolean): CommandSpec {
  const doing = paused ? 'pausing' : 'resuming'
  const done = paused ? 'paused' : 'resumed'
  return {
    name,
    short,
    completes: 'resource',
    flags: [fieldManagerFlag('kubectl-rollout'), ...FILE_FLAGS, ...OUTPUT_FLAGS, SELECTOR_FLAG],
    run: immediate(invocation => {
      const { args, flags, io, session } = invocation
      if (args.length === 0 && !namesFiles(invocation)) throw new PlainError('required resource not specified')
      const report = reporter(flags, io, 'none', { structs: true })
      const found = visitTargets(invocation, { words: args, kindMeansAll: true }, target => {
        const resource = resourceNameOf(target.type)
        if (target.type.kind !== 'Deployment')
          throw new PlainError(`${resource} "${target.name}" ${doing} is not supported`)
        const is = (target.object.spec as { readonly paused?: boolean }).paused === true
        if (is === paused) throw new PlainError(`${resource} "${target.name}" is ${paused ? 'already' : 'not'} paused`)
        const body = { spec: { paused: paused ? true : null } }
        const patched = session.client.patch(resource, target.namespace, target.name, 'merge', body, {
          because: `${done} by a person`,
        })
        report(target.type, patched, done)
      })
      if (found.length === 0) io.err(`No resources found in ${namespaceOf(invocation)} namespace.\n`)
      return 0
    }),
  }
}
