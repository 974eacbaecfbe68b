import { labelValue, qualifiedName } from '../k8s/names'
import type { Taint } from '../k8s/node'
import { parseTaint, TAINT_EFFECTS } from '../k8s/taints'
import { LabError } from './lab-command'

/** `disktype=ssd` to labels. Throws LabError. */
export function parseLabels(pairs: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    pairs
      .filter(pair => pair !== '')
      .map(pair => {
        const equals = pair.indexOf('=')
        const [key, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)]
        const [problem] = [...qualifiedName(key), ...labelValue(value)]
        if (problem !== undefined)
          throw new LabError(`--labels ${pair}: ${problem}. For example: --labels disktype=ssd,zone=b`)
        return [key, value]
      }),
  )
}

/** `dedicated=gpu:NoSchedule` to taints. Throws LabError. */
export function parseTaints(specs: readonly string[]): readonly Taint[] {
  return specs
    .filter(spec => spec !== '')
    .map(spec => {
      const taint = parseTaint(spec)
      if (taint === undefined || qualifiedName(taint.key).length > 0) {
        throw new LabError(
          `--taints ${spec}: a taint is key=value:Effect, with ${TAINT_EFFECTS.join(', ')}. For example: --taints dedicated=gpu:NoSchedule`,
        )
      }
      return taint
    })
}
