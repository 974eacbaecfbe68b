import { percentage } from '../../../k8s/names'
import type { KubeObject } from '../../../k8s/object'
import type { LabelSelector, LabelSelectorRequirement } from '../../../k8s/selector'
import type { DaemonSet, Deployment, IntOrPercent, ReplicaSet } from '../../../k8s/workload'
import type { VersionBehaviour } from '../../version-behaviour'
import { forbiddenField, invalid, notSupported, required, TypedText } from '../field-error'
import { type Errors, nonNegative, typedTextErrors } from './field-errors'
import { isUsableSelector, validateLabelSelector } from './labels'
import { inKeyOrder, validateLongRunning, validatePodTemplate, validateSelectsTemplate } from './pod-template'

const isEmpty = (selector: LabelSelector) =>
  Object.keys(selector.matchLabels ?? {}).length === 0 && (selector.matchExpressions ?? []).length === 0

// Models pkg/apis/apps/validation/validation.go ValidateDaemonSetSpec
export function* validateDaemonSet(daemonSet: KubeObject, { maxSurge }: VersionBehaviour): Errors {
  const spec = (daemonSet.spec ?? {}) as Partial<DaemonSet['spec']>
  const { selector, template } = spec
  yield* validateLabelSelector(selector, 'spec.selector')
  yield* validateSelectsTemplate(selector, template, 'spec.template')
  if (selector && isEmpty(selector))
    yield invalid('spec.selector', printSelector(selector), 'empty selector is invalid for daemonset')
  yield* validatePodTemplate(template, 'spec.template')
  yield* validateLongRunning(template, 'DaemonSet', 'spec.template')
  yield* nonNegative('spec.minReadySeconds', spec.minReadySeconds)
  yield* validateUpdateStrategy(spec.updateStrategy, maxSurge === 'served')
  yield* nonNegative('spec.revisionHistoryLimit', spec.revisionHistoryLimit)
}

function* validateUpdateStrategy(
  strategy: DaemonSet['spec']['updateStrategy'] | undefined | null,
  surges: boolean,
): Errors {
  const { type = 'RollingUpdate', rollingUpdate } = strategy ?? {}
  if (type === 'OnDelete') return
  if (type !== 'RollingUpdate') {
    yield notSupported('spec.updateStrategy', printStrategy(type, rollingUpdate, ['MaxUnavailable', 'MaxSurge']), [
      'RollingUpdate',
      'OnDelete',
    ])
    return
  }
  const { maxUnavailable = 1, maxSurge = 0 } = rollingUpdate ?? {}
  const [unavailable, surge] = [
    'spec.updateStrategy.rollingUpdate.maxUnavailable',
    'spec.updateStrategy.rollingUpdate.maxSurge',
  ]
  yield* validateIntOrPercent(maxUnavailable, unavailable)
  if (!surges) {
    if (amountOf(maxUnavailable) === 0) yield invalid(unavailable, maxUnavailable, 'cannot be 0')
    yield* validateAtMostAll(maxUnavailable, unavailable)
    return
  }
  yield* validateIntOrPercent(maxSurge, surge)
  yield* validateAtMostAll(maxUnavailable, unavailable)
  yield* validateAtMostAll(maxSurge, surge)
  if (amountOf(maxUnavailable) !== 0 && amountOf(maxSurge) !== 0) {
    yield invalid(surge, maxSurge, 'may not be set when maxUnavailable is non-zero')
  } else if (amountOf(maxUnavailable) === 0 && amountOf(maxSurge) === 0) {
    yield required(unavailable, 'cannot be 0 when maxSurge is 0')
  }
}

/** The server prints its internal type: Go's field names, every field. */
function printStrategy(type: string, rolling: object | undefined | null, fields: readonly string[]): unknown {
  if (!rolling) return { Type: type, RollingUpdate: null }
  const values = rolling as Readonly<Record<string, unknown>>
  const named = fields.map(field => [field, values[field.charAt(0).toLowerCase() + field.slice(1)] ?? 0] as const)
  return { Type: type, RollingUpdate: Object.fromEntries(named) }
}

function printSelector({ matchLabels, matchExpressions }: LabelSelector): unknown {
  return {
    ...(Object.keys(matchLabels ?? {}).length === 0 ? {} : { matchLabels: inKeyOrder(matchLabels) }),
    ...((matchExpressions ?? []).length === 0 ? {} : { matchExpressions: matchExpressions?.map(printRequirement) }),
  }
}

/** With Go's fields, in their order. */
const printRequirement = ({ key = '', operator, values = [] }: Partial<LabelSelectorRequirement>) => ({
  key,
  operator: operator ?? '',
  ...(values.length === 0 ? {} : { values }),
})

// Models validation.go ValidatePositiveIntOrPercent
export function* validateIntOrPercent(value: IntOrPercent, path: string): Errors {
  if (typeof value === 'string') yield* typedTextErrors(path, value, percentage)
  else yield* nonNegative(path, value)
}

// Models validation.go IsNotMoreThan100Percent
export function* validateAtMostAll(value: IntOrPercent, path: string): Errors {
  if (typeof value === 'string' && percentage(value).length === 0 && amountOf(value) > 100) {
    yield invalid(path, new TypedText(value), 'must not be greater than 100%')
  }
}

/** The number, or that in the text, with or without a percent sign; 0 for other text. */
// Models validation.go getIntOrPercentValue
function amountOf(value: IntOrPercent): number {
  if (typeof value === 'number') return value
  return /^(\d+%|[+-]?\d+)$/.test(value) ? Number.parseInt(value, 10) : 0
}

