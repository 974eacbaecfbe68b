import { parseJson } from '../../k8s/big-integer'
import { LAST_APPLIED_ANNOTATION } from '../../k8s/well-known'
import type { CommandSpec } from '../command/command-spec'
import { ALL_FLAG, FILE_FLAGS, SELECTOR_FLAG } from '../command/common-flags'
import { addSource, PlainError, usageError } from '../command/failure'
import { immediate } from '../command/immediate'
import { toPrettyJson } from '../output/json-printer'
import { toYaml } from '../output/yaml-printer'
import { visitTargets } from '../resources/visit-targets'

// Models staging/src/k8s.io/kubectl/pkg/cmd/apply/apply_view_last_applied.go
export const viewLastAppliedCommand: CommandSpec = {
  name: 'view-last-applied',
  short: 'View the latest last-applied-configuration annotations of a resource/object',
  completes: 'resource',
  flags: [ALL_FLAG, ...FILE_FLAGS, SELECTOR_FLAG, { name: 'output', short: 'o', type: 'string', default: "'yaml'" }],
  run: immediate(invocation => {
    const { args, flags, io, path } = invocation
    const output = flags.string('output')
    visitTargets(invocation, { words: args }, ({ name, object, source }) => {
      const text = object.metadata.annotations?.[LAST_APPLIED_ANNOTATION]
      if (text === undefined) {
        // kubectl reports an error that there is not, and only where there is a file to name with it.
        if (source === undefined) return
        throw addSource(
          new PlainError('<nil>'),
          `no last-applied-configuration annotation found on resource: ${name}\n`,
          source,
        )
      }
      if (output !== 'json' && output !== 'yaml') {
        const problem = `Unexpected -o output mode: ${output}, the flag 'output' must be one of yaml|json`
        throw usageError(path, problem)
      }
      const value = parseJson(text)
      io.out(output === 'json' ? toPrettyJson(value).replaceAll('    ', '  ') : toYaml(value))
    })
    return 0
  }),
}
