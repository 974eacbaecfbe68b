import { type Fields, isRecord } from '../../base/fields'
import { ApiError } from '../../k8s/api-client'
import { toGoJson } from '../../k8s/go-json'
import { goQuote } from '../../k8s/go-quote'
import type { KubeObject, NewObject } from '../../k8s/object'
import { resourceNameOf } from '../../k8s/resources'
import { readYaml, YamlError } from '../../k8s/yaml'
import { recorded } from '../command/change-cause'
import type { Invocation } from '../command/command-spec'
import { goSyntax } from '../output/jsonpath'
import { reporter } from '../output/object-printer'
import { schemaProblems } from '../resources/manifest-decoding'
import { patchBetween, patchTo } from '../resources/patch-to'
import { mapKind, objectName } from '../resources/resource-mapper'
import type { LiveTarget } from '../resources/visit-targets'
import { withLastApplied } from './last-applied'

/** Why an edited text comes back into the editor: one heading, and what stands under it. */
export interface EditReason {
  readonly head: string
  readonly causes: readonly string[]
}

/** A target and what a person made of it. */
export interface EditedObject {
  readonly target: LiveTarget
  readonly modified: Fields
}

/** What an edited text is: objects, a text that can be mended in the editor, or something that edit does not do. */
export type CheckedEdit =
  | { readonly type: 'objects'; readonly objects: readonly EditedObject[] }
  | { readonly type: 'refused'; readonly reason: EditReason; readonly told?: string }
  | { readonly type: 'mistaken'; readonly message: string }

