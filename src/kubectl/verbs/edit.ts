import type { CommandRun } from '../../base/command'
import type { CommandSpec, Invocation } from '../command/command-spec'
import { FILE_FLAGS, fieldManagerFlag, RECORD_FLAG, VALIDATE_FLAG } from '../command/common-flags'
import { CommandFailure, PlainError, throwIfAny } from '../command/failure'
import { toPrettyJson } from '../output/json-printer'
import { listOf, OUTPUT_FLAGS } from '../output/object-printer'
import { toYaml } from '../output/yaml-printer'
import { type LiveTarget, liveTargets } from '../resources/visit-targets'
import { checkEdited, type EditedObject, type EditReason, patchEdited, withoutComments } from './edited-objects'

const HEADER = `# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
`

const NO_EDITOR = 'there is no editor here: use `kubectl patch`, or change the file and `kubectl apply -f FILE`'

/** An editor that is a program may never come to an end of its changes. */
const MOST_ROUNDS = 20

// Models staging/src/k8s.io/kubectl/pkg/cmd/edit/edit.go
export const editCommand: CommandSpec = {
  name: 'edit',
  short: 'Edit a resource on the server',
  group: 'Basic Commands (Intermediate)',
  completes: 'resource',
  flags: [
    fieldManagerFlag('kubectl-edit'),
    ...FILE_FLAGS,
    ...OUTPUT_FLAGS,
    RECORD_FLAG,
    VALIDATE_FLAG,
    { name: 'output-patch', type: 'bool', default: 'false' },
    {
      name: 'save-config',
      type: 'bool',
      default: 'false',
    },
    { name: 'subresource', type: 'string', default: "''" },
    { name: 'windows-line-endings', type: 'bool', default: 'false' },
  ],
  run: function* (invocation) {
    const { targets, errors } = liveTargets(invocation, { words: invocation.args, kindMeansAll: true })
    throwIfAny(errors)
    if (targets.length === 0) throw new PlainError('edit cancelled, no objects found')
    return yield* editObjects(invocation, targets)
  },
}

/** Opens the objects in the editor, again and again while what comes back is refused for what is in it. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/util/editor/editoptions.go Run
function* editObjects(invocation: Invocation, targets: readonly LiveTarget[]): CommandRun {
  const { io, flags } = invocation
  if (io.edit === undefined) throw new PlainError(NO_EDITOR)
  const json = flags.string('output') === 'json'
  const file = `kubectl-edit-0000000000.${json ? 'json' : 'yaml'}`
  const original = printed(targets, json)
  let text = original
  let reasons: readonly EditReason[] = []
  for (let round = 1; ; round++) {
    const opened = json ? text : HEADER + reasons.map(reasonText).join('') + text
    const edited = (yield* io.edit(file, opened)) ?? opened
    const unchanged = withoutComments(edited) === withoutComments(opened)
    if (reasons.length > 0 && (unchanged || round > MOST_ROUNDS))
      throw kept(invocation, file, edited, 'Edit cancelled, no valid changes were saved.')
    const checked = checkEdited(invocation, targets, edited)
    if (checked.type === 'refused') {
      if (checked.told !== undefined) io.err(`${checked.told}\n`)
      reasons = [checked.reason]
      text = withoutHeader(edited)
      continue
    }
    if (withoutComments(edited) === withoutComments(original)) {
      io.err('Edit cancelled, no changes made.\n')
      return 0
    }
    if (checked.type === 'mistaken') throw kept(invocation, file, edited, checked.message)
    reasons = carryOut(invocation, checked.objects, file, edited)
    if (reasons.length === 0) return 0
    text = withoutHeader(edited)
  }
}

/** Sends the changes; answers what the server found invalid. Throws CommandFailure for what a new edit cannot mend. */
function carryOut(
  invocation: Invocation,
  objects: readonly EditedObject[],
  file: string,
  edited: string,
): readonly EditReason[] {
  const { io, path } = invocation
  const reasons: EditReason[] = []
  let retryable = false
  let missing = false
  for (const object of objects) {
    const outcome = patchEdited(invocation, object)
    if (outcome.type === 'done') continue
    io.err(`${outcome.told}\n`)
    if (outcome.type === 'invalid') reasons.push(outcome.reason)
    retryable ||= outcome.type === 'retryable'
    missing ||= outcome.type === 'missing'
  }
  if (retryable) {
    io.writeFile(`/tmp/${file}`, edited)
    io.err(`You can run \`${path.split(' ')[0]} replace -f /tmp/${file}\` to try this update again.\n`)
    throw new CommandFailure('')
  }
  if (missing) {
    io.writeFile(`/tmp/${file}`, edited)
    io.err(`The edits you made on deleted resources have been saved to "/tmp/${file}"\n`)
    throw new CommandFailure('')
  }
  return reasons
}

function printed(targets: readonly LiveTarget[], json: boolean): string {
  const objects = targets.map(({ object }) => withoutManagedFields(object))
  const [only] = objects
  const value = objects.length === 1 && only !== undefined ? only : { ...listOf(objects), metadata: {} }
  return json ? toPrettyJson(value) : toYaml(value)
}

function withoutManagedFields(object: LiveTarget['object']): Readonly<Record<string, unknown>> {
  const { managedFields: _, ...metadata } = object.metadata as LiveTarget['object']['metadata'] & {
    readonly managedFields?: unknown
  }
  return { ...object, metadata }
}

// Models staging/src/k8s.io/kubectl/pkg/cmd/util/editor/editoptions.go editHeader.writeTo
function reasonText({ head, causes }: EditReason): string {
  const lines = causes.length === 0 ? [head] : [`${head}:`, ...causes.map(cause => `* ${cause}`)]
  return `${lines.map(line => `# ${line.replaceAll('\n', '\n# ')}\n`).join('')}#\n`
}

/** The edited text without the comments at its top: they are written anew. */
const withoutHeader = (text: string) => text.replace(/^(?:#.*\n)+/, '')

/** The refusal after which the text is kept in a file. */
function kept({ io }: Invocation, file: string, text: string, message: string): PlainError {
  io.writeFile(`/tmp/${file}`, text)
  io.err(`A copy of your changes has been stored to "/tmp/${file}"\n`)
  return new PlainError(message)
}
