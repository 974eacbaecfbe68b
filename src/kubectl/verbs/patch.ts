import { ApiError, type PatchType } from '../../k8s/api-client'
import { parseJson } from '../../k8s/big-integer'
import { resourceNameOf } from '../../k8s/resources'
import { readYaml, YamlError } from '../../k8s/yaml'
import type { CommandSpec, Invocation } from '../command/command-spec'
import { DRY_RUN_FLAG, dryRunOf, FILE_FLAGS, fieldManagerFlag, LOCAL_FLAG, RECORD_FLAG } from '../command/common-flags'
import { CommandFailure, PlainError } from '../command/failure'
import { immediate } from '../command/immediate'
import { OUTPUT_FLAGS, reporter } from '../output/object-printer'
import { SCALABLE } from '../resources/resource-mapper'
import { visitTargets } from '../resources/visit-targets'
import { notServed, SCALE, scaleOf } from './get-subresource'

// Models staging/src/k8s.io/kubectl/pkg/cmd/patch/patch.go
export const patchCommand: CommandSpec = {
  name: 'patch',
  short: 'Update fields of a resource',
  group: 'Advanced Commands',
  completes: 'resource',
  flags: [
    DRY_RUN_FLAG,
    fieldManagerFlag('kubectl-patch'),
    ...FILE_FLAGS,
    LOCAL_FLAG,
    ...OUTPUT_FLAGS,
    { name: 'patch', short: 'p', type: 'string', default: "''" },
    { name: 'patch-file', type: 'string', default: "''" },
    RECORD_FLAG,
    { name: 'subresource', type: 'string', default: "''" },
    { name: 'type', type: 'string', default: "'strategic'" },
  ],
  run: immediate(invocation => {
    const { args, flags, io, session } = invocation
    const dryRun = dryRunOf(flags, io.err.bind(io))
    const text = patchText(invocation)
    const patchType = patchTypeOf(flags.string('type'))
    const body = parsePatch(text, patchType)
    // kubectl does not say here that it was a dry run.
    const report = reporter(flags, io, 'none')
    const wanted = flags.string('subresource')
    const subresource = wanted === 'status' ? ({ subresource: 'status' } as const) : {}
    visitTargets(invocation, { words: args }, ({ type, namespace, name, object }) => {
      if (wanted === 'scale' ? !SCALABLE.has(type.kind) : !['', 'status', 'resize'].includes(wanted)) throw notServed()
      if (dryRun === 'client') {
        report(type, object, 'patched')
        return
      }
      const patched = session.client.patch(resourceNameOf(type), namespace, name, patchType, body, {
        dryRun: dryRun === 'server',
        fieldValidation: 'Warn',
        because: 'patched by a person',
        ...subresource,
      })
      const changed = patched.metadata.resourceVersion !== object.metadata.resourceVersion || dryRun === 'server'
      const shown = wanted === 'scale' ? { type: SCALE, object: scaleOf(patched) } : { type, object: patched }
      report(shown.type, shown.object, changed ? 'patched' : 'patched (no change)')
    })
    return 0
  }),
}

function patchText({ flags, io }: Invocation): string {
  const file = flags.string('patch-file')
  if (flags.changed('patch') && file !== '') throw new PlainError('cannot specify --patch and --patch-file together')
  if (file !== '') {
    const text = io.readFile(file)
    if (text === undefined) throw new PlainError(`unable to read patch file: open ${file}: no such file or directory`)
    return text
  }
  if (flags.string('patch') === '')
    throw new PlainError('must specify --patch or --patch-file containing the contents of the patch')
  return flags.string('patch')
}

function patchTypeOf(type: string): PatchType {
  if (type === 'json' || type === 'merge' || type === 'strategic') return type
  throw new PlainError(`--type must be one of [json merge strategic], not "${type}"`)
}

/** The patch as a value: JSON when it looks like it, YAML otherwise. Throws as kubectl and the server do. */
function parsePatch(text: string, type: PatchType): unknown {
  if (/^\s*[[{]/.test(text)) {
    try {
      return parseJson(text)
    } catch (error) {
      const unfinished =
        error instanceof SyntaxError && /end of JSON|Unterminated|position \d+.*end/i.test(error.message)
      if (unfinished)
        throw new ApiError({
          code: 400,
          reason: 'BadRequest',
          message: `${type === 'strategic' ? '' : 'error decoding patch: '}unexpected end of JSON input`,
        })
    }
  }
  try {
    return readYaml(text) ?? {}
  } catch (error) {
    if (!(error instanceof YamlError)) throw error
    throw new CommandFailure(`error: unable to parse ${JSON.stringify(text)}: ${error.message}`)
  }
}