/** What is compared of two texts: their first document, or all but the comments of what is no YAML. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/util/helpers.go StripComments
export function contentOf(text: string): string {
  if (withoutComments(text).trim() === '') return 'null'
  const value = readOrUndefined(text) ?? readOrUndefined(text.slice(0, firstScalarEnd(text)))
  return value === undefined ? withoutComments(text) : toGoJson(value)
}

function readOrUndefined(text: string): unknown {
  try {
    return readYaml(text)
  } catch (error) {
    if (error instanceof YamlError) return undefined
    throw error
  }
}

/** A word alone that a comment follows is a whole document: what comes after it is not read. */
const firstScalarEnd = (text: string) => /^[^:#\n]+\n(?=#)/.exec(text)?.[0].length ?? 0

/** The text without the lines that begin with `#`. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/util/helpers.go ManualStrip
export const withoutComments = (text: string) =>
  text
    .split('\n')
    .filter(line => !line.trimStart().startsWith('#'))
    .join('\n')

/** Reads what came out of the editor, before anything of it is sent. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/util/editor/editoptions.go Run
export function checkEdited(
  invocation: Invocation,
  targets: readonly LiveTarget[],
  text: string,
  matching: MatchTarget,
): CheckedEdit {
  let value: unknown
  try {
    value = readYaml(withoutComments(text))
  } catch (error) {
    if (!(error instanceof YamlError)) throw error
    return failedValidation(targets, error.message.replace(/^error converting YAML to JSON: /, ''))
  }
  const problems = schemaProblems(value)
  if (problems.length > 0 || !isRecord(value))
    return failedValidation(targets, problems.length === 1 ? (problems[0] ?? '') : `[${problems.join(', ')}]`)
  const documents = value.kind === 'List' && Array.isArray(value.items) ? value.items.filter(isRecord) : [value]
  const unknown = documents.map(document => unknownKind(invocation, document)).find(each => each !== undefined)
  if (unknown !== undefined) return { type: 'refused', reason: { head: unknown, causes: [] } }
  const objects: EditedObject[] = []
  for (const modified of documents) {
    const found = matching(targets, modified)
    if ('message' in found) return { type: 'mistaken', message: found.message }
    objects.push({ target: found, modified })
  }
  return { type: 'objects', objects }
}

function failedValidation([first]: readonly LiveTarget[], problem: string): CheckedEdit {
  if (first === undefined) return { type: 'mistaken', message: problem }
  const cause = `<nil>: Invalid value: "The edited file failed validation": ${problem}`
  return { type: 'refused', reason: { head: notValid(first), causes: [cause] }, told: isInvalid(first) }
}

function unknownKind({ session }: Invocation, document: Fields): string | undefined {
  const [apiVersion, kind] = [String(document.apiVersion), String(document.kind)]
  if (mapKind(session.client, apiVersion, kind) !== undefined) return undefined
  const { name = '', namespace = '' } = isRecord(document.metadata) ? document.metadata : {}
  return `The edited file had a syntax error: resource mapping not found for name: ${goQuote(String(name))} namespace: ${goQuote(String(namespace))} from "edited-file": no matches for kind ${goQuote(kind)} in version ${goQuote(apiVersion)}\nensure CRDs are installed first`
}

/** Which of the targets an edited document is, or why none. */
export type MatchTarget = (
  targets: readonly LiveTarget[],
  modified: Fields,
) => LiveTarget | { readonly message: string }

const CHANGED = 'At least one of apiVersion, kind and name was changed'

/** The target of the same uid, if kind, name and namespace are still those. */
export function sameObject(
  targets: readonly LiveTarget[],
  modified: Fields,
): LiveTarget | { readonly message: string } {
  const metadata = isRecord(modified.metadata) ? modified.metadata : {}
  const found = sameUid(targets, modified)
  if ('message' in found) return found
  const namespace = metadata.namespace ?? found.namespace
  if (namespace !== found.namespace) {
    return {
      message: `the namespace from the provided object ${goQuote(String(namespace))} does not match the namespace ${goQuote(found.namespace ?? '')}. You must pass '--namespace=${String(namespace)}' to perform this operation.`,
    }
  }
  const { object, name } = found
  const isSame = object.apiVersion === modified.apiVersion && object.kind === modified.kind && name === metadata.name
  return isSame ? found : { message: CHANGED }
}

/** The target of the same uid, or of none if the edited object has none. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/util/editor/editoptions.go visitToPatch and visitToApplyEditPatch
export function sameUid(targets: readonly LiveTarget[], modified: Fields): LiveTarget | { readonly message: string } {
  const { uid } = isRecord(modified.metadata) ? modified.metadata : {}
  const found = targets.find(({ object }) => object.metadata.uid === uid)
  return found ?? { message: `no original object found for &unstructured.Unstructured{Object:${goSyntax(modified)}}` }
}

/** How sending an edited object ended. */
export type PatchOutcome =
  | { readonly type: 'done' }
  | { readonly type: 'invalid'; readonly told: string; readonly reason: EditReason }
  | { readonly type: 'missing' | 'retryable'; readonly told: string }

/** Sends what was changed of one object, and tells of it. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/util/editor/editoptions.go visitToPatch
export function patchEdited(invocation: Invocation, { target, modified }: EditedObject): PatchOutcome {
  const { session, flags, io } = invocation
  const report = reporter(flags, io, 'none')
  try {
    const kept = flags.bool('save-config') ? withConfig(invocation, target, modified) : modified
    const sent = recorded(invocation, kept as unknown as KubeObject) as unknown as Fields
    if (flags.bool('output-patch')) io.out(patchText(target, sent))
    const changed = patchTo(session, target, sent, { fieldValidation: 'Warn', because: 'edited by a person' })
    for (const warning of session.client.takeWarnings()) io.err(`Warning: ${warning}\n`)
    if (changed === undefined) io.out(`${objectName(target.type, target.name)} skipped\n`)
    else report(target.type, changed as KubeObject, 'edited')
    return { type: 'done' }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    // With a refusal nobody hears of warnings.
    session.client.takeWarnings()
    return outcomeOf(target, error)
  }
}

/** `--output-patch`: what is sent. */
function patchText(target: LiveTarget, modified: Fields): string {
  const { patch } = patchBetween(target, modified)
  return Object.keys(patch).length === 0 ? '' : `Patch: ${toGoJson(patch)}\n`
}

/** With what was edited as the record that later applies compare with: as the server has it, its owners included. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/util/editor/editoptions.go restoreManagedFields and visitAnnotation
function withConfig({ session }: Invocation, { object }: LiveTarget, modified: Fields): Fields {
  const metadata = isRecord(modified.metadata) ? modified.metadata : {}
  const whole = { ...modified, metadata: { ...metadata, managedFields: session.client.managedFields(object) } }
  const { annotations } = withLastApplied(whole as unknown as NewObject).metadata
  return { ...modified, metadata: { ...metadata, annotations } }
}

// Models staging/src/k8s.io/kubectl/pkg/cmd/util/editor/editoptions.go editResults.addError
function outcomeOf(target: LiveTarget, { status }: ApiError): PatchOutcome {
  if (status.reason === 'Invalid' || status.reason === 'BadRequest') {
    const causes = (status.details?.causes ?? []).map(({ field = '', message = '' }) => `${field}: ${message}`)
    return {
      type: 'invalid',
      told: isInvalid(target),
      reason: { head: notValid(target), causes: causes.length === 0 ? [status.message] : causes },
    }
  }
  const what = `error: ${resourceNameOf(target.type)} ${goQuote(target.name)}`
  if (status.reason === 'NotFound') return { type: 'missing', told: `${what} could not be found on the server` }
  return { type: 'retryable', told: `${what} could not be patched: ${status.message}` }
}

const notValid = (target: LiveTarget) => `${resourceNameOf(target.type)} ${goQuote(target.name)} was not valid`
const isInvalid = (target: LiveTarget) => `error: ${resourceNameOf(target.type)} ${goQuote(target.name)} is invalid`
