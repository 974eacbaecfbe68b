import type { CommandWait } from '../../base/command'
import { ApiError, isNotFound } from '../../k8s/api-client'
import { toGoJson } from '../../k8s/go-json'
import type { KubeObject, NewObject } from '../../k8s/object'
import { PatchError } from '../../k8s/patch/directives'
import { resourceNameOf } from '../../k8s/resources'
import { LAST_APPLIED_ANNOTATION } from '../../k8s/well-known'
import { recorded } from '../command/change-cause'
import type { CommandSpec, Invocation } from '../command/command-spec'
import {
  ALL_FLAG,
  DRY_RUN_FLAG,
  dryRunOf,
  FILE_FLAGS,
  fieldManagerFlag,
  fieldValidationOf,
  RECORD_FLAG,
  SELECTOR_FLAG,
  VALIDATE_FLAG,
} from '../command/common-flags'
import { addSource, ErrorList, PlainError, throwIfAny, usageError } from '../command/failure'
import { printWarnings } from '../command/invocation'
import { type DryRun, listOf, OUTPUT_FLAGS, objectPrinter, reporter } from '../output/object-printer'
import { withoutNulls } from '../output/without-nulls'
import { checkPath } from '../resources/check-path'
import { type ManifestObject, readManifests } from '../resources/manifest-files'
import { namesFiles } from '../resources/manifest-sources'
import { editLastAppliedCommand } from './apply-edit-last-applied'
import { deleteAndCreate, isRefusedChange } from './apply-force'
import { applyPatch, type PreparedPatch, patchLocally, refuseConflicts } from './apply-patch'
import { isSelected, prune } from './apply-prune'
import { applyServerSide, checkApplyFlags } from './apply-server-side'
import { setLastAppliedCommand } from './apply-set-last-applied'
import { viewLastAppliedCommand } from './apply-view-last-applied'
import { DELETE_FLAGS } from './delete'
import { lastApplied, withLastApplied } from './last-applied'
import { allowedKinds } from './prunable'

// Models staging/src/k8s.io/kubectl/pkg/cmd/apply/apply.go
export const applyCommand: CommandSpec = {
  name: 'apply',
  short: 'Apply a configuration to a resource by file name or stdin',
  group: 'Advanced Commands',
  completes: 'file',
  flags: [
    ALL_FLAG,
    DRY_RUN_FLAG,
    fieldManagerFlag('kubectl-client-side-apply'),
    ...FILE_FLAGS,
    ...DELETE_FLAGS.map(flag => (flag.name === 'wait' ? { ...flag, default: 'false' } : flag)),
    ...OUTPUT_FLAGS,
    RECORD_FLAG,
    SELECTOR_FLAG,
    VALIDATE_FLAG,
    { name: 'applyset', type: 'string', default: "''", hidden: true },
    {
      name: 'force-conflicts',
      type: 'bool',
      default: 'false',
    },
    { name: 'openapi-patch', type: 'bool', default: 'true' },
    { name: 'overwrite', type: 'bool', default: 'true' },
    { name: 'prune', type: 'bool', default: 'false' },
    { name: 'prune-allowlist', type: 'list', default: '[]' },
    { name: 'server-side', type: 'bool', default: 'false' },
    { name: 'subresource', type: 'string', default: "''" },
  ],
  subcommands: [editLastAppliedCommand, setLastAppliedCommand, viewLastAppliedCommand],
  *run(invocation) {
    const { flags, args, io, path } = invocation
    if (args.length > 0) throw usageError(path, `Unexpected args: [${args.join(' ')}]`)
    const dryRun = dryRunOf(flags, io.err.bind(io))
    const fieldValidation = fieldValidationOf(flags)
    if (!namesFiles(invocation)) {
      throw new PlainError('must specify one of -f and -k')
    }
    checkApplyFlags(invocation)
    const allowed = flags.bool('prune') ? allowedKinds(invocation) : []
    const output = flags.string('output')
    const context: ApplyContext = {
      invocation,
      dryRun,
      write: { dryRun: dryRun === 'server', fieldValidation, because: 'applied' },
      report: output === '' || output === 'name' ? reporter(flags, io, dryRun) : undefined,
      results: [],
    }
    const { objects: all, errors: readErrors } = readManifests(invocation, fieldValidation !== 'Ignore')
    const objects = all.filter(({ object }) => isSelected(invocation, object))
    if (objects.length === 0 && readErrors.length === 0) throw new PlainError('no objects passed to apply')
    const errors: unknown[] = readErrors.length === 0 ? [] : [new ErrorList(readErrors)]
    for (const manifest of objects) {
      try {
        yield* applyObject(context, { ...manifest, object: recorded(invocation, manifest.object) })
      } catch (error) {
        if (!(error instanceof ApiError || error instanceof PlainError)) throw error
        errors.push(error)
      } finally {
        printWarnings(invocation)
      }
    }
    const [only] = errors
    if (errors.length === 1) throw only
    throwIfAny(errors)
    printResults(context)
    if (flags.bool('prune')) {
      const applied = context.results.map(result => result.object)
      prune(invocation, allowed, applied, dryRun, context.report)
    }
    return 0
  },
}

