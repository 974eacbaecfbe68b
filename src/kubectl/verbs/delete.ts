import type { CommandRun } from '../../base/command'
import { type ApiClient, ApiError, isNotFound, type PropagationPolicy } from '../../k8s/api-client'
import { resourceNameOf } from '../../k8s/resources'
import type { CommandSpec, Invocation } from '../command/command-spec'
import {
  ALL_FLAG,
  ALL_NAMESPACES_FLAG,
  DRY_RUN_FLAG,
  dryRunOf,
  FIELD_SELECTOR_FLAG,
  FILE_FLAGS,
  SELECTOR_FLAG,
} from '../command/common-flags'
import { addSource, PlainError, throwIfAny } from '../command/failure'
import type { FlagSet, FlagSpec } from '../command/flag-set'
import { namespaceIsExplicit, namespaceOf, printWarnings } from '../command/invocation'
import { type DryRun, dryRunSuffix } from '../output/object-printer'
import { readManifests } from '../resources/manifest-files'
import { namesFiles, refuseWordsBesideFiles } from '../resources/manifest-sources'
import { objectName, singularName } from '../resources/resource-mapper'
import { listObjects, selectResources, type Target, targetFrom } from '../resources/resource-selection'
import { waitUntil } from '../resources/wait-until'
import { deleteAnswer } from './raw-objects'

/** What `delete` shares with the commands that delete on their way. */
export const DELETE_FLAGS: readonly FlagSpec[] = [
  {
    name: 'cascade',
    type: 'optional',
    bare: 'background',
    default: "'background'",
  },
  { name: 'force', type: 'bool', default: 'false' },
  { name: 'grace-period', type: 'int', default: '-1' },
  {
    name: 'timeout',
    type: 'duration',
    default: '0s',
  },
  { name: 'wait', type: 'bool', default: 'true' },
]

// Models staging/src/k8s.io/kubectl/pkg/cmd/delete/delete.go
export const deleteCommand: CommandSpec = {
  name: 'delete',
  suggestFor: ['rm'],
  short: 'Delete resources by file names, stdin, resources and names, or by resources and label selector',
  group: 'Basic Commands (Intermediate)',
  completes: 'resource',
  flags: [
    ALL_FLAG,
    ALL_NAMESPACES_FLAG,
    ...DELETE_FLAGS,
    DRY_RUN_FLAG,
    FIELD_SELECTOR_FLAG,
    ...FILE_FLAGS,
    SELECTOR_FLAG,
    { name: 'ignore-not-found', type: 'bool', default: 'false' },
    { name: 'interactive', short: 'i', type: 'bool', default: 'false' },
    { name: 'now', type: 'bool', default: 'false' },
    { name: 'output', short: 'o', type: 'string', default: "''" },
    { name: 'raw', type: 'string', default: "''" },
  ],
  *run(invocation) {
    const { flags, io, session } = invocation
    const plan = deletionPlan(invocation)
    if (flags.string('raw') !== '') {
      io.out(`${deleteAnswer(flags.string('raw').replace(/\?.*$/, ''), session.client)}\n`)
      return 0
    }
    const targets = targetsOf(invocation)
    validate(invocation, plan)
    if (
      namespaceIsExplicit(invocation) &&
      !flags.bool('all-namespaces') &&
      targets.found.some(target => !target.type.namespaced)
    ) {
      io.err('Warning: deleting cluster-scoped resources, not scoped to the provided namespace\n')
    }
    const deleted = deleteTargets(invocation, targets.found, plan)
    printWarnings(invocation)
    throwIfAny([...targets.errors, ...deleted.errors])
    if (targets.found.length === 0) io.out('No resources found\n')
    if (!flags.bool('wait') || plan.dryRun !== 'none') return 0
    yield* waitForEnd(invocation, deleted.waiting)
    return 0
  },
}

interface Plan {
  readonly gracePeriod: number
  readonly policy: PropagationPolicy
  readonly dryRun: DryRun
  readonly ignoreNotFound: boolean
}

function deletionPlan({ flags, io }: Invocation): Plan {
  const dryRun = dryRunOf(flags, io.err.bind(io))
  const policy = cascadeOf(flags, text => io.err(text))
  const selecting = flags.bool('all') || flags.string('selector') !== '' || flags.string('field-selector') !== ''
  const ignoreNotFound = flags.changed('ignore-not-found') ? flags.bool('ignore-not-found') : selecting
  let gracePeriod = flags.int('grace-period')
  const force = flags.bool('force')
  if (flags.bool('now')) {
    if (gracePeriod !== -1) throw new PlainError('--now and --grace-period cannot be specified together')
    gracePeriod = 1
  }
  if (gracePeriod === 0 && !force) gracePeriod = 1
  if (force && gracePeriod < 0) gracePeriod = 0
  return { gracePeriod, policy, dryRun, ignoreNotFound }
}

