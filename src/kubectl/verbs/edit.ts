import { ApiError } from '../../k8s/api-client'
import type { KubeObject } from '../../k8s/object'
import { resourceNameOf } from '../../k8s/resources'
import { readYaml, YamlError } from '../../k8s/yaml'
import type { CommandSpec, Invocation } from '../command/command-spec'
import { FIELD_MANAGER_FLAG, FILE_FLAGS, RECORD_FLAG, VALIDATE_FLAG } from '../command/common-flags'
import { CommandFailure, PlainError, throwIfAny } from '../command/failure'
import { immediate } from '../command/immediate'
import { OUTPUT_FLAGS, reporter } from '../output/object-printer'
import { toYaml } from '../output/yaml-printer'
import { patchTo } from '../resources/patch-to'
import { type LiveTarget, liveTargets } from '../resources/visit-targets'

const HEADER = `# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
`

/** Where kubectl would keep what it could not save. */
const COPY = '/tmp/kubectl-edit-0000000000.yaml'

// Models staging/src/k8s.io/kubectl/pkg/cmd/util/editor/editoptions.go
export const editCommand: CommandSpec = {
  name: 'edit',
  short: 'Edit a resource on the server',
  group: 'Basic Commands (Intermediate)',
  usage: '(RESOURCE/NAME | -f FILENAME) [options]',
  completes: 'resource',
  flags: [
    FIELD_MANAGER_FLAG,
    ...FILE_FLAGS,
    ...OUTPUT_FLAGS,
    RECORD_FLAG,
    VALIDATE_FLAG,
    { name: 'output-patch', type: 'bool', default: 'false', help: 'Print the patch.' },
    {
      name: 'save-config',
      type: 'bool',
      default: 'false',
      help: 'Keep the configuration in an annotation, for apply.',
    },
    { name: 'subresource', type: 'string', default: "''", help: 'status or scale.' },
    { name: 'windows-line-endings', type: 'bool', default: 'false', help: 'Use Windows line ends.' },
  ],
  run: immediate(invocation => {
    const { targets, errors } = liveTargets(invocation, { words: invocation.args })
    throwIfAny(errors)
    for (const target of targets) editObject(invocation, target)
    return 0
  }),
}

function editObject(invocation: Invocation, target: LiveTarget): void {
  const { io, flags, session } = invocation
  if (io.edit === undefined) {
    throw new PlainError('there is no editor here: use `kubectl patch`, or change the file and `kubectl apply -f FILE`')
  }
  const before = HEADER + toYaml(withoutManagedFields(target.object))
  const after = io.edit(`kubectl-edit-${target.name}.yaml`, before)
  if (after === undefined || withoutComments(after) === withoutComments(before)) {
    io.err('Edit cancelled, no changes made.\n')
    return
  }
  if (after.trim() === '') {
    io.err('Edit cancelled, saved file was empty.\n')
    return
  }
  const modified = parseEdited(invocation, target, after)
  try {
    const changed = patchTo(session, target, modified, { fieldValidation: 'Warn', because: 'edited by a person' })
    if (changed === undefined) io.err('Edit cancelled, no changes made.\n')
    else reporter(flags, io, 'none')(target.type, changed, 'edited')
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    refuse(
      invocation,
      target,
      error.status.reason === 'Invalid' || error.status.reason === 'BadRequest' ? 'is invalid' : error.status.message,
      after,
    )
  }
}

function withoutManagedFields(object: KubeObject): Readonly<Record<string, unknown>> {
  const { managedFields: _, ...metadata } = object.metadata as KubeObject['metadata'] & {
    readonly managedFields?: unknown
  }
  return { ...object, metadata }
}

const withoutComments = (text: string) =>
  text
    .split('\n')
    .filter(line => !line.startsWith('#'))
    .join('\n')
    .trimEnd()

function parseEdited(invocation: Invocation, target: LiveTarget, text: string): Readonly<Record<string, unknown>> {
  try {
    const value = readYaml(text)
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>
    return refuse(invocation, target, 'is invalid', text)
  } catch (error) {
    if (!(error instanceof YamlError)) throw error
    return refuse(invocation, target, 'is invalid', text)
  }
}

function refuse({ io }: Invocation, target: LiveTarget, reason: string, text: string): never {
  io.err(`error: ${resourceNameOf(target.type)} "${target.name}" ${reason}\n`)
  io.writeFile(COPY, text)
  io.err(`A copy of your changes has been stored to "${COPY}"\n`)
  throw new CommandFailure('error: Edit cancelled, no valid changes were saved.')
}
