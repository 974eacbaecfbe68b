import { isCidr, labelValue, qualifiedName } from '../../../k8s/names'
import type { Node, Taint } from '../../../k8s/node'
import type { KubeObject } from '../../../k8s/object'
import { duplicate, forbiddenField, internalError, invalid } from '../field-error'
import { validateCidr } from './addresses'
import { type Errors, each, textErrors } from './field-errors'
import { validateQuantity } from './resources'
import { validateTaintEffect } from './scheduling-rules'

// Models pkg/apis/core/validation/validation.go ValidateNode
export function* validateNode(object: KubeObject): Errors {
  const spec = (object as Node).spec ?? {}
  yield* validateTaints(spec.taints)
  yield* validateCapacity(object as Node)
  yield* validatePodRanges(spec.podCIDRs ?? (spec.podCIDR ? [spec.podCIDR] : []))
}

function* validatePodRanges(ranges: readonly string[]): Errors {
  for (const [range, at] of each(ranges, 'spec.podCIDRs')) yield* validateCidr(range, at)
  if (ranges.length < 2) return
  const wrong = ranges.findIndex(range => !isCidr(range))
  if (wrong >= 0) {
    const why = `invalid CIDR[${wrong}]: <nil> (invalid CIDR address: ${ranges[wrong]})`
    yield internalError('spec.podCIDRs', `invalid PodCIDRs. failed to check with dual stack with error:${why}`)
  }
  const families = new Set(ranges.map(range => (range.includes(':') ? 6 : 4)))
  if (wrong >= 0 || ranges.length > 2 || families.size < 2) {
    yield invalid('spec.podCIDRs', ranges, 'may specify no more than one CIDR for each IP family')
  }
}

// Models validation.go ValidateNodeResources
function* validateCapacity({ status }: Node): Errors {
  for (const list of ['capacity', 'allocatable'] as const) {
    for (const [name, amount] of Object.entries(status?.[list] ?? {})) {
      yield* validateQuantity(name, amount, `status.${list}.${name}`)
    }
  }
}

// Models validation.go ValidateNodeUpdate
export function* validateNodeUpdate(object: KubeObject, old: KubeObject): Errors {
  const [spec, before] = [(object as Node).spec ?? {}, (old as Node).spec ?? {}]
  yield* validateCapacity(object as Node)
  if (before.podCIDRs && before.podCIDRs.join() !== (spec.podCIDRs ?? []).join()) {
    yield forbiddenField('spec.podCIDRs', 'node updates may not change podCIDR except from "" to valid')
  }
  if (before.providerID && before.providerID !== spec.providerID) {
    yield forbiddenField('spec.providerID', 'node updates may not change providerID except from "" to valid')
  }
  yield* validateTaints(spec.taints)
}

// The path begins with `metadata`, though taints are in the specification: so says the real server.
// Models validation.go validateNodeTaints
function* validateTaints(taints: readonly Taint[] | undefined): Errors {
  const seen = new Set<string>()
  for (const [taint, at] of each(taints, 'metadata.taints')) {
    const { key = '', value = '', effect = '' } = taint
    yield* textErrors(`${at}.key`, key, qualifiedName)
    const wrong = labelValue(value)
    if (wrong.length > 0) yield invalid(`${at}.value`, value, wrong.join(';'))
    yield* validateTaintEffect(effect, `${at}.effect`)
    if (seen.has(`${key}:${effect}`)) {
      const printed = { Key: key, Value: value, Effect: effect, TimeAdded: taint.timeAdded ?? null }
      const error = duplicate(at, printed)
      yield { ...error, message: `${error.message}: taints must be unique by key and effect pair` }
    }
    seen.add(`${key}:${effect}`)
  }
}