/** A selector cannot be changed: the Pods that are there would be lost. */
export function* validateSelectorUnchanged(object: KubeObject, before: KubeObject): Errors {
  const selectorOf = ({ spec }: KubeObject) => {
    const { selector } = (spec ?? {}) as { readonly selector?: LabelSelector | null }
    return selector ? printSelector(selector) : null
  }
  const [now, was] = [selectorOf(object), selectorOf(before)]
  if (JSON.stringify(now) !== JSON.stringify(was)) yield invalid('spec.selector', now, 'field is immutable')
}

// Models validation.go ValidateDeploymentSpec
export function* validateDeployment(deployment: KubeObject): Errors {
  const spec = (deployment.spec ?? {}) as Partial<Deployment['spec']>
  yield* nonNegative('spec.replicas', spec.replicas)
  yield* validateReplicaSelector(spec)
  yield* validateReplicaTemplate(spec)
  yield* validateDeploymentStrategy(spec.strategy)
  yield* nonNegative('spec.minReadySeconds', spec.minReadySeconds)
  yield* nonNegative('spec.revisionHistoryLimit', spec.revisionHistoryLimit)
  const deadline = spec.progressDeadlineSeconds
  yield* nonNegative('spec.progressDeadlineSeconds', deadline)
  if (typeof deadline === 'number' && deadline <= (spec.minReadySeconds ?? 0)) {
    yield invalid('spec.progressDeadlineSeconds', deadline, 'must be greater than minReadySeconds')
  }
}

// Models validation.go ValidateReplicaSetSpec
export function* validateReplicaSet(replicaSet: KubeObject): Errors {
  const spec = (replicaSet.spec ?? {}) as Partial<ReplicaSet['spec']>
  yield* nonNegative('spec.replicas', spec.replicas)
  yield* nonNegative('spec.minReadySeconds', spec.minReadySeconds)
  yield* validateReplicaSelector(spec)
  yield* validateReplicaTemplate(spec)
}

type ReplicaSpec = Partial<Pick<ReplicaSet['spec'], 'selector' | 'template'>>

function* validateReplicaSelector({ selector }: ReplicaSpec): Errors {
  if (!selector) {
    yield required('spec.selector')
    return
  }
  yield* validateLabelSelector(selector, 'spec.selector')
  if (isEmpty(selector)) yield invalid('spec.selector', {}, 'empty selector is invalid for deployment')
}

// Models validation.go ValidatePodTemplateSpecForReplicaSet
function* validateReplicaTemplate({ selector, template }: ReplicaSpec): Errors {
  if (selector && !isUsableSelector(selector)) {
    yield invalid('spec.selector', printSelector(selector), 'invalid label selector')
    return
  }
  if (!selector || !isEmpty(selector)) yield* validateSelectsTemplate(selector, template, 'spec.template')
  yield* validatePodTemplate(template, 'spec.template')
  yield* validateLongRunning(template, 'ReplicaSet', 'spec.template')
}

// Models validation.go ValidateDeploymentStrategy
function* validateDeploymentStrategy(strategy: Deployment['spec']['strategy'] | undefined | null): Errors {
  const { type = 'RollingUpdate', rollingUpdate } = strategy ?? {}
  const path = 'spec.strategy.rollingUpdate'
  if (type === 'Recreate') {
    if (rollingUpdate) yield forbiddenField(path, "may not be specified when strategy `type` is 'Recreate'")
    return
  }
  if (type !== 'RollingUpdate') {
    yield notSupported('spec.strategy', printStrategy(type, rollingUpdate, ['MaxUnavailable', 'MaxSurge']), [
      'Recreate',
      'RollingUpdate',
    ])
    return
  }
  const { maxUnavailable = '25%', maxSurge = '25%' } = rollingUpdate ?? {}
  yield* validateIntOrPercent(maxUnavailable, `${path}.maxUnavailable`)
  yield* validateIntOrPercent(maxSurge, `${path}.maxSurge`)
  if (amountOf(maxUnavailable) === 0 && amountOf(maxSurge) === 0) {
    yield invalid(`${path}.maxUnavailable`, maxUnavailable, 'may not be 0 when `maxSurge` is 0')
  }
  yield* validateAtMostAll(maxUnavailable, `${path}.maxUnavailable`)
}

interface ReplicationControllerSpec {
  readonly replicas?: number
  readonly minReadySeconds?: number
  readonly selector?: Readonly<Record<string, string>>
  readonly template?: ReplicaSet['spec']['template']
}

// Models pkg/apis/core/validation/validation.go ValidateReplicationControllerSpec
export function* validateReplicationController(controller: KubeObject): Errors {
  const { replicas, minReadySeconds, selector = {}, template } = (controller.spec ?? {}) as ReplicationControllerSpec
  const selects = Object.keys(selector).length > 0
  yield* nonNegative('spec.minReadySeconds', minReadySeconds)
  if (!selects) yield required('spec.selector')
  yield* nonNegative('spec.replicas', replicas)
  if (selects && !matchesLabels(selector, template?.metadata?.labels)) {
    const printed = inKeyOrder(template?.metadata?.labels)
    yield invalid('spec.template.metadata.labels', printed, '`selector` does not match template `labels`')
  }
  yield* validatePodTemplate(template, 'spec.template')
  yield* validateLongRunning(template, 'ReplicationController', 'spec.template')
}

function matchesLabels(
  selector: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, unknown>> = {},
): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value)
}
