import { compareText } from '../../base/compare-text'
import { type Fields, isRecord } from '../../base/fields'
import { ApiError, type PatchType } from '../../k8s/api-client'
import { findObject } from '../../k8s/find-object'
import type { KubeObject } from '../../k8s/object'
import { apiVersionOf, type ResourceType, resourceNameOf } from '../../k8s/resources'
import type { CommandSpec, Invocation } from '../command/command-spec'
import { FILE_FLAGS, fieldManagerFlag, SELECTOR_FLAG } from '../command/common-flags'
import { addSource, CommandFailure, PlainError, renderError, throwIfAny, usageError } from '../command/failure'
import { withManagedFields } from '../command/field-manager'
import { immediate } from '../command/immediate'
import { printWarnings } from '../command/invocation'
import { DEPRECATION_LOG as LOG_HEAD } from '../output/log-line'
import { unifiedDiff } from '../output/unified-diff'
import { toYaml } from '../output/yaml-printer'
import { type ManifestObject, readManifests } from '../resources/manifest-files'
import { namesFiles } from '../resources/manifest-sources'
import { applyPatch } from './apply-patch'
import { isSelected } from './apply-prune'
import { applyManager } from './apply-server-side'
import { lastApplied, withoutLastApplied } from './last-applied'
import { allowedKinds, prunable } from './prunable'

// Models staging/src/k8s.io/kubectl/pkg/cmd/diff/diff.go
export const diffCommand: CommandSpec = {
  name: 'diff',
  short: 'Diff the live version against a would-be applied version',
  group: 'Advanced Commands',
  completes: 'file',
  flags: [
    ...FILE_FLAGS,
    fieldManagerFlag('kubectl-client-side-apply'),
    { name: 'prune-allowlist', type: 'list', default: '[]' },
    { name: 'show-secrets', type: 'bool', default: 'false' },
    SELECTOR_FLAG,
    { name: 'concurrency', type: 'int', default: '1' },
    {
      name: 'force-conflicts',
      type: 'bool',
      default: 'false',
    },
    { name: 'prune', type: 'bool', default: 'false' },
    { name: 'server-side', type: 'bool', default: 'false' },
    { name: 'show-managed-fields', type: 'bool', default: 'false' },
  ],
  flagErrors: path => ({ exitCode: 2, hint: `See '${path} -h' for help and examples` }),
  run: immediate(invocation => {
    const { io } = invocation
    try {
      if (invocation.args.length > 0)
        throw usageError(invocation.path, `Unexpected args: [${invocation.args.join(' ')}]`)
      if (!namesFiles(invocation)) throw new PlainError('must specify one of -f and -k')
      if (invocation.flags.bool('force-conflicts') && !invocation.flags.bool('server-side')) {
        throw new PlainError('--force-conflicts only works with --server-side')
      }
      const { objects, errors } = readManifests(invocation)
      throwIfAny(errors)
      const allowed = allowedKinds(invocation)
      const selected = objects.filter(({ object }) => isSelected(invocation, object))
      const refusals: unknown[] = []
      const differences = selected.flatMap(manifest => {
        try {
          return diffOf(invocation, manifest) ?? []
        } catch (error) {
          if (!(error instanceof ApiError)) throw error
          refusals.push(error)
          return []
        }
      })
      if (invocation.flags.bool('prune')) differences.push(...prunedFiles(invocation, allowed, selected))
      throwIfAny(refusals)
      for (const { text } of differences.sort((a, b) => compareText(a.file, b.file))) io.out(text)
      return differences.length > 0 ? 1 : 0
    } catch (error) {
      if (error instanceof CommandFailure) throw error
      throw new CommandFailure(renderError(error), 2)
    }
  }),
}

const TRIED = { dryRun: true, fieldValidation: 'Warn' } as const

/** What `diff -u -N` prints of one file in both folders. */
interface FileDifference {
  readonly file: string
  readonly text: string
}

/** Undefined when the file is the same in both. */
function fileDifference(file: string, before: string, after: string | undefined): FileDifference | undefined {
  const [left, right] = [`/tmp/LIVE-0000000000/${file}`, `/tmp/MERGED-0000000000/${file}`]
  if (before === after) return undefined
  return {
    file,
    text: `diff -u -N ${left} ${right}\n${unifiedDiff(left, right, before, after ?? '', after === undefined)}`,
  }
}

