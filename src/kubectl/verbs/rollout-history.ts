import type { KubeObject } from '../../k8s/object'
import type { PodTemplate } from '../../k8s/pod'
import { CHANGE_CAUSE } from '../command/change-cause'
import type { CommandSpec } from '../command/command-spec'
import { FILE_FLAGS, SELECTOR_FLAG } from '../command/common-flags'
import { PlainError } from '../command/failure'
import { immediate } from '../command/immediate'
import { DescribeWriter } from '../describers/describe-writer'
import { describePodTemplate } from '../describers/pod-template'
import { OUTPUT_FLAGS, objectPrinter } from '../output/object-printer'
import { alignTabs, DESCRIBE_WRITER } from '../output/tab-writer'
import { namesFiles } from '../resources/manifest-sources'
import { objectName } from '../resources/resource-mapper'
import { type Revision, revisionsOf, withoutRevisions } from '../resources/revisions'
import { visitTargets } from '../resources/visit-targets'

// Models staging/src/k8s.io/kubectl/pkg/cmd/rollout/rollout_history.go
export const rolloutHistoryCommand: CommandSpec = {
  name: 'history',
  short: 'View rollout history',
  completes: 'resource',
  flags: [...FILE_FLAGS, ...OUTPUT_FLAGS, { name: 'revision', type: 'int', default: '0' }, SELECTOR_FLAG],
  run: immediate(invocation => {
    const { args, flags, io, session } = invocation
    if (args.length === 0 && !namesFiles(invocation)) throw new PlainError('required resource not specified')
    const wanted = flags.int('revision')
    if (wanted < 0) throw new PlainError(`revision must be a positive integer: ${wanted}`)
    const printer = objectPrinter(flags, io)
    visitTargets(invocation, { words: args, kindMeansAll: true }, ({ type, name, object }) => {
      const revisions = revisionsOf(session.client, object)
      if (revisions === undefined) throw new PlainError(withoutRevisions(type, 'history viewer'))
      if (printer !== undefined) {
        const shown = wanted === 0 ? revisions : [find(revisions, wanted)]
        for (const revision of shown) io.out(printer.print(asKept(object, revision), type))
        return
      }
      const header = `${objectName(type, name)} `
      if (wanted > 0) io.out(`${header}with revision #${wanted}\n${details(find(revisions, wanted))}\n`)
      else io.out(`${header}\n${historyTable(revisions)}\n`)
    })
    return 0
  }),
}

function find(revisions: readonly Revision[], wanted: number): Revision {
  const revision = revisions.find(({ number }) => number === wanted)
  if (revision === undefined) throw new PlainError('unable to find the specified revision')
  return revision
}

/** A Deployment's revision is its ReplicaSet; that of other kinds is the object itself, with the template of then. */
function asKept(object: KubeObject, revision: Revision): KubeObject {
  if (object.kind === 'Deployment') return revision.object
  return { ...object, spec: { ...(object.spec as object), template: revision.template } }
}

function details({ template, object }: Revision): string {
  const writer = new DescribeWriter()
  describePodTemplate(writer, object.kind === 'ReplicaSet' ? withCause(template, object) : template)
  return writer.unaligned()
}

/** In the history of a Deployment, the template has its ReplicaSet's cause as an annotation. */
function withCause({ metadata, spec }: PodTemplate, { metadata: { annotations } }: KubeObject): PodTemplate {
  const cause = annotations?.[CHANGE_CAUSE]
  return {
    metadata: { ...metadata, annotations: { ...metadata?.annotations, ...(cause && { [CHANGE_CAUSE]: cause }) } },
    spec,
  }
}

function historyTable(revisions: readonly Revision[]): string {
  if (revisions.length === 0) return 'No rollout history found.'
  const causes = new Map(revisions.map(({ number, cause }) => [number, cause]))
  const rows = [...causes].map(([number, cause]) => `${number}\t${cause}`)
  return alignTabs(`${['REVISION\tCHANGE-CAUSE', ...rows].join('\n')}\n`, DESCRIBE_WRITER)
}
