import type { KubeObject } from '../../k8s/object'
import { resourceNameOf } from '../../k8s/resources'
import { toTimestamp } from '../../k8s/time'
import type { CommandSpec } from '../command/command-spec'
import { FILE_FLAGS, fieldManagerFlag, SELECTOR_FLAG } from '../command/common-flags'
import { PlainError } from '../command/failure'
import { immediate } from '../command/immediate'
import { namespaceOf } from '../command/invocation'
import { OUTPUT_FLAGS, reporter } from '../output/object-printer'
import { namesFiles } from '../resources/manifest-sources'
import { templateOf } from '../resources/pod-template'
import { visitTargets } from '../resources/visit-targets'

const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt'

// Models staging/src/k8s.io/kubectl/pkg/cmd/rollout/rollout_restart.go
export const rolloutRestartCommand: CommandSpec = {
  name: 'restart',
  short: 'Restart a resource',
  completes: 'resource',
  flags: [fieldManagerFlag('kubectl-rollout'), ...FILE_FLAGS, ...OUTPUT_FLAGS, SELECTOR_FLAG],
  run: immediate(invocation => {
    const { args, flags, io, session } = invocation
    if (args.length === 0 && !namesFiles(invocation)) throw new PlainError('required resource not specified')
    const report = reporter(flags, io, 'none', { structs: true })
    const targets = visitTargets(
      invocation,
      { words: args, kindMeansAll: true },
      ({ type, namespace, name, object }) => {
        refuseRestart(object, `${type.plural}.${type.group}`)
        const now = toTimestamp(io.now())
        if (templateOf(object)?.metadata?.annotations?.[RESTARTED_AT] === now) {
          throw new PlainError(
            `failed to create patch for ${name}: if restart has already been triggered within the past second, please wait before attempting to trigger another`,
          )
        }
        const body = { spec: { template: { metadata: { annotations: { [RESTARTED_AT]: now } } } } }
        report(
          type,
          session.client.patch(resourceNameOf(type), namespace, name, 'strategic', body, {
            because: 'restarted by a person',
          }),
          'restarted',
        )
      },
    )
    if (targets.length === 0) io.err(`No resources found in ${namespaceOf(invocation)} namespace.\n`)
    return 0
  }),
}

// Models staging/src/k8s.io/kubectl/pkg/polymorphichelpers/objectrestarter.go
function refuseRestart(object: KubeObject, resource: string): void {
  const target = `error: ${resource.replace(/\.$/, '')} ${JSON.stringify(object.metadata.name)}`
  if (!['DaemonSet', 'Deployment', 'StatefulSet'].includes(object.kind)) {
    throw new PlainError(`${target} restarting is not supported`)
  }
  if ((object.spec as { readonly paused?: boolean }).paused === true) {
    throw new PlainError(`${target} can't restart paused deployment (run rollout resume first)`)
  }
}
