import { invalid, required, TypedText } from '../field-error'
import { type Errors, each } from './field-errors'
import { sortedKeys } from './labels'
import { isStandardOfQuotas } from './resources'

const SCOPES = [
  'Terminating',
  'NotTerminating',
  'BestEffort',
  'NotBestEffort',
  'PriorityClass',
  'VolumeAttributesClass',
  'CrossNamespacePodAffinity',
]
const CONFLICTS = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
]
const PODS = ['pods']
const PODS_AND_COMPUTE = [
  ...PODS,
  ...['cpu', 'memory', 'limits.cpu', 'limits.memory', 'requests.cpu', 'requests.memory'],
]
const CLAIMS = ['persistentvolumeclaims', 'requests.storage']
/** The resources that a scope can narrow; all of them when it has no entry. */
const NARROWS: Readonly<Record<string, readonly string[]>> = {
  Terminating: PODS_AND_COMPUTE,
  NotTerminating: PODS_AND_COMPUTE,
  NotBestEffort: PODS_AND_COMPUTE,
  PriorityClass: PODS_AND_COMPUTE,
  CrossNamespacePodAffinity: PODS_AND_COMPUTE,
  BestEffort: PODS,
  VolumeAttributesClass: CLAIMS,
}
/** Scopes that have no values to compare with. */
const YES_OR_NO = ['BestEffort', 'NotBestEffort', 'Terminating', 'NotTerminating', 'CrossNamespacePodAffinity']
const MUST_EXIST =
  "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity"

interface Requirement {
  readonly scopeName?: string
  readonly operator?: string
  readonly values?: readonly string[]
}

export interface QuotaScopes {
  readonly hard?: Readonly<Record<string, string>>
  readonly scopes?: readonly string[]
  readonly scopeSelector?: { readonly matchExpressions?: readonly Requirement[] }
}

/** Which Pods a quota counts. */
// Models pkg/apis/core/validation/validation.go validateResourceQuotaScopes and validateScopeSelector
export function* validateScopes({ hard, scopes = [], scopeSelector }: QuotaScopes): Errors {
  const path = 'spec.scopes'
  for (const scope of scopes) {
    if (!SCOPES.includes(scope)) yield invalid(path, scopes, 'unsupported scope')
    for (const _ of notNarrowed(scope, hard)) yield invalid(path, scopes, 'unsupported scope applied to resource')
  }
  if (hasConflict(scopes)) yield invalid(path, scopes, 'conflicting scopes')
  if (scopeSelector === undefined) return
  const at = 'spec.scopeSelector.matchExpressions'
  const requirements = [...each(scopeSelector.matchExpressions, at)].map(([requirement]) => requirement)
  for (const requirement of requirements) {
    const { scopeName = '' } = requirement
    if (!SCOPES.includes(scopeName)) yield invalid(`${at}.scopeName`, new TypedText(scopeName), 'unsupported scope')
    const printed = { MatchExpressions: requirements.map(printRequirement) }
    for (const _ of notNarrowed(scopeName, hard)) yield invalid(at, printed, 'unsupported scope applied to resource')
    yield* validateRequirement(requirement, at)
  }
  if (hasConflict(requirements.map(({ scopeName = '' }) => scopeName))) {
    yield invalid(at, scopes.length === 0 ? null : scopes, 'conflicting scopes')
  }
}

const hasConflict = (scopes: readonly string[]) => CONFLICTS.some(pair => pair.every(scope => scopes.includes(scope)))

function notNarrowed(scope: string, hard: QuotaScopes['hard']): readonly string[] {
  const narrows = NARROWS[scope]
  return sortedKeys(hard).filter(name => isStandardOfQuotas(name) && narrows?.includes(name) === false)
}

function printRequirement({ scopeName = '', operator = '', values }: Requirement): object {
  return { ScopeName: scopeName, Operator: operator, Values: values ?? null }
}

function* validateRequirement({ scopeName = '', operator = '', values = [] }: Requirement, path: string): Errors {
  if (YES_OR_NO.includes(scopeName) && operator !== 'Exists')
    yield invalid(`${path}.operator`, new TypedText(operator), MUST_EXIST)
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (values.length === 0) {
        const why = "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector"
        yield required(`${path}.values`, why)
      }
      return
    case 'Exists':
    case 'DoesNotExist':
      if (values.length > 0) {
        const why = "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector"
        yield invalid(`${path}.values`, values, why)
      }
      return
    default:
      yield invalid(`${path}.operator`, new TypedText(operator), 'not a valid selector operator')
  }
}

/** The scopes of a quota stay as they are. */
// Models validation.go ValidateResourceQuotaUpdate
export function* validateScopesUnchanged(now: QuotaScopes, before: QuotaScopes): Errors {
  const setOf = ({ scopes = [] }: QuotaScopes) => [...new Set(scopes)].sort().join()
  if (setOf(now) !== setOf(before)) yield invalid('spec.scopes', now.scopes ?? null, 'field is immutable')
}
