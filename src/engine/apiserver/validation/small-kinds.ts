import type { Fields } from '../../../base/fields'
import { configMapKey } from '../../../k8s/names'
import type { KubeObject } from '../../../k8s/object'
import type { LabelSelector } from '../../../k8s/selector'
import type { IntOrPercent } from '../../../k8s/workload'
import { forbiddenField, invalid, notSupported, required, TypedText, tooLong } from '../field-error'
import { type Errors, oneOf, textErrors } from './field-errors'
import { sortedKeys, validateLabelSelector } from './labels'
import { validateFinalizer } from './object-meta'
import { validateAtMostAll, validateIntOrPercent } from './workloads'

const MAX_CONTENT = 1_048_576
const SYSTEM_CLASSES: Readonly<Record<string, number>> = {
  'system-node-critical': 2_000_001_000,
  'system-cluster-critical': 2_000_000_000,
}
const HIGHEST_USER_PRIORITY = 1_000_000_000
const PREEMPTION_POLICIES = ['PreemptLowerPriority', 'Never']
const EVICTION_POLICIES = ['AlwaysAllow', 'IfHealthyBudget']
const SECURITY_VERSION = /^(latest|v1\.(0|[1-9]\d*))$/
const SECURITY_LEVELS = ['privileged', 'baseline', 'restricted']

// Models pkg/apis/core/validation/validation.go ValidateConfigMap
export function* validateConfigMap({ data, binaryData }: KubeObject): Errors {
  for (const key of sortedKeys(data as Fields)) {
    yield* textErrors(`data[${key}]`, key, configMapKey)
    if ((binaryData as Fields | undefined)?.[key] !== undefined) {
      yield invalid(`data[${key}]`, key, 'duplicate of key present in binaryData')
    }
  }
  for (const key of sortedKeys(binaryData as Fields)) yield* textErrors(`binaryData[${key}]`, key, configMapKey)
  const texts = [...Object.values((data ?? {}) as Fields), ...Object.values((binaryData ?? {}) as Fields)]
  const size = texts.reduce<number>((sum, text) => sum + String(text).length, 0)
  // No field: the whole object is meant.
  if (size > MAX_CONTENT) yield tooLong('[]', MAX_CONTENT)
}

// Models validation.go ValidateConfigMapUpdate and ValidateSecretUpdate
export function* validateUnchangedIfImmutable(object: KubeObject, before: KubeObject): Errors {
  if (before.immutable !== true) return
  const words = 'field is immutable when `immutable` is set'
  if (object.immutable !== true) yield forbiddenField('immutable', words)
  for (const field of ['data', 'binaryData']) {
    if (JSON.stringify(object[field]) !== JSON.stringify(before[field])) yield forbiddenField(field, words)
  }
}

// Models validation.go ValidateNamespace
export function* validateNamespace({ spec }: KubeObject): Errors {
  const { finalizers = [] } = (spec ?? {}) as { readonly finalizers?: readonly string[] }
  for (const finalizer of finalizers) yield* validateFinalizer(finalizer, 'spec.finalizers')
}

/** The labels of pod security are judged when the rest is in order. */
// Models staging/src/k8s.io/pod-security-admission/admission/admission.go ValidateNamespace
export function* validateSecurityLabels({ metadata }: KubeObject): Errors {
  for (const mode of ['enforce', 'audit', 'warn']) {
    const label = `pod-security.kubernetes.io/${mode}`
    const level = metadata.labels?.[label]
    if (level !== undefined && !SECURITY_LEVELS.includes(level)) {
      yield invalid(`metadata.labels[${label}]`, level, `must be one of ${SECURITY_LEVELS.join(', ')}`)
    }
    const version = metadata.labels?.[`${label}-version`]
    if (version !== undefined && !SECURITY_VERSION.test(version)) {
      yield invalid(`metadata.labels[${label}-version]`, version, 'must be "latest" or "v1.x"')
    }
  }
}

// Models pkg/apis/scheduling/validation/validation.go ValidatePriorityClass
export function* validatePriorityClass(priorityClass: KubeObject): Errors {
  const { name } = priorityClass.metadata
  const value = (priorityClass.value as number | undefined) ?? 0
  if (name.startsWith('system-')) {
    const known = SYSTEM_CLASSES[name]
    if (known === undefined) yield reservedName(`${name} is not a known system priority class`)
    else if (known !== value) yield reservedName(`value of ${name} PriorityClass must be ${known}`)
  } else if (value > HIGHEST_USER_PRIORITY) {
    yield forbiddenField('value', `maximum allowed value of a user defined priority is ${HIGHEST_USER_PRIORITY}`)
  }
  if (priorityClass.preemptionPolicy === '') yield required('preemptionPolicy')
  else yield* oneOf('preemptionPolicy', priorityClass.preemptionPolicy as string | undefined, PREEMPTION_POLICIES)
}

function reservedName(why: string) {
  return forbiddenField(
    'metadata.name',
    `priority class names with 'system-' prefix are reserved for system use only. error: ${why}`,
  )
}

// Models scheduling/validation/validation.go ValidatePriorityClassUpdate
export function* validatePriorityClassUpdate(object: KubeObject, before: KubeObject): Errors {
  if (object.value !== before.value) yield forbiddenField('value', 'may not be changed in an update.')
  if (object.preemptionPolicy !== before.preemptionPolicy) {
    yield invalid('preemptionPolicy', new TypedText(String(object.preemptionPolicy)), 'field is immutable')
  }
}

interface BudgetSpec {
  readonly minAvailable?: IntOrPercent
  readonly maxUnavailable?: IntOrPercent
  readonly selector?: LabelSelector
  readonly unhealthyPodEvictionPolicy?: string
}

// Models pkg/apis/policy/validation/validation.go ValidatePodDisruptionBudgetSpec
export function* validatePodDisruptionBudget(budget: KubeObject): Errors {
  const { minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy } = (budget.spec ?? {}) as BudgetSpec
  if (minAvailable !== undefined && maxUnavailable !== undefined) {
    const printed = {
      MinAvailable: minAvailable,
      Selector: selector ?? null,
      MaxUnavailable: maxUnavailable,
      UnhealthyPodEvictionPolicy: unhealthyPodEvictionPolicy ?? null,
    }
    yield invalid('spec', printed, 'minAvailable and maxUnavailable cannot be both set')
  }
  for (const [field, value] of Object.entries({ minAvailable, maxUnavailable })) {
    if (value === undefined) continue
    yield* validateIntOrPercent(value, `spec.${field}`)
    yield* validateAtMostAll(value, `spec.${field}`)
  }
  yield* validateLabelSelector(selector, 'spec.selector')
  if (unhealthyPodEvictionPolicy !== undefined && !EVICTION_POLICIES.includes(unhealthyPodEvictionPolicy)) {
    yield notSupported('spec.unhealthyPodEvictionPolicy', unhealthyPodEvictionPolicy, EVICTION_POLICIES)
  }
}
