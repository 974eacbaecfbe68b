import { ApiError } from '../../k8s/api-client'
import { toGoJson } from '../../k8s/go-json'
import type { KubeObject, NewObject } from '../../k8s/object'
import { resourceNameOf } from '../../k8s/resources'
import { deepEqual } from '../../k8s/share-unchanged'
import { LAST_APPLIED_ANNOTATION } from '../../k8s/well-known'
import type { CommandSpec, Invocation } from '../command/command-spec'
import { FILE_FLAGS, fieldManagerFlag, RECORD_FLAG, VALIDATE_FLAG } from '../command/common-flags'
import { PlainError, throwIfAny } from '../command/failure'
import { namespaceOf } from '../command/invocation'
import { OUTPUT_FLAGS, reporter } from '../output/object-printer'
import { mapKind } from '../resources/resource-mapper'
import { type LiveTarget, liveTargets } from '../resources/visit-targets'
import { editObjects, kept } from './edit-rounds'
import { type EditedObject, sameUid } from './edited-objects'
import { lastApplied } from './last-applied'

const HEADER = `# Please edit the 'last-applied-configuration' annotations below.
# Lines beginning with a '#' will be ignored, and an empty file will abort the edit.
#
`

const NO_RECORD =
  'no last-applied-configuration annotation found on resources, to create the annotation, use command `kubectl apply set-last-applied --create-annotation`'

// Models staging/src/k8s.io/kubectl/pkg/cmd/apply/apply_edit_last_applied.go
export const editLastAppliedCommand: CommandSpec = {
  name: 'edit-last-applied',
  short: 'Edit latest last-applied-configuration annotations of a resource/object',
  completes: 'resource',
  flags: [
    fieldManagerFlag('kubectl-client-side-apply'),
    ...FILE_FLAGS,
    ...OUTPUT_FLAGS,
    RECORD_FLAG,
    VALIDATE_FLAG,
    { name: 'windows-line-endings', type: 'bool', default: 'false' },
  ],
  *run(invocation) {
    const { targets, errors } = liveTargets(invocation, { words: invocation.args, kindMeansAll: true })
    throwIfAny(errors)
    const records = targets.flatMap(recordOf)
    if (records.length === 0) throw new PlainError(NO_RECORD)
    return yield* editObjects(invocation, records, {
      header: HEADER,
      // A record names no uid, so that the first one is as good as any.
      matching: sameUid,
      carryOut(objects, file, edited) {
        for (const object of objects) writeRecord(invocation, object, file, edited)
        return []
      },
    })
  },
}

/** What was last applied, as if it were the object. */
function recordOf(target: LiveTarget): LiveTarget[] {
  const applied = lastApplied(target.object)
  return applied === undefined ? [] : [{ ...target, object: applied as KubeObject }]
}

// Models staging/src/k8s.io/kubectl/pkg/cmd/util/editor/editoptions.go annotationPatch
function writeRecord(invocation: Invocation, { target, modified }: EditedObject, file: string, edited: string): void {
  const { session, flags, io } = invocation
  const report = reporter(flags, io, 'none')
  const object = modified as unknown as NewObject
  const type = mapKind(session.client, String(object.apiVersion), String(object.kind)) ?? target.type
  const shown = object as KubeObject
  if (deepEqual(target.object, modified)) {
    report(type, shown, 'skipped')
    return
  }
  const annotations = { [LAST_APPLIED_ANNOTATION]: `${toGoJson(object)}\n` }
  try {
    const namespace = type.namespaced ? namespaceOf(invocation) : undefined
    session.client.patch(resourceNameOf(type), namespace, object.metadata.name ?? '', 'merge', {
      metadata: { annotations },
    })
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    kept(invocation, file, edited, '')
    throw error
  }
  report(type, shown, 'edited')
}
