import type { Node } from '../../k8s/node'
import { apiVersionOf } from '../../k8s/resources'
import type { CommandSpec, Invocation } from '../command/command-spec'
import { DRY_RUN_FLAG, dryRunOf, SELECTOR_FLAG } from '../command/common-flags'
import { PlainError, throwIfAny, usageError } from '../command/failure'
import { immediate } from '../command/immediate'
import { dryRunSuffix } from '../output/object-printer'
import { type LiveTarget, liveTargets } from '../resources/visit-targets'

// Models staging/src/k8s.io/kubectl/pkg/cmd/drain/drain.go NewCmdCordon
export const cordonCommand: CommandSpec = {
  name: 'cordon',
  short: 'Mark node as unschedulable',
  group: 'Cluster Management Commands',
  completes: 'node',
  flags: [DRY_RUN_FLAG, SELECTOR_FLAG],
  run: immediate(invocation => {
    cordonNodes(invocation, true)
    return 0
  }),
}

export const uncordonCommand: CommandSpec = {
  name: 'uncordon',
  short: 'Mark node as schedulable',
  group: 'Cluster Management Commands',
  completes: 'node',
  flags: [DRY_RUN_FLAG, SELECTOR_FLAG],
  run: immediate(invocation => {
    cordonNodes(invocation, false)
    return 0
  }),
}

/** The nodes of cordon, uncordon and drain; when one of them is not there, none is touched. Throws PlainError and ApiError. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/drain/drain.go Complete
export function nodesToChange(invocation: Invocation): readonly LiveTarget[] {
  const { targets, errors } = liveTargets(invocation, { words: nodeWords(invocation) })
  throwIfAny(errors.slice(0, 1))
  const other = targets.find(({ type }) => type.plural !== 'nodes' || type.group !== '')
  if (other !== undefined) {
    const { plural } = other.type
    throw new PlainError(`error: expected resource of type node, got "${apiVersionOf(other.type)}, Resource=${plural}"`)
  }
  return targets
}

function nodeWords({ args, flags, path }: Invocation): readonly string[] {
  const selecting = flags.string('selector') !== ''
  if (args.length === 0 && !selecting) throw usageError(path, `USAGE: ${path.split(' ').at(-1) ?? ''} NODE [flags]`)
  if (args.length > 0 && selecting)
    throw usageError(path, 'error: cannot specify both a node name and a --selector option')
  if (args.some(word => word.includes('/'))) return args
  return ['nodes', ...args]
}

function cordonNodes(invocation: Invocation, cordon: boolean): void {
  const { io, flags } = invocation
  const dryRun = dryRunOf(flags, io.err.bind(io))
  const suffix = dryRunSuffix(dryRun)
  for (const node of nodesToChange(invocation)) {
    io.out(`${setUnschedulable(invocation, node, cordon, dryRun)}${suffix}\n`)
  }
}

/** Cordons or uncordons one node; answers the line that tells of it. */
export function setUnschedulable(
  { session }: Invocation,
  { object, name }: LiveTarget,
  cordon: boolean,
  dryRun: string,
): string {
  const done = cordon ? 'cordoned' : 'uncordoned'
  if (((object as Node).spec.unschedulable ?? false) === cordon) return `node/${name} already ${done}`
  if (dryRun !== 'client') {
    const body = { spec: { unschedulable: cordon ? true : null } }
    session.client.patch('nodes', undefined, name, 'strategic', body, {
      dryRun: dryRun === 'server',
      because: `${done} by a person`,
    })
  }
  return `node/${name} ${done}`
}
