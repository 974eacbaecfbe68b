import type { CommandRun } from '../../base/command'
import { isNotFound } from '../../k8s/api-client'
import type { KubeObject } from '../../k8s/object'
import type { CommandSpec, Invocation } from '../command/command-spec'
import {
  ALL_NAMESPACES_FLAG,
  CHUNK_SIZE_FLAG,
  FIELD_SELECTOR_FLAG,
  FILE_FLAGS,
  SELECTOR_FLAG,
} from '../command/common-flags'
import { CommandFailure, PlainError, throwIfAny } from '../command/failure'
import { namespaceOf, printWarnings } from '../command/invocation'
import { OUTPUT_FLAGS } from '../output/object-printer'
import { ObjectTable } from '../output/object-table'
import { fieldNotFound, sortObjects, sortRows } from '../output/sort-objects'
import { targetsOfFiles } from '../resources/manifest-files'
import { namesFiles, refuseWordsBesideFiles } from '../resources/manifest-sources'
import {
  readTarget,
  resolveSelection,
  type Selection,
  selectResources,
  type Target,
} from '../resources/resource-selection'
import { type GetForm, outputForm } from './get-form'
import { getRaw } from './get-raw'
import { throughSubresource } from './get-subresource'
import { tableOptions } from './get-table'
import { watchObjects } from './get-watch'

// Models staging/src/k8s.io/kubectl/pkg/cmd/get/get.go
export const getCommand: CommandSpec = {
  name: 'get',
  suggestFor: ['list', 'ls', 'ps'],
  short: 'Display one or many resources',
  group: 'Basic Commands (Intermediate)',
  completes: 'resource',
  flags: [
    ALL_NAMESPACES_FLAG,
    CHUNK_SIZE_FLAG,
    FIELD_SELECTOR_FLAG,
    SELECTOR_FLAG,
    ...FILE_FLAGS,
    ...OUTPUT_FLAGS,
    { name: 'ignore-not-found', type: 'bool', default: 'false' },
    { name: 'label-columns', short: 'L', type: 'list', default: '[]' },
    { name: 'no-headers', type: 'bool', default: 'false' },
    { name: 'output-watch-events', type: 'bool', default: 'false' },
    { name: 'raw', type: 'string', default: "''" },
    { name: 'server-print', type: 'bool', default: 'true' },
    { name: 'show-kind', type: 'bool', default: 'false' },
    { name: 'show-labels', type: 'bool', default: 'false' },
    { name: 'sort-by', type: 'string', default: "''" },
    { name: 'subresource', type: 'string', default: "''" },
    { name: 'watch', short: 'w', type: 'bool', default: 'false' },
    { name: 'watch-only', type: 'bool', default: 'false' },
  ],
  *run(invocation) {
    const { flags, args, io } = invocation
    if (flags.string('raw') !== '') {
      if (flags.string('output') !== '') throw new PlainError('--raw and --output are mutually exclusive')
      getRaw(invocation)
      return 0
    }
    const watching = flags.bool('watch') || flags.bool('watch-only')
    if (args.length === 0 && !namesFiles(invocation)) {
      io.err(
        'You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n\n',
      )
      throw new CommandFailure(
        `error: Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).\nSee 'kubectl get -h' for help and examples`,
      )
    }
    const form = outputForm(invocation)
    if (flags.bool('output-watch-events') && !watching) {
      throw new PlainError('--output-watch-events option can only be used with --watch or --watch-only')
    }
    const selection = selectionOf(invocation)
    if (selection.by === 'list' && flags.string('subresource') !== '')
      throw new PlainError('subresource cannot be used when bulk resources are specified')
    if (watching) return yield* watch(invocation, selection, form)
    printSelection(invocation, selection, form)
    return 0
  },
}

/** Short names that two groups use. */
const OTHER_MEANINGS: ReadonlyMap<string, string> = new Map([['ev', 'events.events.k8s.io']])

