import type { CommandSpec, Invocation } from '../command/command-spec'
import { FILE_FLAGS, fieldManagerFlag, RECORD_FLAG, VALIDATE_FLAG } from '../command/common-flags'
import { CommandFailure, PlainError, throwIfAny } from '../command/failure'
import { OUTPUT_FLAGS } from '../output/object-printer'
import { liveTargets } from '../resources/visit-targets'
import { editObjects } from './edit-rounds'
import { type EditedObject, type EditReason, patchEdited, sameObject } from './edited-objects'

const HEADER = `# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
`

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
    return yield* editObjects(invocation, targets, {
      header: HEADER,
      matching: sameObject,
      carryOut: (objects, file, edited) => carryOut(invocation, objects, file, edited),
    })
  },
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
