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
import { type Revision, revisionsOf } from '../resources/revisions'
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
      if (revisions === undefined) throw new PlainError(`no history viewer has been implemented for "${type.kind}"`)
      if (printer !== undefined) {
        const shown = wanted === 0 ? revisions : [find(revisions, wanted)]
        for (const revision of shown)
          io.out(printer.print({ ...object, spec: { ...(object.spec as object), template: revision.template } }, type))
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

function details({ template }: Revision): string {
  const writer = new DescribeWriter()
  describePodTemplate(writer, template)
  return writer.unaligned()
}

function historyTable(revisions: readonly Revision[]): string {
  if (revisions.length === 0) return 'No rollout history found.'
  const rows = revisions.map(({ number, cause }) => `${number}\t${cause}`)
  return alignTabs(`${['REVISION\tCHANGE-CAUSE', ...rows].join('\n')}\n`, DESCRIBE_WRITER)
}
