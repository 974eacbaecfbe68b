import { dnsLabel } from '../../../k8s/names'
import type { KubeObject } from '../../../k8s/object'
import type { PodTemplate } from '../../../k8s/pod'
import type { LabelSelector } from '../../../k8s/selector'
import { forbiddenField, invalid, required } from '../field-error'
import { type Errors, nonNegative, textErrors } from './field-errors'
import { isUsableSelector, validateLabelSelector } from './labels'
import { validateLongRunning, validatePodTemplate, validateSelectsTemplate } from './pod-template'

interface StatefulSetSpec {
  readonly serviceName?: string
  readonly replicas?: number
  readonly minReadySeconds?: number
  readonly podManagementPolicy?: string
  readonly updateStrategy?: { readonly type?: string; readonly rollingUpdate?: { readonly partition?: number } }
  readonly selector?: LabelSelector
  readonly template?: PodTemplate
  readonly volumeClaimTemplates?: readonly { readonly metadata?: { readonly name?: string } }[]
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

// Models pkg/apis/apps/validation/validation.go ValidateStatefulSetSpec
export function* validateStatefulSet({ spec }: KubeObject): Errors {
  const set = (spec ?? {}) as StatefulSetSpec
  const policy = set.podManagementPolicy ?? 'OrderedReady'
  if (policy !== 'OrderedReady' && policy !== 'Parallel') {
    yield invalid('spec.podManagementPolicy', policy, "must be 'OrderedReady' or 'Parallel'")
  }
  yield* validateUpdateStrategy(set.updateStrategy ?? {})
  yield* nonNegative('spec.replicas', set.replicas)
  yield* nonNegative('spec.minReadySeconds', set.minReadySeconds)
  if (set.serviceName) yield* textErrors('spec.serviceName', set.serviceName, dnsLabel)
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
    if (size > 0) yield* validateSelectsTemplate(selector, template, 'spec.template')
  }
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

// Models validation.go ValidateStatefulSetUpdate
export function* validateStatefulSetChange(object: KubeObject, before: KubeObject): Errors {
  const [now, was] = [object.spec, before.spec] as readonly Readonly<Record<string, unknown>>[]
  for (const field of new Set([...Object.keys(now ?? {}), ...Object.keys(was ?? {})])) {
    if (CHANGEABLE.has(field) || JSON.stringify(now?.[field]) === JSON.stringify(was?.[field])) continue
    yield forbiddenField('spec', UNCHANGEABLE)
    return
  }
}
