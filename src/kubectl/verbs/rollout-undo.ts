import { sortKeys } from '../../k8s/go-json'
import type { KubeObject } from '../../k8s/object'
import type { PodTemplate } from '../../k8s/pod'
import { resourceNameOf } from '../../k8s/resources'
import { withoutTemplateHash } from '../../k8s/template-hash'
import { DEPLOYMENT_REVISION_ANNOTATION, LAST_APPLIED_ANNOTATION } from '../../k8s/well-known'
import type { Deployment } from '../../k8s/workload'
import type { CommandSpec, Invocation } from '../command/command-spec'
import { DRY_RUN_FLAG, dryRunOf, FILE_FLAGS, SELECTOR_FLAG } from '../command/common-flags'
import { PlainError } from '../command/failure'
import { immediate } from '../command/immediate'
import { DescribeWriter } from '../describers/describe-writer'
import { describePodTemplate } from '../describers/pod-template'
import { OUTPUT_FLAGS, reporter } from '../output/object-printer'
import { withoutNulls } from '../output/without-nulls'
import { namesFiles } from '../resources/manifest-sources'
import { type Revision, revisionsOf, withoutRevisions } from '../resources/revisions'
import { type LiveTarget, visitTargets } from '../resources/visit-targets'

// Models staging/src/k8s.io/kubectl/pkg/polymorphichelpers/rollback.go annotationsToSkip
const ABOUT_THE_PRESENT: ReadonlySet<string> = new Set([
  LAST_APPLIED_ANNOTATION,
  DEPLOYMENT_REVISION_ANNOTATION,
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
])

// Models staging/src/k8s.io/kubectl/pkg/cmd/rollout/rollout_undo.go
export const rolloutUndoCommand: CommandSpec = {
  name: 'undo',
  short: 'Undo a previous rollout',
  completes: 'resource',
  flags: [
    DRY_RUN_FLAG,
    ...FILE_FLAGS,
    ...OUTPUT_FLAGS,
    SELECTOR_FLAG,
    { name: 'to-revision', type: 'int', default: '0' },
  ],
  run: immediate(invocation => {
    const { args, flags, io } = invocation
    const dryRun = dryRunOf(flags, io.err.bind(io))
    if (args.length === 0 && !namesFiles(invocation)) throw new PlainError('required resource not specified')
    const report = reporter(flags, io, dryRun, { structs: true })
    visitTargets(invocation, { words: args, kindMeansAll: true }, target => {
      warnIfApplied(invocation, target)
      const result = rollBack(invocation, target, flags.int('to-revision'), dryRun)
      report(target.type, result.object, result.outcome)
    })
    return 0
  }),
}

function warnIfApplied({ io, session }: Invocation, { type, name, object }: LiveTarget): void {
  if (!session.version.warnsOfUndoAfterApply) return
  if (object.metadata.annotations?.[LAST_APPLIED_ANNOTATION] === undefined) return
  io.err(
    `Warning: resource ${type.plural}/${name} was previously managed with 'kubectl apply'. Rolling back will not update the ${LAST_APPLIED_ANNOTATION} annotation, which may cause unexpected behavior on future 'kubectl apply' operations. Consider using 'kubectl apply' with your previous configuration file instead.\n`,
  )
}

// Models staging/src/k8s.io/kubectl/pkg/polymorphichelpers/rollback.go
function rollBack(
  { session }: Invocation,
  target: LiveTarget,
  to: number,
  dryRun: string,
): { object: KubeObject; outcome: string } {
  const { object, type, namespace, name } = target
  const revisions = revisionsOf(session.client, object)
  if (revisions === undefined) throw new PlainError(withoutRevisions(type, 'rollbacker'))
  if (to < 0) throw new PlainError(`unable to find specified revision ${to} in history`)
  const deployment = object.kind === 'Deployment' ? (object as Deployment) : undefined
  const noHistory =
    deployment === undefined
      ? 'no last revision to roll back to'
      : `no rollout history found for deployment ${JSON.stringify(name)}`
  const revision = chooseRevision(revisions, to, noHistory)
  if (dryRun === 'client') {
    const text = templateText(revision.template)
    return { object, outcome: deployment === undefined ? `will roll back to ${text}` : text }
  }
  if (deployment?.spec.paused === true) {
    throw new PlainError(
      "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again",
    )
  }
  if (sameTemplate(revision.template, (object as Deployment).spec.template)) {
    return { object, outcome: `skipped rollback (current template already matches revision ${to})` }
  }
  const { patchType, body } =
    deployment === undefined ? templatePatch(revision) : templateAndAnnotationsPatch(deployment, revision)
  const patched = session.client.patch(resourceNameOf(type), namespace, name, patchType, body, {
    dryRun: dryRun === 'server',
    because: `rolled back to revision ${revision.number} by a person`,
  })
  return { object: patched, outcome: 'rolled back' }
}

const templatePatch = ({ template }: Revision) =>
  ({ patchType: 'strategic', body: { spec: { template: { ...template, $patch: 'replace' } } } }) as const

/** A Deployment gets back the annotations that it had at that revision too, but those that are about the present one. */
function templateAndAnnotationsPatch({ metadata }: Deployment, { template, object }: Revision) {
  const pick = (annotations: Readonly<Record<string, string>> | undefined, present: boolean) =>
    Object.entries(annotations ?? {}).filter(([key]) => ABOUT_THE_PRESENT.has(key) === present)
  const annotations = [...pick(metadata.annotations, true), ...pick(object.metadata.annotations, false)]
  const body = [
    { op: 'replace', path: '/spec/template', value: withoutTemplateHash(template) },
    { op: 'replace', path: '/metadata/annotations', value: Object.fromEntries(annotations) },
  ]
  return { patchType: 'json', body } as const
}

function chooseRevision(revisions: readonly Revision[], to: number, noHistory: string): Revision {
  if (to === 0) {
    const previous = revisions.at(-2)
    if (previous === undefined) throw new PlainError(noHistory)
    return previous
  }
  const wanted = revisions.find(revision => revision.number === to)
  if (wanted === undefined) throw new PlainError(`unable to find specified revision ${to} in history`)
  return wanted
}

function templateText(template: PodTemplate): string {
  const writer = new DescribeWriter()
  describePodTemplate(writer, template)
  return writer.unaligned()
}

function sameTemplate(a: PodTemplate, b: PodTemplate): boolean {
  const text = (template: PodTemplate) => JSON.stringify(sortKeys(withoutNulls(withoutTemplateHash(template))))
  return text(a) === text(b)
}
