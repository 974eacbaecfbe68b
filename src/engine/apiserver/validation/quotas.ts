import { qualifiedName } from '../../../k8s/names'
import type { KubeObject } from '../../../k8s/object'
import type { ResourceList } from '../../../k8s/pod'
import { compareQuantities, milliValue } from '../../../k8s/quantity'
import { duplicate, forbiddenField, invalid, required, TypedText } from '../field-error'
import { type Errors, each, typedTextErrors } from './field-errors'
import { sortedKeys } from './labels'
import { type QuotaScopes, validateScopes, validateScopesUnchanged } from './quota-scopes'
import { isStandardOfQuotas, validateContainerResourceName, validateQuantity, validateResourceName } from './resources'

const LIMIT_TYPES = ['Pod', 'Container', 'PersistentVolumeClaim']

// Models pkg/apis/core/validation/validation.go ValidateResourceQuotaSpec
export function* validateResourceQuota({ spec }: KubeObject): Errors {
  const scoped = (spec ?? {}) as QuotaScopes
  const { hard } = scoped
  for (const name of sortedKeys(hard)) {
    const path = `spec.hard[${name}]`
    yield* validateResourceName(name, path)
    if (!name.includes('/') && !isStandardOfQuotas(name)) {
      yield invalid(path, new TypedText(name), 'must be a standard resource for quota')
    }
    yield* validateQuantity(name, hard?.[name] ?? '0', path)
  }
  yield* validateScopes(scoped)
}

export function validateResourceQuotaChange(quota: KubeObject, before: KubeObject): Errors {
  return validateScopesUnchanged((quota.spec ?? {}) as QuotaScopes, (before.spec ?? {}) as QuotaScopes)
}

/** Resources of which less should be requested than is the limit. */
const REQUESTED = ['cpu', 'memory', 'storage', 'ephemeral-storage']

// Models pkg/registry/core/resourcequota/strategy.go WarningsOnCreate
export function* quotaWarnings({ spec }: KubeObject): Generator<string, void> {
  const hard = ((spec ?? {}) as QuotaScopes).hard ?? {}
  for (const resource of REQUESTED) {
    const isShort = hard[`requests.${resource}`] === undefined && (resource === 'cpu' || resource === 'memory')
    const requested = isShort ? resource : `requests.${resource}`
    const [request, limit] = [hard[requested], hard[`limits.${resource}`]]
    if (request === undefined || limit === undefined || compareQuantities(request, limit) <= 0) continue
    yield `ResourceQuota ${requested} (${request}) should be less than limits.${resource} (${limit})`
  }
}

const AMOUNTS = ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'] as const
type Limit = { readonly type?: string } & Readonly<Partial<Record<(typeof AMOUNTS)[number], ResourceList>>>

// Models validation.go ValidateLimitRange
export function* validateLimitRange({ spec }: KubeObject): Errors {
  const { limits } = (spec ?? {}) as { readonly limits?: readonly Limit[] }
  const types = new Set<string>()
  for (const [limit, at] of each(limits, 'spec.limits')) {
    const { type = '' } = limit
    const malformed = qualifiedName(type)
    if (malformed.length > 0) yield* typedTextErrors(`${at}.type`, type, qualifiedName)
    else if (!type.includes('/') && !LIMIT_TYPES.includes(type)) {
      yield invalid(`${at}.type`, new TypedText(type), 'must be a standard limit type or fully qualified')
    }
    if (types.has(type)) yield duplicate(`${at}.type`, new TypedText(type))
    types.add(type)
    for (const field of AMOUNTS) {
      if (field === 'maxLimitRequestRatio') yield* validateClaimLimit(limit, at)
      yield* validateAmounts(limit, field, at)
    }
    const names = new Set(AMOUNTS.flatMap(field => sortedKeys(limit[field])))
    for (const name of names) yield* validateOrder(limit, name, at)
  }
}

function* validateClaimLimit({ type, min, max }: Limit, path: string): Errors {
  if (type !== 'PersistentVolumeClaim' || min?.storage !== undefined || max?.storage !== undefined) return
  yield required(`${path}.limits`, 'either minimum or maximum storage value is required, but neither was provided')
}

function* validateAmounts(limit: Limit, field: (typeof AMOUNTS)[number], path: string): Errors {
  const names = sortedKeys(limit[field])
  if (limit.type === 'Pod' && field.startsWith('default')) {
    if (names.length > 0) yield forbiddenField(`${path}.${field}`, "may not be specified when `type` is 'Pod'")
    return
  }
  const rule = limit.type === 'Pod' || limit.type === 'Container' ? validateContainerResourceName : validateResourceName
  for (const name of names) yield* rule(name, `${path}.${field}[${name}]`)
}

/** Minimum, default request, default limit, maximum: each may not be more than what follows. */
function* validateOrder(limit: Limit, name: string, path: string): Errors {
  const [min, request, standard, max] = [limit.min, limit.defaultRequest, limit.default, limit.max].map(
    list => list?.[name],
  )
  const exceeds = (one: string | undefined, other: string | undefined) =>
    one !== undefined && other !== undefined && compareQuantities(one, other) > 0
  const requestPath = `${path}.defaultRequest[${name}]`
  if (exceeds(min, max)) yield invalid(`${path}.min[${name}]`, min, `min value ${min} is greater than max value ${max}`)
  if (exceeds(min, request)) {
    yield invalid(requestPath, request, `min value ${min} is greater than default request value ${request}`)
  }
  if (exceeds(request, max)) {
    yield invalid(requestPath, request, `default request value ${request} is greater than max value ${max}`)
  }
  if (exceeds(request, standard)) {
    yield invalid(
      requestPath,
      request,
      `default request value ${request} is greater than default limit value ${standard}`,
    )
  }
  if (exceeds(min, standard)) {
    yield invalid(`${path}.default[${name}]`, min, `min value ${min} is greater than default value ${standard}`)
  }
  if (exceeds(standard, max)) {
    yield invalid(`${path}.default[${name}]`, max, `default value ${standard} is greater than max value ${max}`)
  }
  if (name.startsWith('hugepages-') && exceeds(standard, request)) {
    const why = `default value ${standard} must equal to defaultRequest value ${request} in ${name}`
    yield invalid(requestPath, request, why)
  }
  yield* validateRatio(limit, name, path)
}

/** How many times what a container asks for its limit may be: no more than the range of limits has room for. */
function* validateRatio({ maxLimitRequestRatio, min, max }: Limit, name: string, path: string): Errors {
  const ratio = maxLimitRequestRatio?.[name]
  if (ratio === undefined) return
  const at = `${path}.maxLimitRequestRatio[${name}]`
  if (milliValue(ratio) < 1000) yield invalid(at, ratio, `ratio ${ratio} is less than 1`)
  const [least, most] = [min?.[name], max?.[name]]
  if (least === undefined || most === undefined) return
  const room = milliValue(most) / milliValue(least)
  if (milliValue(ratio) / 1000 > room) {
    yield invalid(
      at,
      ratio,
      `ratio ${ratio} is greater than max/min = ${Number.isFinite(room) ? room.toFixed(6) : '+Inf'}`,
    )
  }
}