/** What is left out of the files is shown whole, on its way out. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/diff/diff.go Run and prune.go
function* prunedFiles(
  invocation: Invocation,
  allowed: readonly ResourceType[],
  selected: readonly ManifestObject[],
): Generator<FileDifference, void> {
  const { client } = invocation.session
  const visited = selected.map(({ type, namespace, name }) => {
    const live = findObject(client, resourceNameOf(type), namespace, name)
    return { namespace, uid: live?.metadata.uid ?? '' }
  })
  for (const { type, object } of prunable(invocation, allowed, visited)) {
    const { namespace = '', name } = object.metadata
    const file = [apiVersionOf(type).replace('/', '.'), type.kind, namespace, name].join('.')
    const difference = fileDifference(file, toYaml(withManagedFields(client, object)), undefined)
    if (difference !== undefined) yield difference
  }
  printWarnings(invocation)
}

function diffOf(invocation: Invocation, manifest: ManifestObject): FileDifference | undefined {
  const { session, flags } = invocation
  const { type, namespace, name, source, object } = manifest
  const resource = resourceNameOf(type)
  const live = findObject(session.client, resource, namespace, name)
  try {
    const merged = mergedWith(live)
    const file = [object.apiVersion.replace('/', '.'), object.kind, namespace ?? '', name].join('.')
    const masks = object.kind === 'Secret' && object.apiVersion === 'v1' && !flags.bool('show-secrets')
    const shown = masks ? maskedSecrets(live, merged) : { live, merged }
    const [before, after] = [shown.live === undefined ? '' : toYaml(shown.live), toYaml(shown.merged)]
    return fileDifference(file, before, after)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (flags.bool('server-side') && error.status.reason === 'Conflict') invocation.io.err(keepsChanging(manifest))
    throw error
  }

  function mergedWith(current: KubeObject | undefined): Fields {
    if (flags.bool('server-side')) {
      const fieldManager = applyManager(flags)
      const options = { ...TRIED, fieldManager, force: flags.bool('force-conflicts') }
      const merged = session.client.patch(resource, namespace, name, 'apply', object, options)
      return current === undefined ? withoutVersion(merged) : merged
    }
    if (current === undefined) return withoutVersion(session.client.create(resource, object, TRIED))
    return merge(current)
  }

  function patchWith(patchType: PatchType, patch: unknown): KubeObject {
    try {
      return session.client.patch(resource, namespace, name, patchType, patch, TRIED)
    } catch (error) {
      throw addSource(error, 'patching', source)
    }
  }

  function merge(current: KubeObject): KubeObject {
    const { patch, patchType } = applyPatch(current, withoutLastApplied(object), lastApplied(current))
    if (Object.keys(patch).length === 0) return current
    const patched = patchWith(patchType, patch)
    return { ...patched, metadata: { ...patched.metadata, resourceVersion: current.metadata.resourceVersion } }
  }
}

/** Both without what is secret; what differs can still be seen to differ. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/diff/diff.go Masker
function maskedSecrets(live: Fields | undefined, merged: Fields): { live: Fields | undefined; merged: Fields } {
  const [before, after] = [live?.data, merged.data].map(data => (isRecord(data) ? data : {})) as [Fields, Fields]
  const masked = (object: Fields, other: Fields, different: string) => {
    if (!isRecord(object.data)) return object
    const data = Object.entries(object.data).map(([key, value]) => {
      const differs = key in other && other[key] !== value
      return [key, differs ? different : '***']
    })
    return { ...object, data: Object.fromEntries(data) }
  }
  return {
    live: live === undefined ? undefined : masked(live, after, '*** (before)'),
    merged: masked(merged, before, '*** (after)'),
  }
}

/** kubectl takes every conflict for one of versions, tries again, and gives up like this. */
function keepsChanging({ object, name }: ManifestObject): string {
  const version = object.apiVersion.includes('/') ? object.apiVersion : `/${object.apiVersion}`
  return `${LOG_HEAD} diff.go:723] Object (${version}, Kind=${object.kind}: ${name}) keeps changing, diffing without lock\n`
}

/** What is not there yet has no version either. */
function withoutVersion(object: KubeObject): Fields {
  const { resourceVersion: _, ...metadata } = object.metadata
  return { ...object, metadata }
}
