import type { IntOrPercent } from './workload'

/**
 * The number that `value` stands for: itself, or that percentage of `total`, rounded up or down. Text that is not a
 * percentage counts as nothing; the API server lets none in.
 */
// Models staging/src/k8s.io/apimachinery/pkg/util/intstr/intstr.go GetScaledValueFromIntOrPercent
export function resolveIntOrPercent(value: IntOrPercent | undefined, total: number, rounding: 'up' | 'down'): number {
  if (typeof value === 'number') return value
  const percent = /^([0-9]+)%$/.exec(value ?? '0%')?.[1]
  if (percent === undefined) return 0
  // Whole numbers first, so that no rounding error of the division turns 7 into 8.
  const product = Number(percent) * total
  return rounding === 'up' ? Math.ceil(product / 100) : Math.floor(product / 100)
}