function selectionOf(invocation: Invocation): Selection {
  const { flags, args, session, io } = invocation
  if (namesFiles(invocation)) {
    refuseWordsBesideFiles(args)
    const targets = targetsOfFiles(invocation)
    return { by: 'name', targets, single: targets.length === 1 }
  }
  for (const word of (args[0] ?? '').split(',')) {
    const other = OTHER_MEANINGS.get(word)
    if (other !== undefined) io.err(`Warning: short name "${word}" could also match lower priority resource ${other}\n`)
  }
  return selectResources(session.client, {
    words: args,
    namespace: namespaceOf(invocation),
    allNamespaces: flags.bool('all-namespaces'),
    labelSelector: flags.string('selector'),
    fieldSelector: flags.string('field-selector'),
    kindMeansAll: true,
  })
}

function printSelection(invocation: Invocation, selection: Selection, form: GetForm): void {
  const { flags, session } = invocation
  const single = selection.by === 'name' && selection.single
  const found = resolveSelection(session.client, selection)
  printWarnings(invocation)
  const errors = flags.bool('ignore-not-found') ? found.errors.filter(error => !isNotFound(error)) : found.errors
  const targets = sorted(invocation, selection, throughSubresource(invocation, found.targets), form)
  if (!form.table) {
    if (single && errors.length > 0) throwIfAny(errors)
    if (targets.length > 0 || !flags.bool('ignore-not-found')) form.print(targets, single)
  } else {
    const printed = printTables(invocation, targets, severalKinds(selection, targets))
    if (!printed && errors.length === 0 && !flags.bool('ignore-not-found')) sayNothingFound(invocation, selection)
  }
  throwIfAny(errors)
}

/** Lists count although they are empty; of names only those that were found. */
function severalKinds(selection: Selection, found: readonly Target[]): boolean {
  const types = selection.by === 'list' ? selection.types : found.map(target => target.type)
  return new Set(types).size > 1
}

function sorted(
  { flags }: Invocation,
  selection: Selection,
  targets: readonly Target[],
  form: GetForm,
): readonly Target[] {
  const path = flags.string('sort-by')
  if (path === '') return targets
  const objectOf = ({ object }: Target) => object
  if (!form.table) return sortObjects(targets, objectOf, path)
  const tables = selection.by === 'list' ? selection.types.length : selection.targets.length
  if (tables > 1) throw fieldNotFound(path)
  return sortRows(targets, objectOf, path)
}

/** The tables of `get`, with an empty line between kinds. False when there was nothing to print. */
function printTables(invocation: Invocation, targets: readonly Target[], kinds: boolean): boolean {
  const { io, flags } = invocation
  const withKind = flags.bool('show-kind') || kinds
  let printed = false
  let namespace = false
  let from = 0
  while (from < targets.length) {
    const type = targets[from]?.type
    if (type === undefined) break
    let to = from
    const objects: KubeObject[] = []
    while (to < targets.length && targets[to]?.type === type) {
      const object = targets[to]?.object
      if (object !== undefined) objects.push(object)
      to += 1
    }
    if (printed && !flags.bool('no-headers')) io.out('\n')
    const options = tableOptions(invocation, type, withKind)
    // kubectl keeps the column once it has it.
    namespace ||= options.namespace
    const table = new ObjectTable(type, { ...options, namespace })
    for (const part of table.parts(objects)) io.out(part)
    printed ||= objects.length > 0
    from = to
  }
  return printed
}

function sayNothingFound(invocation: Invocation, selection: Selection): void {
  const types = selection.by === 'list' ? selection.types : selection.targets.map(target => target.type)
  const allNamespaced = !invocation.flags.bool('all-namespaces') && types.every(type => type.namespaced)
  invocation.io.err(
    allNamespaced ? `No resources found in ${namespaceOf(invocation)} namespace.\n` : 'No resources found\n',
  )
}

function* watch(invocation: Invocation, selection: Selection, form: GetForm): CommandRun {
  const { session } = invocation
  const types = new Set(selection.by === 'list' ? selection.types : selection.targets.map(target => target.type))
  const [type] = types
  if (invocation.flags.string('sort-by') !== '')
    invocation.io.err('warning: --watch requested, --sort-by will be ignored for watch events received\n')
  if (types.size > 1 || type === undefined) throw new PlainError('you may only specify a single resource type')
  const [only] = selection.by === 'name' ? selection.targets : []
  if (only !== undefined) readTarget(session.client, only)
  return yield* watchObjects(invocation, type, selection, form)
}
