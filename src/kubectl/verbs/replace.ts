import type { CommandRun } from '../../base/command'
import { type ApiClient, ApiError, isNotFound } from '../../k8s/api-client'
import { findObject } from '../../k8s/find-object'
import type { NewObject } from '../../k8s/object'
import { resourceNameOf } from '../../k8s/resources'
import { LAST_APPLIED_ANNOTATION } from '../../k8s/well-known'
import type { CommandSpec, Invocation } from '../command/command-spec'
import {
  DRY_RUN_FLAG,
  dryRunOf,
  FILE_FLAGS,
  fieldManagerFlag,
  fieldValidationOf,
  VALIDATE_FLAG,
} from '../command/common-flags'
import { addSource, PlainError, throwIfAny } from '../command/failure'
import { printWarnings } from '../command/invocation'
import { OUTPUT_FLAGS, reporter } from '../output/object-printer'
import { checkPath } from '../resources/check-path'
import { type ManifestObject, readManifests } from '../resources/manifest-files'
import { namesFiles } from '../resources/manifest-sources'
import { singularName } from '../resources/resource-mapper'
import { waitUntil } from '../resources/wait-until'
import { DELETE_FLAGS, isGone } from './delete'
import { withLastApplied } from './last-applied'
import { replaceRaw } from './replace-raw'

// Models staging/src/k8s.io/kubectl/pkg/cmd/replace/replace.go
export const replaceCommand: CommandSpec = {
  name: 'replace',
  short: 'Replace a resource by file name or stdin',
  group: 'Advanced Commands',
  completes: 'file',
  flags: [
    ...DELETE_FLAGS.filter(flag => flag.name !== 'wait'),
    DRY_RUN_FLAG,
    fieldManagerFlag('kubectl-replace'),
    ...FILE_FLAGS,
    ...OUTPUT_FLAGS,
    VALIDATE_FLAG,
    { name: 'raw', type: 'string', default: "''" },
    {
      name: 'save-config',
      type: 'bool',
      default: 'false',
    },
    { name: 'subresource', type: 'string', default: "''" },
    { name: 'wait', type: 'bool', default: 'false' },
  ],
  *run(invocation) {
    const { flags, io } = invocation
    const dryRun = dryRunOf(flags, io.err.bind(io))
    const fieldValidation = fieldValidationOf(flags)
    if (flags.string('raw') !== '') return replaceRaw(invocation)
    if (!namesFiles(invocation)) throw new PlainError('must specify one of -f and -k')
    const force = flags.bool('force')
    if (flags.int('grace-period') >= 0 && !force) throw new PlainError('--grace-period must have --force specified')
    if (flags.duration('timeout') !== 0 && !force) throw new PlainError('--timeout must have --force specified')
    const { objects, errors: readErrors } = readManifests(invocation, fieldValidation !== 'Ignore')
    if (force) {
      throwIfAny(readErrors)
      for (const manifest of objects) yield* removeFirst(invocation, manifest)
    }
    const report = reporter(flags, io, dryRun)
    const errors = [...readErrors]
    for (const manifest of objects) {
      try {
        report(manifest.type, replaceObject(invocation, manifest, force, { dryRun, fieldValidation }), 'replaced')
      } catch (error) {
        if (!(error instanceof ApiError || error instanceof PlainError)) throw error
        errors.push(error)
      } finally {
        printWarnings(invocation)
      }
    }
    throwIfAny(errors)
    return 0
  },
}

function* removeFirst({ session, io, flags }: Invocation, manifest: ManifestObject): CommandRun {
  const { type, namespace, name } = manifest
  const grace = flags.int('grace-period')
  try {
    const { metadata } = session.client.delete(resourceNameOf(type), namespace, name, {
      propagationPolicy: 'Background',
      because: 'replaced by a person',
      ...(grace >= 0 ? { gracePeriodSeconds: grace } : {}),
    })
    io.out(`${singularName(type)} "${name}" deleted${type.namespaced ? ` from ${namespace ?? ''} namespace` : ''}\n`)
    const gone = yield* waitUntil(io, flags.duration('timeout') || 300_000, () =>
      isGone(session.client, { type, namespace, name }, metadata.uid),
    )
    if (!gone) throw new PlainError('timed out waiting for the condition')
  } catch (error) {
    if (!isNotFound(error)) throw error
  }
  return 0
}

/** Whatever version is there is replaced, unless the manifest names one. */
// Models staging/src/k8s.io/cli-runtime/pkg/resource/helper.go Replace
function withVersion(client: ApiClient, resource: string, object: NewObject): NewObject {
  if (object.metadata.resourceVersion) return object
  const live = findObject(client, resource, object.metadata.namespace, object.metadata.name ?? '')
  if (live === undefined) return object
  return { ...object, metadata: { ...object.metadata, resourceVersion: live.metadata.resourceVersion } }
}

interface ReplaceOptions {
  readonly dryRun: string
  readonly fieldValidation: 'Strict' | 'Warn' | 'Ignore'
}

function replaceObject(
  invocation: Invocation,
  manifest: ManifestObject,
  force: boolean,
  { dryRun, fieldValidation }: ReplaceOptions,
) {
  const { session, flags } = invocation
  const { type, source, name, namespace } = manifest
  const resource = resourceNameOf(type)
  const keepsConfig =
    flags.bool('save-config') || manifest.object.metadata.annotations?.[LAST_APPLIED_ANNOTATION] !== undefined
  const object = keepsConfig ? withLastApplied(manifest.object) : manifest.object
  const options = { dryRun: dryRun === 'server', fieldValidation, because: 'replaced by a person' }
  try {
    checkPath(manifest)
    if (dryRun === 'client') return session.client.get(resource, namespace, name)
    if (force) return session.client.create(resource, object, options)
    return session.client.update(resource, withVersion(session.client, resource, object), options)
  } catch (error) {
    throw addSource(error, force ? 'creating' : 'replacing', source)
  }
}
