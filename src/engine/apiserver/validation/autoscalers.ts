import { anyPathSegment, dnsLabel } from '../../../k8s/names'
import type { KubeObject } from '../../../k8s/object'
import { compareQuantities } from '../../../k8s/quantity'
import { forbiddenField, invalid, notSupported, required } from '../field-error'
import { type Errors, each, oneOf, requiredText, textErrors } from './field-errors'

interface AutoscalerSpec {
  readonly minReplicas?: number
  readonly maxReplicas?: number
  readonly scaleTargetRef?: Reference
  readonly metrics?: readonly Metric[]
  readonly behavior?: { readonly scaleUp?: ScalingRules; readonly scaleDown?: ScalingRules }
}

interface Reference {
  readonly apiVersion?: string
  readonly kind?: string
  readonly name?: string
}

interface Metric {
  readonly type?: string
  readonly object?: Source
  readonly external?: Source
  readonly pods?: Source
  readonly resource?: Source
  readonly containerResource?: Source
}

interface Source {
  readonly name?: string
  readonly container?: string
  readonly describedObject?: Reference
  readonly metric?: { readonly name?: string }
  readonly target?: Target
}

interface Target {
  readonly type?: string
  readonly value?: string
  readonly averageValue?: string
  readonly averageUtilization?: number
}

interface ScalingRules {
  readonly stabilizationWindowSeconds?: number
  readonly selectPolicy?: string
  readonly policies?: readonly { readonly type?: string; readonly value?: number; readonly periodSeconds?: number }[]
}

const LONGEST_WINDOW = 3600
const LONGEST_PERIOD = 1800
const SELECT_POLICIES = ['Disabled', 'Max', 'Min']
const POLICIES = ['Percent', 'Pods']
const TARGETS = ['Utilization', 'Value', 'AverageValue']
/** In the order in which they are looked at. */
const SOURCES = ['object', 'external', 'pods', 'resource', 'containerResource'] as const
const TYPES: Readonly<Record<string, (typeof SOURCES)[number]>> = {
  ContainerResource: 'containerResource',
  External: 'external',
  Object: 'object',
  Pods: 'pods',
  Resource: 'resource',
}

// Models pkg/apis/autoscaling/validation/validation.go validateHorizontalPodAutoscalerSpec
export function* validateAutoscaler({ spec }: KubeObject): Errors {
  const { minReplicas, maxReplicas = 0, scaleTargetRef, metrics, behavior } = (spec ?? {}) as AutoscalerSpec
  if (minReplicas !== undefined && minReplicas < 1) {
    yield invalid('spec.minReplicas', minReplicas, 'must be greater than or equal to 1')
  }
  if (maxReplicas === 0) yield required('spec.maxReplicas', 'must be set and greater than 0')
  else if (maxReplicas < 0) yield invalid('spec.maxReplicas', maxReplicas, 'must be greater than or equal to 1')
  if (minReplicas !== undefined && maxReplicas < minReplicas) {
    yield invalid('spec.maxReplicas', maxReplicas, 'must be greater than or equal to `minReplicas`')
  }
  yield* validateReference(scaleTargetRef ?? {}, 'spec.scaleTargetRef')
  for (const [metric, path] of each(metrics, 'spec.metrics')) yield* validateMetric(metric, path)
  if (minReplicas === 0 && !metrics?.some(({ type }) => type === 'Object' || type === 'External')) {
    const why = 'must specify at least one Object or External metric to support scaling to zero replicas'
    yield forbiddenField('spec.metrics', why)
  }
  yield* validateRules(behavior?.scaleUp, 'spec.behavior.scaleUp')
  yield* validateRules(behavior?.scaleDown, 'spec.behavior.scaleDown')
}

// Models validation.go ValidateCrossVersionObjectReference
function* validateReference({ apiVersion = '', kind, name }: Reference, path: string): Errors {
  yield* requiredText(`${path}.kind`, kind, anyPathSegment)
  yield* requiredText(`${path}.name`, name, anyPathSegment)
  if (apiVersion.split('/').length > 2) {
    yield invalid(`${path}.apiVersion`, apiVersion, `unexpected GroupVersion string: ${apiVersion}`)
  }
}

// Models validation.go validateMetricSpec
function* validateMetric(metric: Metric, path: string): Errors {
  const { type = '' } = metric
  const expected = TYPES[type]
  const unknown = notSupported(`${path}.type`, type, Object.keys(TYPES))
  if (type === '') yield required(`${path}.type`, 'must specify a metric source type')
  if (expected === undefined) yield unknown
  const present = SOURCES.filter(source => metric[source] !== undefined && metric[source] !== null)
  const [first] = present
  if (first !== undefined) yield* SOURCE_ERRORS[first](metric[first] ?? {}, `${path}.${first}`)
  if (expected === undefined) yield unknown
  else if (metric[expected] === undefined || metric[expected] === null) {
    yield required(`${path}.${expected}`, 'must populate information for the given metric source')
  }
  if (present.length === 1) return
  for (const other of present) {
    if (other !== expected) yield forbiddenField(`${path}.${other}`, 'must populate the given metric source only')
  }
}

