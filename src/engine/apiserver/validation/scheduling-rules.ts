import { dnsLabel, dnsSubdomain, labelValue, qualifiedName } from '../../../k8s/names'
import type {
  Affinity,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PodAffinity,
  PodAffinityTerm,
  Toleration,
  TopologySpreadConstraint,
} from '../../../k8s/pod'
import type { LabelSelector } from '../../../k8s/selector'
import { isTaintEffect, TAINT_EFFECTS } from '../../../k8s/taints'
import { duplicate, forbiddenField, invalid, notSupported, required, TypedText } from '../field-error'
import { type Errors, each, numberErrors, oneOf, textErrors } from './field-errors'
import { validateLabelSelector } from './labels'

const OPERATORS = ['Equal', 'Exists']
const UNSATISFIABLE = ['DoNotSchedule', 'ScheduleAnyway']
const INCLUSION = ['Honor', 'Ignore']
const MAX_WEIGHT = 100
const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution'
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution'

// Models pkg/apis/core/validation/validation.go ValidateTolerations
export function* validateTolerations(tolerations: readonly Toleration[] | undefined, path: string): Errors {
  for (const [toleration, at] of each(tolerations, path)) {
    const { key = '', operator = '', value = '', effect = '', tolerationSeconds } = toleration
    if (key) yield* textErrors(`${at}.key`, key, qualifiedName)
    else if (operator !== 'Exists') {
      const why = 'operator must be Exists when `key` is empty, which means "match all values and all keys"'
      yield invalid(`${at}.operator`, new TypedText(operator ?? ''), why)
    }
    if (tolerationSeconds !== undefined && tolerationSeconds !== null && effect !== 'NoExecute') {
      yield invalid(
        `${at}.effect`,
        new TypedText(effect ?? ''),
        "effect must be 'NoExecute' when `tolerationSeconds` is set",
      )
    }
    yield* validateOperator(operator ?? '', value ?? '', `${at}.operator`)
    if (effect) yield* validateTaintEffect(effect, `${at}.effect`)
  }
}

function* validateOperator(operator: string, value: string, path: string): Errors {
  if (operator === '' || operator === 'Equal') {
    const wrong = labelValue(value)
    if (wrong.length > 0) yield invalid(path, value, wrong.join(';'))
  } else if (operator === 'Exists') {
    if (value !== '') yield invalid(path, value, "value must be empty when `operator` is 'Exists'")
  } else if (operator === 'Lt' || operator === 'Gt') yield notSupported(path, operator, [...OPERATORS, 'Lt', 'Gt'])
  else yield notSupported(path, operator, OPERATORS)
}

// Models validation.go validateTaintEffect
export function* validateTaintEffect(effect: string | undefined, path: string): Errors {
  if (!effect) yield required(path)
  else if (!isTaintEffect(effect)) yield notSupported(path, effect, TAINT_EFFECTS)
}

// Models validation.go validateAffinity
export function* validateAffinity(affinity: Affinity | undefined | null, path: string): Errors {
  const { nodeAffinity, podAffinity, podAntiAffinity } = affinity ?? {}
  const selector = nodeAffinity?.[REQUIRED]
  if (selector) yield* validateNodeSelector(selector, `${path}.nodeAffinity.${REQUIRED}`)
  for (const [preferred, at] of each(nodeAffinity?.[PREFERRED], `${path}.nodeAffinity.${PREFERRED}`)) {
    yield* validateWeight(preferred.weight, at)
    yield* validateTerm(preferred.preference ?? {}, `${at}.preference`, false)
  }
  if (podAffinity) yield* validatePodAffinity(podAffinity, `${path}.podAffinity`)
  if (podAntiAffinity) yield* validatePodAffinity(podAntiAffinity, `${path}.podAntiAffinity`)
}