/** Reads --cascade; the old true and false still work, with a warning. Throws PlainError. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/util/helpers.go GetCascadingStrategy
export function cascadeOf(flags: FlagSet, warn: (text: string) => void): PropagationPolicy {
  const value = flags.string('cascade')
  const deprecated = (instead: string) =>
    warn(`warning: --cascade=${value} is deprecated (boolean value) and can be replaced with --cascade=${instead}.\n`)
  switch (value) {
    case 'background':
      return 'Background'
    case 'foreground':
      return 'Foreground'
    case 'orphan':
      return 'Orphan'
    case 'true':
      deprecated('background')
      return 'Background'
    case 'false':
      deprecated('orphan')
      return 'Orphan'
    default:
      throw new PlainError(`invalid cascade value (${value}). Must be "background", "foreground", or "orphan"`)
  }
}

function validate({ flags, io }: Invocation, { gracePeriod }: Plan): void {
  const output = flags.string('output')
  if (output !== '' && output !== 'name')
    throw new PlainError(`unexpected -o output mode: ${output}. We only support '-o name'`)
  if (!flags.bool('force')) return
  if (gracePeriod > 0) throw new PlainError('--force and --grace-period greater than 0 cannot be specified together')
  io.err(
    'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n',
  )
}

interface Targets {
  readonly found: readonly Target[]
  readonly errors: readonly unknown[]
}

function targetsOf(invocation: Invocation): Targets {
  const { flags, args, session } = invocation
  if (namesFiles(invocation)) {
    refuseWordsBesideFiles(args)
    const { objects, errors } = readManifests(invocation, false)
    return { found: objects.map(({ type, namespace, name, source }) => ({ type, namespace, name, source })), errors }
  }
  const selection = selectResources(session.client, {
    words: args,
    namespace: namespaceOf(invocation),
    allNamespaces: flags.bool('all-namespaces'),
    labelSelector: flags.string('selector'),
    fieldSelector: flags.string('field-selector'),
    all: flags.bool('all'),
  })
  if (selection.by === 'name') return { found: selection.targets, errors: [] }
  const found = selection.types.flatMap(type =>
    listObjects(session.client, type, selection.options).map(object => targetFrom(type, object)),
  )
  return { found, errors: [] }
}

interface Deleted {
  readonly waiting: readonly { readonly target: Target; readonly uid: string }[]
  readonly errors: readonly unknown[]
}

function deleteTargets({ session, io, flags }: Invocation, targets: readonly Target[], plan: Plan): Deleted {
  const waiting: { target: Target; uid: string }[] = []
  const errors: unknown[] = []
  for (const target of targets) {
    try {
      if (plan.dryRun !== 'client') {
        const { uid } = deleteTarget(session.client, target, plan).metadata
        waiting.push({ target, uid })
      }
      io.out(`${deletedText(target, plan, flags.string('output') === 'name')}\n`)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (!(plan.ignoreNotFound && isNotFound(error))) errors.push(addSource(error, 'deleting', target.source))
    }
  }
  return { waiting, errors }
}

function deleteTarget(client: ApiClient, { type, namespace, name }: Target, plan: Plan) {
  return client.delete(resourceNameOf(type), namespace, name, {
    ...(plan.gracePeriod >= 0 ? { gracePeriodSeconds: plan.gracePeriod } : {}),
    propagationPolicy: plan.policy,
    dryRun: plan.dryRun === 'server',
    because: 'deleted by a person',
  })
}

function deletedText({ type, namespace, name }: Target, { gracePeriod, dryRun }: Plan, nameOnly: boolean): string {
  if (nameOnly) return objectName(type, name)
  const done = gracePeriod === 0 ? 'force deleted' : 'deleted'
  const where = type.namespaced ? ` from ${namespace ?? ''} namespace` : ''
  const dry = dryRunSuffix(dryRun)
  return `${singularName(type)} "${name}" ${done}${where}${dry}`
}

function* waitForEnd({ session, io, flags }: Invocation, waiting: Deleted['waiting']): CommandRun {
  const timeout = flags.duration('timeout') || undefined
  for (const { target, uid } of waiting) {
    const gone = yield* waitUntil(io, timeout, () => isGone(session.client, target, uid))
    if (!gone) throw new PlainError(`timed out waiting for the condition on ${target.type.plural}/${target.name}`)
  }
  return 0
}

/** Whether the object of that uid no longer exists. */
export function isGone(client: ApiClient, { type, namespace, name }: Target, uid: string | undefined): boolean {
  try {
    const now = client.get(resourceNameOf(type), namespace, name)
    return uid !== undefined && now.metadata.uid !== uid
  } catch (error) {
    if (isNotFound(error)) return true
    throw error
  }
}
