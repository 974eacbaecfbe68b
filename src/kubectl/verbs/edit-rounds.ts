import type { CommandRun } from '../../base/command'
import type { Invocation } from '../command/command-spec'
import { PlainError } from '../command/failure'
import { toPrettyJson } from '../output/json-printer'
import { listOf } from '../output/object-printer'
import { toYaml } from '../output/yaml-printer'
import type { LiveTarget } from '../resources/visit-targets'
import {
  checkEdited,
  contentOf,
  type EditedObject,
  type EditReason,
  type MatchTarget,
  withoutComments,
} from './edited-objects'

/** What is edited, and what becomes of it. */
export interface EditMode {
  /** What stands above the objects in the editor. */
  readonly header: string
  readonly matching: MatchTarget
  /** Sends the changes; answers what the server found invalid. Throws CommandFailure for what a new edit cannot mend. */
  carryOut(objects: readonly EditedObject[], file: string, edited: string): readonly EditReason[]
}

const NO_EDITOR = 'there is no editor here: use `kubectl patch`, or change the file and `kubectl apply -f FILE`'

/** An editor that is a program may never come to an end of its changes. */
const MOST_ROUNDS = 20

/** Opens the objects in the editor, again and again while what comes back is refused for what is in it. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/util/editor/editoptions.go Run
export function* editObjects(invocation: Invocation, targets: readonly LiveTarget[], mode: EditMode): CommandRun {
  const { io, flags } = invocation
  if (io.edit === undefined) throw new PlainError(NO_EDITOR)
  const json = flags.string('output') === 'json'
  const file = `kubectl-edit-0000000000.${json ? 'json' : 'yaml'}`
  const original = printed(targets, json)
  let text = original
  let last: string | undefined
  let reasons: readonly EditReason[] = []
  for (let round = 1; ; round++) {
    const opened = json ? text : mode.header + reasons.map(reasonText).join('') + text
    const edited = (yield* io.edit(file, opened)) ?? opened
    const unchanged = last !== undefined && contentOf(edited) === contentOf(last)
    last = edited
    if (reasons.length > 0 && (unchanged || round > MOST_ROUNDS))
      throw kept(invocation, file, edited, 'Edit cancelled, no valid changes were saved.')
    const checked = checkEdited(invocation, targets, edited, mode.matching)
    if (checked.type === 'refused') {
      if (checked.told !== undefined) io.err(`${checked.told}\n`)
      reasons = [checked.reason]
      text = withoutComments(edited)
      continue
    }
    if (contentOf(edited) === contentOf(original)) {
      io.err('Edit cancelled, no changes made.\n')
      return 0
    }
    if (checked.type === 'mistaken') throw kept(invocation, file, edited, checked.message)
    reasons = mode.carryOut(checked.objects, file, edited)
    if (reasons.length === 0) return 0
    text = withoutComments(edited)
  }
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

/** The refusal after which the text is kept in a file. */
export function kept({ io }: Invocation, file: string, text: string, message: string): PlainError {
  io.writeFile(`/tmp/${file}`, text)
  io.err(`A copy of your changes has been stored to "/tmp/${file}"\n`)
  return new PlainError(message)
}
