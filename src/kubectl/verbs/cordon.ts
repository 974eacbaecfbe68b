import type { Node } from '../../k8s/node'
import type { CommandSpec, Invocation } from '../command/command-spec'
import { DRY_RUN_FLAG, dryRunOf, SELECTOR_FLAG } from '../command/common-flags'
import { PlainError, usageError } from '../command/failure'
import { immediate } from '../command/immediate'
import { type LiveTarget, visitTargets } from '../resources/visit-targets'

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

/** The words that select the nodes of cordon, uncordon and drain. Throws PlainError. */
export function nodeWords({ args, flags, path }: Invocation): readonly string[] {
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
  const suffix = dryRun === 'none' ? '' : ' (dry run)'
  const targets = visitTargets(invocation, { words: nodeWords(invocation) }, target => {
    io.out(`${setUnschedulable(invocation, target, cordon, dryRun)}${suffix}\n`)
  })
  if (targets.length === 0) io.out('No resources found\n')
}

/** Cordons or uncordons one node; answers the line that tells of it. */
export function setUnschedulable(
  { session }: Invocation,
  { object, name, type }: LiveTarget,
  cordon: boolean,
  dryRun: string,
): string {
  if (type.kind !== 'Node') throw new PlainError(`error: no support for cordoning ${type.kind}`)
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
