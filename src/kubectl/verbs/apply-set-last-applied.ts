import { toGoJson } from '../../k8s/go-json'
import { resourceNameOf } from '../../k8s/resources'
import { deepEqual } from '../../k8s/share-unchanged'
import { LAST_APPLIED_ANNOTATION } from '../../k8s/well-known'
import type { CommandSpec } from '../command/command-spec'
import { DRY_RUN_FLAG, dryRunOf, FILENAME_FLAG } from '../command/common-flags'
import { PlainError, throwIfAny } from '../command/failure'
import { immediate } from '../command/immediate'
import { OUTPUT_FLAGS, reporter } from '../output/object-printer'
import { readManifests } from '../resources/manifest-files'
import { namesFiles } from '../resources/manifest-sources'
import { getObject, MISSING } from '../resources/resource-selection'
import { lastApplied } from './last-applied'

// Models staging/src/k8s.io/kubectl/pkg/cmd/apply/apply_set_last_applied.go
export const setLastAppliedCommand: CommandSpec = {
  name: 'set-last-applied',
  short: 'Set the last-applied-configuration annotation on a live object to match the contents of a file',
  completes: 'file',
  flags: [{ name: 'create-annotation', type: 'bool', default: 'false' }, DRY_RUN_FLAG, FILENAME_FLAG, ...OUTPUT_FLAGS],
  run: immediate(invocation => {
    const { flags, io, session } = invocation
    const dryRun = dryRunOf(flags, io.err.bind(io))
    if (!namesFiles(invocation)) throw new PlainError(MISSING)
    const { objects, errors } = readManifests(invocation, false)
    throwIfAny(errors)
    const report = reporter(flags, io, dryRun)
    for (const { type, namespace, name, object } of objects) {
      const resource = resourceNameOf(type)
      const live = getObject(session.client, { type, namespace, name })
      if (live.metadata.annotations?.[LAST_APPLIED_ANNOTATION] === undefined && !flags.bool('create-annotation')) {
        throw new PlainError(
          `no last-applied-configuration annotation found on resource: ${name}, to create the annotation, run the command with --create-annotation`,
        )
      }
      if (deepEqual(lastApplied(live), object)) {
        io.out(`set-last-applied ${name}: no changes required.\n`)
        continue
      }
      const text = `${toGoJson(object)}\n`
      const body = { metadata: { annotations: { [LAST_APPLIED_ANNOTATION]: text } } }
      const patched =
        dryRun === 'client'
          ? live
          : session.client.patch(resource, namespace, name, 'merge', body, { dryRun: dryRun === 'server' })
      report(type, patched, 'configured')
    }
    return 0
  }),
}