interface ApplyContext {
  readonly invocation: Invocation
  readonly dryRun: DryRun
  readonly write: {
    readonly dryRun: boolean
    readonly fieldValidation: 'Strict' | 'Warn' | 'Ignore'
    readonly because: string
  }
  /** Undefined when the objects themselves are printed at the end. */
  readonly report: ReturnType<typeof reporter> | undefined
  readonly results: { readonly manifest: ManifestObject; readonly object: KubeObject }[]
}

function* applyObject(context: ApplyContext, manifest: ManifestObject): Generator<CommandWait, void, void> {
  const { invocation, dryRun, write } = context
  const { client } = invocation.session
  const { type, name, source, object } = manifest
  const resource = resourceNameOf(type)
  if (name === '' && object.metadata.generateName) {
    throw new PlainError(`from ${object.metadata.generateName}: cannot use generate name with apply`)
  }
  if (invocation.flags.bool('server-side')) {
    if (name !== '') checkPath(manifest)
    const applied = applyServerSide(invocation, manifest, write)
    warnIfDeleting(invocation, applied)
    finish(context, manifest, applied, 'serverside-applied')
    return
  }
  const live = readLive(context, manifest)
  const modified = withLastApplied(object)
  if (live === undefined) {
    const created =
      dryRun === 'client'
        ? (modified as KubeObject)
        : attempt('creating', source, () => client.create(resource, withoutNulls(modified) as NewObject, write))
    finish(context, manifest, created, 'created')
    return
  }
  warnIfNotApplied(context, manifest, live)
  const { patch, patchType } = preparePatch(context, manifest, live, modified)
  if (Object.keys(patch).length === 0) {
    warnIfDeleting(invocation, live)
    finish(context, manifest, live, 'unchanged')
    return
  }
  const changed = yield* changeLive(context, manifest, live, modified, { patch, patchType })
  warnIfDeleting(invocation, changed)
  finish(context, manifest, changed, 'configured')
}

