import type { Taint } from '../k8s/node'
import { labelValueProblem, qualifiedNameProblem } from '../kubectl/resources/label-syntax'
import { LabError } from './lab-command'

/** `disktype=ssd` to labels. Throws LabError. */
export function parseLabels(pairs: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    pairs
      .filter(pair => pair !== '')
      .map(pair => {
        const equals = pair.indexOf('=')
        const [key, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)]
        const problem = qualifiedNameProblem(key) ?? labelValueProblem(value)
        if (problem !== undefined)
          throw new LabError(`--labels ${pair}: ${problem}. For example: --labels disktype=ssd,zone=b`)
        return [key, value]
      }),
  )
}

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']

/** `dedicated=gpu:NoSchedule` to taints. Throws LabError. */
export function parseTaints(specs: readonly string[]): readonly Taint[] {
  return specs
    .filter(spec => spec !== '')
    .map(spec => {
      const match = /^([^=:]+)(?:=([^:]*))?:(\w+)$/.exec(spec)
      const [, key = '', value, effect = ''] = match ?? []
      if (match === null || !EFFECTS.includes(effect) || qualifiedNameProblem(key) !== undefined) {
        throw new LabError(
          `--taints ${spec}: a taint is key=value:Effect, with ${EFFECTS.join(', ')}. For example: --taints dedicated=gpu:NoSchedule`,
        )
      }
      return value === undefined || value === '' ? { key, effect } : { key, value, effect }
    })
}