// Models validation.go ValidateNodeSelector
export function* validateNodeSelector(
  { nodeSelectorTerms }: { readonly nodeSelectorTerms?: readonly NodeSelectorTerm[] },
  path: string,
): Errors {
  const terms = `${path}.nodeSelectorTerms`
  if ((nodeSelectorTerms ?? []).length === 0) yield required(terms, 'must have at least one node selector term')
  for (const [term, at] of each(nodeSelectorTerms, terms)) yield* validateTerm(term, at, true)
}

function* validateWeight(weight: number | undefined, path: string): Errors {
  const value = weight ?? 0
  if (value <= 0 || value > MAX_WEIGHT) yield invalid(`${path}.weight`, value, 'must be in the range 1-100')
}

function* validateTerm(
  { matchExpressions, matchFields }: NodeSelectorTerm,
  path: string,
  checkValues: boolean,
): Errors {
  for (const [requirement, at] of each(matchExpressions, `${path}.matchExpressions`)) {
    yield* validateNodeExpression(requirement, at, checkValues)
  }
  for (const [requirement, at] of each(matchFields, `${path}.matchFields`)) yield* validateNodeField(requirement, at)
}

// Models validation.go ValidateNodeSelectorRequirement
function* validateNodeExpression(
  { key, operator, values }: NodeSelectorRequirement,
  path: string,
  checkValues: boolean,
): Errors {
  const count = values?.length ?? 0
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (count === 0) yield required(`${path}.values`, "must be specified when `operator` is 'In' or 'NotIn'")
      break
    case 'Exists':
    case 'DoesNotExist':
      if (count > 0)
        yield forbiddenField(`${path}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")
      break
    case 'Gt':
    case 'Lt':
      if (count !== 1)
        yield required(`${path}.values`, "must be specified single value when `operator` is 'Lt' or 'Gt'")
      break
    default:
      yield invalid(`${path}.operator`, new TypedText(operator ?? ''), 'not a valid selector operator')
  }
  yield* textErrors(`${path}.key`, key ?? '', qualifiedName)
  if (!checkValues) return
  for (const [index, value] of (values ?? []).entries())
    yield* textErrors(`${path}.values[${index}]`, value ?? '', labelValue)
}

// Models validation.go ValidateNodeFieldSelectorRequirement
function* validateNodeField({ key, operator, values }: NodeSelectorRequirement, path: string): Errors {
  if (operator !== 'In' && operator !== 'NotIn') {
    yield invalid(`${path}.operator`, new TypedText(operator ?? ''), 'not a valid selector operator')
  } else if ((values?.length ?? 0) !== 1) {
    yield required(
      `${path}.values`,
      "must be only one value when `operator` is 'In' or 'NotIn' for node field selector",
    )
  }
  if (key !== 'metadata.name') yield invalid(`${path}.key`, key ?? '', 'not a valid field selector key')
  else
    for (const [index, value] of (values ?? []).entries())
      yield* textErrors(`${path}.values[${index}]`, value ?? '', dnsSubdomain)
}

function* validatePodAffinity(affinity: PodAffinity, path: string): Errors {
  for (const [term, at] of each(affinity[REQUIRED], `${path}.${REQUIRED}`)) yield* validatePodTerm(term, at)
  for (const [weighted, at] of each(affinity[PREFERRED], `${path}.${PREFERRED}`)) {
    yield* validateWeight(weighted.weight, at)
    yield* validatePodTerm(weighted.podAffinityTerm ?? {}, `${at}.podAffinityTerm`)
  }
}

// Models validation.go validatePodAffinityTerm
function* validatePodTerm(term: Partial<PodAffinityTerm>, path: string): Errors {
  yield* validateLabelSelector(term.labelSelector, `${path}.labelSelector`)
  yield* validateLabelSelector(term.namespaceSelector, `${path}.namespaceSelector`)
  for (const namespace of term.namespaces ?? []) yield* textErrors(`${path}.namespace`, namespace ?? '', dnsLabel)
  yield* validateMatchLabelKeys(term, path)
  if (!term.topologyKey) yield required(`${path}.topologyKey`, 'can not be empty')
  yield* textErrors(`${path}.topologyKey`, term.topologyKey ?? '', qualifiedName)
}

const positive = (value: number) => (value > 0 ? [] : ['must be greater than zero'])

// Models validation.go validateTopologySpreadConstraints
export function* validateSpreadConstraints(
  constraints: readonly TopologySpreadConstraint[] | undefined,
  path: string,
): Errors {
  for (const [constraint, at] of each(constraints, path)) {
    const { maxSkew, topologyKey = '', whenUnsatisfiable = '', minDomains } = constraint
    yield* numberErrors(`${at}.maxSkew`, maxSkew ?? 0, positive)
    if (!topologyKey) yield required(`${at}.topologyKey`, 'can not be empty')
    if (!UNSATISFIABLE.includes(whenUnsatisfiable)) {
      yield notSupported(`${at}.whenUnsatisfiable`, whenUnsatisfiable, UNSATISFIABLE)
    }
    const rest = (constraints ?? []).slice((constraints ?? []).indexOf(constraint) + 1)
    if (
      rest.some(
        other => (other?.topologyKey ?? '') === topologyKey && (other?.whenUnsatisfiable ?? '') === whenUnsatisfiable,
      )
    ) {
      yield duplicate(`${at}.{topologyKey, whenUnsatisfiable}`, `{${topologyKey}, ${whenUnsatisfiable}}`)
    }
    if (minDomains !== undefined && minDomains !== null) {
      yield* numberErrors(`${at}.minDomains`, minDomains, positive)
      if (whenUnsatisfiable !== 'DoNotSchedule') {
        const why = `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${whenUnsatisfiable}`
        yield invalid(`${at}.minDomains`, minDomains, why)
      }
    }
    yield* oneOf(`${at}.nodeAffinityPolicy`, constraint.nodeAffinityPolicy, INCLUSION)
    yield* oneOf(`${at}.nodeTaintsPolicy`, constraint.nodeTaintsPolicy, INCLUSION)
    yield* validateMatchLabelKeys(constraint, at)
    yield* validateLabelSelector(constraint.labelSelector, `${at}.labelSelector`)
  }
}

interface LabelKeys {
  readonly labelSelector?: LabelSelector | null
  readonly matchLabelKeys?: readonly string[]
  readonly mismatchLabelKeys?: readonly string[]
}

/** Labels of the Pod itself that narrow (or widen) what its selector selects. */
// Models validation.go ValidateMatchLabelKeysAndMismatchLabelKeys
function* validateMatchLabelKeys(rule: LabelKeys, path: string): Errors {
  const { labelSelector, matchLabelKeys = [], mismatchLabelKeys = [] } = rule
  for (const field of ['matchLabelKeys', 'mismatchLabelKeys'] as const) {
    const keys = rule[field] ?? []
    if (keys.length > 0 && !labelSelector) {
      yield forbiddenField(`${path}.${field}`, 'must not be specified when labelSelector is not set')
      continue
    }
    for (const [index, key] of keys.entries()) {
      yield* textErrors(`${path}.${field}[${index}]`, key ?? '', qualifiedName)
    }
  }
  const seen = new Set(Object.keys(labelSelector?.matchLabels ?? {}))
  for (const { key } of labelSelector?.matchExpressions ?? []) {
    const index = matchLabelKeys.lastIndexOf(key)
    if (index >= 0 && seen.has(key)) {
      yield invalid(`${path}[${index}]`, key, 'exists in both matchLabelKeys and labelSelector')
    }
    seen.add(key)
  }
  for (const [index, key] of matchLabelKeys.entries()) {
    if (!mismatchLabelKeys.includes(key)) continue
    yield invalid(`${path}.matchLabelKeys[${index}]`, key, 'exists in both matchLabelKeys and mismatchLabelKeys')
  }
}
