import { ApiError, type WriteOptions } from '../../k8s/api-client'
import type { KubeObject, ManagedFieldsEntry } from '../../k8s/object'
import { resourceNameOf } from '../../k8s/resources'
import { LAST_APPLIED_ANNOTATION } from '../../k8s/well-known'
import type { Invocation } from '../command/command-spec'
import { PlainError } from '../command/failure'
import type { FlagSet } from '../command/flag-set'
import type { ManifestObject } from '../resources/manifest-files'
import { checkPrune } from './apply-prune'
import { managersOfRecord, migratedTo } from './client-side-managers'

const DEFAULT_MANAGER = 'kubectl'
/** Who keeps the record of client-side apply once nobody applies that way any more. */
const RECORD_KEEPER = 'kubectl-last-applied'

const ADVICE = `Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts`

/** What cannot be asked for together. Throws PlainError. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/apply/apply.go Validate
export function checkApplyFlags(invocation: Invocation): void {
  const { flags } = invocation
  const isServerSide = flags.bool('server-side')
  if (flags.bool('force-conflicts') && !isServerSide) {
    throw new PlainError('--force-conflicts only works with --server-side')
  }
  if (flags.string('dry-run') === 'client' && isServerSide) {
    throw new PlainError("--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)")
  }
  if (isServerSide && flags.bool('force')) throw new PlainError('--force cannot be used with --server-side')
  checkPrune(invocation)
  if (flags.string('subresource') !== '' && !isServerSide) {
    throw new PlainError('--subresource can only be specified for --server-side')
  }
}

/** The name that server-side apply goes by. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/apply/apply.go GetApplyFieldManagerFlag
export function applyManager(flags: FlagSet): string {
  return flags.changed('field-manager') ? flags.string('field-manager') : DEFAULT_MANAGER
}

/** One manifest on its way to the server. */
interface Applying {
  readonly manifest: ManifestObject
  readonly fieldManager: string
  owners(live: KubeObject): readonly ManagedFieldsEntry[]
  patch(type: 'apply' | 'json', body: unknown, options?: WriteOptions): KubeObject
  warn(text: string): void
}

/**
 * The server merges. What client-side apply has set before is then taken over, so that fields left out of the file go. Throws
 * ApiError and PlainError.
 */
// Models staging/src/k8s.io/kubectl/pkg/cmd/apply/apply.go applyOneObject
export function applyServerSide(invocation: Invocation, manifest: ManifestObject, write: WriteOptions): KubeObject {
  const { flags, session, io } = invocation
  const { type, namespace, name, object } = manifest
  if (name === '') throw new PlainError('resource name may not be empty')
  const fieldManager = applyManager(flags)
  const applying: Applying = {
    manifest,
    fieldManager,
    owners: live => session.client.managedFields(live),
    patch: (kind, body, more) =>
      session.client.patch(resourceNameOf(type), namespace, name, kind, body, { ...write, fieldManager, ...more }),
    warn: text => io.err(`Warning: ${text}\n`),
  }
  const force = flags.bool('force-conflicts')
  const subresource = flags.string('subresource') === 'status' ? ({ subresource: 'status' } as const) : {}
  const applied = explainingConflicts(() => applying.patch('apply', object, { force, ...subresource }))
  const recorded = otherwise(applying, 'record', applied, () => keepRecord(applying, applied))
  const migrated = otherwise(applying, 'migration', recorded, () => migrate(applying, recorded))
  if (migrated === recorded) return recorded
  // What the file leaves out can go only now.
  return otherwise(applying, 're-apply', migrated, () => applying.patch('apply', object, { force }))
}

/** Somebody has to own the record of client-side apply, or taking that over would remove it. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/apply/apply.go saveLastApplyAnnotationIfNecessary
function keepRecord({ manifest: { type, namespace, name }, fieldManager, owners, patch }: Applying, live: KubeObject) {
  const record = live.metadata.annotations?.[LAST_APPLIED_ANNOTATION]
  if (fieldManager !== DEFAULT_MANAGER || record === undefined) return live
  if (managersOfRecord(owners(live), 'Apply').length > 0) return live
  const annotations = { [LAST_APPLIED_ANNOTATION]: record }
  const metadata = { name, ...(type.namespaced ? { namespace } : {}), annotations }
  const body = { apiVersion: live.apiVersion, kind: live.kind, metadata }
  return patch('apply', body, { fieldManager: RECORD_KEEPER })
}

/** Gives what client-side apply owns to the applier; answers `live` itself when that is nothing. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/apply/apply.go migrateToSSAIfNecessary
function migrate({ fieldManager, owners, patch }: Applying, live: KubeObject): KubeObject {
  const entries = owners(live)
  const migrated = migratedTo(entries, managersOfRecord(entries, 'Update'), fieldManager)
  if (migrated === entries) return live
  return patch('json', [
    { op: 'replace', path: '/metadata/managedFields', value: migrated },
    { op: 'replace', path: '/metadata/resourceVersion', value: live.metadata.resourceVersion },
  ])
}

/** The object is applied; what only concerns later applies must not make it a failure. */
function otherwise(
  { warn }: Applying,
  what: keyof typeof FAILURES,
  object: KubeObject,
  call: () => KubeObject,
): KubeObject {
  try {
    return call()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    warn(`${FAILURES[what]}${error.message}`)
    return object
  }
}

const FAILURES = {
  record:
    'failed to migrate kubectl.kubernetes.io/last-applied-configuration for Server-Side Apply. This is non-fatal and will be retried next time you apply. Error: ',
  migration:
    'server rejected managed fields migration to Server-Side Apply. This is non-fatal and will be retried next time you apply. Error: ',
  're-apply':
    'failed to re-apply configuration after performing Server-Side Apply migration. This is non-fatal and will be retried next time you apply. Error: ',
} as const

function explainingConflicts(apply: () => KubeObject): KubeObject {
  try {
    return apply()
  } catch (error) {
    if (!(error instanceof ApiError) || error.status.reason !== 'Conflict') throw error
    throw new PlainError(`${error.message}\n${ADVICE}`)
  }
}