type SourceErrors = (source: Source, path: string) => Errors

const SOURCE_ERRORS: Readonly<Record<(typeof SOURCES)[number], SourceErrors>> = {
  *object({ describedObject = {}, metric, target = {} }, path) {
    yield* validateReference(describedObject, `${path}.describedObject`)
    yield* validateIdentifier(metric, path)
    yield* validateTarget(target, `${path}.target`)
    if (target.value === undefined && target.averageValue === undefined) {
      yield required(`${path}.target.averageValue`, 'must set either a target value or averageValue')
    }
  },
  *external({ metric, target = {} }, path) {
    yield* validateIdentifier(metric, path)
    yield* validateTarget(target, `${path}.target`)
    if (target.value === undefined && target.averageValue === undefined) {
      yield required(`${path}.target.averageValue`, 'must set either a target value for metric or a per-pod target')
    }
    if (target.value !== undefined && target.averageValue !== undefined) {
      yield forbiddenField(`${path}.target.value`, 'may not set both a target value for metric and a per-pod target')
    }
  },
  *pods({ metric, target = {} }, path) {
    yield* validateIdentifier(metric, path)
    yield* validateTarget(target, `${path}.target`)
    if (target.averageValue === undefined) {
      yield required(`${path}.target.averageValue`, 'must specify a positive target averageValue')
    }
  },
  *resource({ name, target = {} }, path) {
    if (!name) yield required(`${path}.name`, 'must specify a resource name')
    yield* validateResourceTarget(target, path)
  },
  *containerResource({ name, container, target = {} }, path) {
    if (!name) yield required(`${path}.name`, 'must specify a resource name')
    if (!container) yield required(`${path}.container`, 'must specify a container')
    else yield* textErrors(`${path}.container`, container, dnsLabel)
    yield* validateResourceTarget(target, path)
  },
}

function* validateIdentifier(metric: Source['metric'], path: string): Errors {
  const name = metric?.name ?? ''
  if (name === '') yield required(`${path}.metric.name`, 'must specify a metric name')
  else yield* textErrors(`${path}.metric.name`, name, anyPathSegment)
}

// Models validation.go validateResourceSource
function* validateResourceTarget(target: Target, path: string): Errors {
  yield* validateTarget(target, `${path}.target`)
  const { averageUtilization, averageValue } = target
  if (averageUtilization === undefined && averageValue === undefined) {
    const why = 'must set either a target raw value or a target utilization'
    yield required(`${path}.target.averageUtilization`, why)
  }
  if (averageUtilization !== undefined && averageValue !== undefined) {
    const why = 'may not set both a target raw value and a target utilization'
    yield forbiddenField(`${path}.target.averageValue`, why)
  }
}

// Models validation.go validateMetricTarget
function* validateTarget({ type = '', value, averageValue, averageUtilization }: Target, path: string): Errors {
  if (type === '') yield required(`${path}.type`, 'must specify a metric target type')
  if (!TARGETS.includes(type)) yield invalid(`${path}.type`, type, 'must be either Utilization, Value, or AverageValue')
  for (const [name, amount] of Object.entries({ value, averageValue })) {
    if (amount === undefined || amount === null || compareQuantities(String(amount), '0') > 0) continue
    yield invalid(`${path}.${name}`, String(amount), 'must be positive')
  }
  if (averageUtilization !== undefined && averageUtilization < 1) {
    yield invalid(`${path}.averageUtilization`, averageUtilization, 'must be greater than 0')
  }
}

// Models validation.go validateScalingRules and validateScalingPolicy
function* validateRules(rules: ScalingRules | undefined, path: string): Errors {
  if (rules === undefined) return
  const { stabilizationWindowSeconds: seconds, selectPolicy, policies } = rules
  const window = `${path}.stabilizationWindowSeconds`
  if (seconds !== undefined && seconds < 0) yield invalid(window, seconds, 'must be greater than or equal to zero')
  if (seconds !== undefined && seconds > LONGEST_WINDOW) {
    yield invalid(window, seconds, `must be less than or equal to ${LONGEST_WINDOW}`)
  }
  yield* oneOf(`${path}.selectPolicy`, selectPolicy, SELECT_POLICIES)
  if ((policies ?? []).length === 0) yield required(`${path}.policies`, 'must specify at least one Policy')
  for (const [{ type = '', value = 0, periodSeconds = 0 }, at] of each(policies, `${path}.policies`)) {
    yield* oneOf(`${at}.type`, type, POLICIES)
    if (value <= 0) yield invalid(`${at}.value`, value, 'must be greater than zero')
    if (periodSeconds <= 0) yield invalid(`${at}.periodSeconds`, periodSeconds, 'must be greater than zero')
    if (periodSeconds > LONGEST_PERIOD) {
      yield invalid(`${at}.periodSeconds`, periodSeconds, `must be less than or equal to ${LONGEST_PERIOD}`)
    }
  }
}