/** Patches the live object, here only for a dry run of the client; what --force may, it deletes and makes anew. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/apply/patcher.go Patch and PatchLocal
function* changeLive(
  { invocation, dryRun, write }: ApplyContext,
  manifest: ManifestObject,
  live: KubeObject,
  modified: NewObject,
  { patch, patchType }: PreparedPatch,
): Generator<CommandWait, KubeObject, void> {
  const { type, namespace, name } = manifest
  if (dryRun === 'client') return patchLocally(live, patch)
  try {
    return attemptPatch(manifest, patch, () =>
      invocation.session.client.patch(resourceNameOf(type), namespace, name, patchType, patch, write),
    )
  } catch (error) {
    if (!invocation.flags.bool('force') || !isRefusedChange(error)) throw error
    try {
      return yield* deleteAndCreate(invocation, manifest, live, modified, write)
    } catch (failure) {
      throw addSource(failure, applyingVerb(manifest, toGoJson(modified)), manifest.source)
    }
  }
}

function warnIfDeleting({ io }: Invocation, { metadata }: KubeObject): void {
  if (metadata.deletionTimestamp === undefined) return
  io.err(`Warning: Detected changes to resource ${metadata.name} which is currently being deleted.\n`)
}

function finish({ report, results }: ApplyContext, manifest: ManifestObject, object: KubeObject, done: string): void {
  results.push({ manifest, object })
  report?.(manifest.type, object, done)
}

function printResults({ report, results, invocation }: ApplyContext): void {
  if (report !== undefined) return
  const { flags, io } = invocation
  const printer = objectPrinter(flags, io)
  const objects = results.map(result => result.object)
  const [only] = objects
  if (printer !== undefined && only !== undefined) io.out(printer.print(objects.length === 1 ? only : listOf(objects)))
}

function attempt<T>(verb: string, source: string, call: () => T): T {
  try {
    return call()
  } catch (error) {
    throw addSource(error, verb, source)
  }
}

/** What cannot be compared field by field, or must not be overwritten, is told with everything that was to be compared. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/apply/patcher.go patchSimple
function preparePatch(
  { invocation, dryRun }: ApplyContext,
  manifest: ManifestObject,
  live: KubeObject,
  modified: NewObject,
) {
  const { client } = invocation.session
  const current = () => {
    const managedFields = client.managedFields(live)
    return { ...live, metadata: { ...live.metadata, ...(managedFields.length > 0 ? { managedFields } : {}) } }
  }
  try {
    const prepared = applyPatch(live, modified, lastApplied(live))
    if (!invocation.flags.bool('overwrite')) refuseConflicts(prepared, current(), lastApplied(live))
    return prepared
  } catch (error) {
    if (!(error instanceof PatchError)) throw error
    for (const spec of ['openapi v3 spec', 'openapi spec']) {
      invocation.io.err(`warning: error calculating patch from ${spec}: ${error.message}\n`)
    }
    const original = live.metadata.annotations?.[LAST_APPLIED_ANNOTATION] ?? ''
    const inputs = `original:\n${original}\nmodified:\n${toGoJson(modified)}\n\ncurrent:\n${toGoJson(current())}\n`
    const failure = new PlainError(`creating patch with:\n${inputs}\nfor: ${error.message}`)
    const tried = dryRun === 'client' ? failure : addSource(failure, 'patching', manifest.source)
    throw addSource(tried, applyingVerb(manifest, ''), manifest.source)
  }
}

const applyingVerb = (manifest: ManifestObject, patch: string) =>
  `applying patch:\n${patch}\nto:\n${describeManifest(manifest)}\nfor:`

function attemptPatch<T>(manifest: ManifestObject, patch: unknown, call: () => T): T {
  const { source } = manifest
  return attempt(applyingVerb(manifest, toGoJson(patch)), source, () => attempt('patching', source, call))
}

// Models staging/src/k8s.io/cli-runtime/pkg/resource/visitor.go Info.String
function describeManifest({ type, name, namespace }: ManifestObject): string {
  const qualified = `${type.group}/${type.version}`
  return `Resource: "${qualified}, Resource=${type.plural}", GroupVersionKind: "${qualified}, Kind=${type.kind}"\nName: "${name}", Namespace: "${namespace ?? ''}"`
}

function readLive({ invocation }: ApplyContext, manifest: ManifestObject): KubeObject | undefined {
  const { type, name, namespace, source } = manifest
  const verb = `retrieving current configuration of:\n${describeManifest(manifest)}\nfrom server for:`
  try {
    checkPath(manifest)
    return invocation.session.client.get(resourceNameOf(type), namespace, name)
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw addSource(error, verb, source)
  }
}

function warnIfNotApplied({ invocation }: ApplyContext, { type, name }: ManifestObject, live: KubeObject): void {
  if (live.metadata.annotations?.[LAST_APPLIED_ANNOTATION] !== undefined) return
  invocation.io.err(
    `Warning: resource ${type.plural}/${name} is missing the ${LAST_APPLIED_ANNOTATION} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.\n`,
  )
}
