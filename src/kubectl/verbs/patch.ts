import type { Fields } from '../../base/fields'
import { ApiError, type PatchType } from '../../k8s/api-client'
import { parseJson } from '../../k8s/big-integer'
import { duplicateFields } from '../../k8s/json-duplicates'
import { type JsonScan, scanJson } from '../../k8s/json-scan'
import type { KubeObject } from '../../k8s/object'
import { PatchError } from '../../k8s/patch/directives'
import { applyMergePatch } from '../../k8s/patch/json-merge-patch'
import { applyJsonPatch } from '../../k8s/patch/json-patch'
import { mergeSchemaOf } from '../../k8s/patch/merge-schema'
import { applyStrategicMergePatch } from '../../k8s/patch/strategic-merge-patch'
import { apiVersionOf, type ResourceType, resourceNameOf } from '../../k8s/resources'
import { deepEqual } from '../../k8s/share-unchanged'
import { readYaml, YamlError } from '../../k8s/yaml'
import { CHANGE_CAUSE, recorded } from '../command/change-cause'
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
    if (flags.bool('local') && args.length > 0) throw new PlainError('cannot specify --local and server resources')
    if (flags.bool('local') && dryRun === 'server')
      throw new PlainError('cannot specify --local and --dry-run=server - did you mean --dry-run=client?')
    const patchType = patchTypeOf(flags.string('type'))
    const body = parsePatch(text, patchType)
    const duplicates = isJson(text) ? duplicateFields(text) : []
    // kubectl does not say here that it was a dry run.
    const report = reporter(flags, io, 'none')
    const wanted = flags.string('subresource')
    const subresource = wanted === 'status' ? ({ subresource: 'status' } as const) : {}
    visitTargets(invocation, { words: args }, ({ type, namespace, name, object }) => {
      if (wanted === 'scale' ? !SCALABLE.has(type.kind) : !['', 'status', 'resize'].includes(wanted)) throw notServed()
      if (dryRun === 'client' || flags.bool('local')) {
        const patched = patchedHere(object, patchType, body)
        report(type, patched, deepEqual(patched, object) ? 'patched (no change)' : 'patched')
        return
      }
      const options = { dryRun: dryRun === 'server', fieldValidation: 'Warn', because: 'patched by a person' } as const
      const asWritten = { ...options, ...(duplicates.length === 0 ? {} : { duplicateFields: duplicates }) }
      const resource = resourceNameOf(type)
      const first = inWordsOfPatch(type, patchType, () =>
        session.client.patch(resource, namespace, name, patchType, body, { ...asWritten, ...subresource }),
      )
      const withCause = recorded(invocation, first)
      const patched =
        withCause === first || dryRun === 'server'
          ? first
          : session.client.patch(resource, namespace, name, 'merge', causeOf(withCause), options)
      const changed =
        dryRun === 'server'
          ? !deepEqual(patched, object)
          : patched.metadata.resourceVersion !== object.metadata.resourceVersion
      const shown = wanted === 'scale' ? { type: SCALE, object: scaleOf(patched) } : { type, object: patched }
      report(shown.type, shown.object, changed ? 'patched' : 'patched (no change)')
    })
    return 0
  }),
}

/** A kind that cannot be patched so is kubectl's to tell. Throws PlainError. */
function inWordsOfPatch<T>(type: ResourceType, patchType: PatchType, call: () => T): T {
  try {
    return call()
  } catch (error) {
    if (!(error instanceof ApiError) || error.status.reason !== 'UnsupportedMediaType') throw error
    const what = `application/${patchType === 'strategic' ? 'strategic-merge' : patchType}-patch+json`
    throw new PlainError(`${what} is not supported by ${apiVersionOf(type)}, Kind=${type.kind}: ${error.message}`)
  }
}

/** The patch that keeps the cause of a change. */
const causeOf = ({ metadata }: KubeObject) => ({
  metadata: { annotations: { [CHANGE_CAUSE]: metadata.annotations?.[CHANGE_CAUSE] } },
})

/** The object with the patch that nobody sends. Throws PlainError. */
function patchedHere(object: KubeObject, type: PatchType, body: unknown): KubeObject {
  try {
    if (type === 'json') return applyJsonPatch(object, body) as KubeObject
    const patch = (body ?? {}) as Fields
    const schema = mergeSchemaOf(object.apiVersion, object.kind)
    if (type === 'merge' || schema === undefined) return applyMergePatch(object, patch) as KubeObject
    return applyStrategicMergePatch(object, patch, schema) as KubeObject
  } catch (error) {
    throw error instanceof PatchError ? new PlainError(error.message) : error
  }
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
  if (type === '') return 'strategic'
  if (type === 'json' || type === 'merge' || type === 'strategic') return type
  throw new PlainError(`--type must be one of [json merge strategic], not "${type}"`)
}

function messageOf(scanned: Exclude<JsonScan, undefined>, text: string): string {
  if (!('end' in scanned)) return scanned.message
  const next = text.slice(scanned.end).trim().charAt(0)
  return `invalid character '${next}' after top-level value`
}

function isJson(text: string): boolean {
  const scanned = scanJson(text, Math.max(0, text.search(/\S/)))
  return scanned !== undefined && 'end' in scanned && text.slice(scanned.end).trim() === ''
}

/** The patch as a value: JSON when it looks like it, YAML otherwise. Throws as kubectl and the server do. */
function parsePatch(text: string, type: PatchType): unknown {
  // An object goes to the server as it stands, which tells what is wrong with it.
  const start = text.search(/\S/)
  if (text[start] === '{') {
    if (isJson(text)) return parseJson(text)
    const scanned = scanJson(text, start)
    const why = scanned === undefined ? 'unexpected end of JSON input' : messageOf(scanned, text)
    const message = `${type === 'strategic' ? '' : 'error decoding patch: '}${why}`
    throw new ApiError({ code: 400, reason: 'BadRequest', message })
  }
  try {
    return readYaml(text)
  } catch (error) {
    if (!(error instanceof YamlError)) throw error
    throw new CommandFailure(
      `error: unable to parse ${JSON.stringify(text)}: ${error.message.replace('error converting YAML to JSON: ', '')}`,
    )
  }
}
