import type { Taint } from './node'
import type { Toleration } from './pod'

/** What a taint can do to Pods that do not tolerate it. */
export const TAINT_EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] as const
export type TaintEffect = (typeof TAINT_EFFECTS)[number]

export function isTaintEffect(text: string): text is TaintEffect {
  return TAINT_EFFECTS.some(effect => effect === text)
}

/** Whether the toleration tolerates the taint. An empty key or effect of the toleration stands for any. */
// Models staging/src/k8s.io/api/core/v1/toleration.go ToleratesTaint (comparison operators are alpha and off in 1.36)
export function toleratesTaint(toleration: Toleration, taint: Taint): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) return false
  if (toleration.key && toleration.key !== taint.key) return false
  switch (toleration.operator ?? '') {
    case '':
    case 'Equal':
      return (toleration.value ?? '') === (taint.value ?? '')
    case 'Exists':
      return true
    default:
      return false
  }
}

/** The first toleration that tolerates the taint. */
export function findToleration(taint: Taint, tolerations: readonly Toleration[]): Toleration | undefined {
  return tolerations.find(toleration => toleratesTaint(toleration, taint))
}

/** The first of the taints with one of `effects` that no toleration tolerates; taints with other effects are passed over. */
// Models staging/src/k8s.io/component-helpers/scheduling/corev1/helpers.go FindMatchingUntoleratedTaint
export function findUntoleratedTaint(
  taints: readonly Taint[] | undefined,
  tolerations: readonly Toleration[],
  effects: readonly string[],
): Taint | undefined {
  return taints?.find(taint => effects.includes(taint.effect) && findToleration(taint, tolerations) === undefined)
}

/** `key=value:Effect`, `key:Effect` without a value: as kubectl prints a taint. */
// Models pkg/apis/core/taint.go ToString
export function taintText(taint: Taint): string {
  if (!taint.effect) return taint.value ? `${taint.key}=${taint.value}:` : taint.key
  return taint.value ? `${taint.key}=${taint.value}:${taint.effect}` : `${taint.key}:${taint.effect}`
}

/** The taint that a text stands for, as `taintText` writes it; undefined when it is none. */
export function parseTaint(text: string): Taint | undefined {
  const [, key, value, effect = ''] = /^([^=:]+)(?:=([^:]*))?:(\w+)$/.exec(text) ?? []
  if (key === undefined || !isTaintEffect(effect)) return undefined
  return value === undefined || value === '' ? { key, effect } : { key, value, effect }
}

/**
 * The tolerations with `toleration` among them: one with the same key, operator, value and effect is replaced where it
 * stands (so that its tolerationSeconds go), otherwise it is added at the end.
 */
// Models pkg/apis/core/v1/helper/helpers.go AddOrUpdateTolerationInPodSpec
export function withToleration(tolerations: readonly Toleration[], toleration: Toleration): readonly Toleration[] {
  const isSame = (other: Toleration) =>
    (other.key ?? '') === (toleration.key ?? '') &&
    (other.operator ?? '') === (toleration.operator ?? '') &&
    (other.value ?? '') === (toleration.value ?? '') &&
    (other.effect ?? '') === (toleration.effect ?? '')
  if (!tolerations.some(isSame)) return [...tolerations, toleration]
  return tolerations.map(other => (isSame(other) ? toleration : other))
}
