import type { Fields } from '../../../base/fields'
import { canonicalAmounts } from './containers'
import { mapItems, withDefaults } from './default-fields'

// Models pkg/apis/core/v1/defaults.go SetDefaults_LimitRangeItem
export function defaultLimitRange(spec: Fields): Fields {
  return mapItems(spec, 'limits', defaultLimit)
}

const AMOUNTS = ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio']

function defaultLimit(limit: Fields): Fields {
  let result = limit
  for (const field of AMOUNTS) {
    const amounts = result[field]
    if (typeof amounts !== 'object' || amounts === null) continue
    const canonical = canonicalAmounts(amounts as Fields)
    if (canonical !== amounts) result = { ...result, [field]: canonical }
  }
  if (result.type !== 'Container') return result
  const limits = withDefaults((result.default ?? {}) as Fields, (result.max ?? {}) as Fields)
  const requests = withDefaults(
    withDefaults((result.defaultRequest ?? {}) as Fields, limits),
    (result.min ?? {}) as Fields,
  )
  return { ...result, ...unlessEmpty('default', limits), ...unlessEmpty('defaultRequest', requests) }
}

const unlessEmpty = (field: string, amounts: Fields): Fields =>
  Object.keys(amounts).length === 0 ? {} : { [field]: amounts }
