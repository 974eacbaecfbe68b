import { dnsLabel } from '../../../k8s/names'
import type { KubeObject } from '../../../k8s/object'
import type { PodTemplate } from '../../../k8s/pod'
import type { LabelSelector } from '../../../k8s/selector'
import { deepEqual } from '../../../k8s/share-unchanged'
import { forbiddenField, invalid, required, TypedText } from '../field-error'
import { type Errors, each, nonNegative, oneOf, textErrors } from './field-errors'
import { isUsableSelector, validateLabelSelector } from './labels'
import { validateLongRunning, validatePodTemplate, validateSelectsTemplate } from './pod-template'
import { type ClaimSpec, validateClaimSpec } from './volume-claims'

interface StatefulSetSpec {
  readonly serviceName?: string
  readonly replicas?: number
  readonly minReadySeconds?: number
  readonly podManagementPolicy?: string
  readonly updateStrategy?: { readonly type?: string; readonly rollingUpdate?: { readonly partition?: number } }
  readonly selector?: LabelSelector
  readonly template?: PodTemplate
  readonly volumeClaimTemplates?: readonly {
    readonly metadata?: { readonly name?: string }
    readonly spec?: ClaimSpec
  }[]
  readonly persistentVolumeClaimRetentionPolicy?: { readonly whenDeleted?: string; readonly whenScaled?: string }
  readonly ordinals?: { readonly start?: number }
}

const CHANGEABLE = new Set([
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
])
const UNCHANGEABLE =
  "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden"

const POLICIES = ['Retain', 'Delete']

export function* validateStatefulSet({ spec }: KubeObject): Errors {
  yield* validateSpec((spec ?? {}) as StatefulSetSpec, true)
}

/** What cannot be changed need not be right any more. */
// Models validation.go ValidateStatefulSetUpdate
export function* validateStatefulSetUpdate(object: KubeObject, before: KubeObject): Errors {
  yield* validateSpec((object.spec ?? {}) as StatefulSetSpec, false)
  yield* validateChange(object, before)
}

// Models pkg/apis/apps/validation/validation.go ValidateStatefulSetSpec
function* validateSpec(set: StatefulSetSpec, isNew: boolean): Errors {
  const policy = set.podManagementPolicy ?? 'OrderedReady'
  if (policy !== 'OrderedReady' && policy !== 'Parallel') {
    yield invalid('spec.podManagementPolicy', new TypedText(policy), "must be 'OrderedReady' or 'Parallel'")
  }
  yield* validateUpdateStrategy(set.updateStrategy ?? {})
  const { whenDeleted, whenScaled } = set.persistentVolumeClaimRetentionPolicy ?? {}
  yield* oneOf('spec.persistentVolumeClaimRetentionPolicy.whenDeleted', whenDeleted, POLICIES)
  yield* oneOf('spec.persistentVolumeClaimRetentionPolicy.whenScaled', whenScaled, POLICIES)
  if (isNew) {
    for (const [{ spec = {} }, at] of each(set.volumeClaimTemplates, 'spec.volumeClaimTemplates')) {
      yield* validateClaimSpec(spec, `${at}.spec`)
    }
  }
  yield* nonNegative('spec.replicas', set.replicas)
  yield* nonNegative('spec.minReadySeconds', set.minReadySeconds)
  yield* nonNegative('spec.ordinals.start', set.ordinals?.start)
  if (isNew && set.serviceName) yield* textErrors('spec.serviceName', set.serviceName, dnsLabel)
  yield* validateSelector(set)
  yield* validateLongRunning(set.template, 'StatefulSet', 'spec.template')
}

function* validateUpdateStrategy({
  type = 'RollingUpdate',
  rollingUpdate,
}: NonNullable<StatefulSetSpec['updateStrategy']>): Errors {
  const path = 'spec.updateStrategy'
  const printed = rollingUpdate && { Partition: rollingUpdate.partition ?? 0, MaxUnavailable: null }
  if (type === 'OnDelete') {
    if (printed) yield invalid(`${path}.rollingUpdate`, printed, "only allowed for updateStrategy 'RollingUpdate'")
  } else if (type === 'RollingUpdate') yield* nonNegative(`${path}.rollingUpdate.partition`, rollingUpdate?.partition)
  else yield invalid(path, { Type: type, RollingUpdate: printed ?? null }, "must be 'RollingUpdate' or 'OnDelete'")
}

function* validateSelector({ selector, template, volumeClaimTemplates = [] }: StatefulSetSpec): Errors {
  const path = 'spec.selector'
  if (!selector) yield required(path)
  else {
    yield* validateLabelSelector(selector, path)
    const size = Object.keys(selector.matchLabels ?? {}).length + (selector.matchExpressions ?? []).length
    if (size === 0) yield invalid(path, {}, 'empty selector is invalid for statefulset')
    if (!isUsableSelector(selector)) {
      yield invalid(path, selector, '')
      return
    }
  }
  const selectsAll = selector !== undefined && selector !== null && Object.keys(selector).length === 0
  if (!selectsAll) yield* validateSelectsTemplate(selector, template, 'spec.template')
  yield* validatePodTemplate(withClaimedVolumes(template, volumeClaimTemplates), 'spec.template')
}

/** The Pods have a volume for each claim that is made for them. */
function withClaimedVolumes(
  template: PodTemplate | undefined,
  claims: NonNullable<StatefulSetSpec['volumeClaimTemplates']>,
): PodTemplate | undefined {
  if (template?.spec === undefined || claims.length === 0) return template
  const names = claims.map(({ metadata }) => metadata?.name ?? '')
  const claimed = names.map(name => ({ name, persistentVolumeClaim: { claimName: name } }))
  const others = (template.spec.volumes ?? []).filter(({ name }) => !names.includes(name))
  return { ...template, spec: { ...template.spec, volumes: [...claimed, ...others] } }
}

function* validateChange(object: KubeObject, before: KubeObject): Errors {
  const [now, was] = [object.spec, before.spec] as readonly Readonly<Record<string, unknown>>[]
  for (const field of new Set([...Object.keys(now ?? {}), ...Object.keys(was ?? {})])) {
    if (CHANGEABLE.has(field) || deepEqual(now?.[field], was?.[field])) continue
    yield forbiddenField('spec', UNCHANGEABLE)
    return
  }
}
